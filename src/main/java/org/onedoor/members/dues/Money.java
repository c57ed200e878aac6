package org.onedoor.members.dues;

import java.math.BigDecimal;
import java.util.Optional;

/** Yuan as people write them, and fen as they are kept. */
final class Money {

    private Money() {}

    /** {@code 1250} → {@code 12.50}. */
    static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    /** Empty for what is no amount, is negative or has parts of a fen. */
    static Optional<Long> fen(String yuan) {
        try {
            var amount = new BigDecimal(yuan.strip().replace(",", "")).movePointRight(2);
            return amount.signum() < 0 || amount.precision() > 12
                    ? Optional.empty()
                    : Optional.of(amount.longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
