package org.onedoor.secrets;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.onedoor.frame.Now;

/** 身份证号 · Citizen identity numbers of 18 characters (GB 11643-1999, R-CODE-4). */
public final class IdNumbers {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final Pattern SHAPE = Pattern.compile("[1-9]\\d{16}[\\dX]");

    private IdNumbers() {}

    /** Real date of birth, not in the future, and a right check character; lower-case x counts. */
    public static boolean valid(String written) {
        return normalise(written).isPresent();
    }

    /** The number in the one form it is stored in (capital X, no spaces); empty when it is not valid. */
    public static Optional<String> normalise(String written) {
        var number = Digits.narrow(written).replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        return SHAPE.matcher(number).matches() && check(number) == number.charAt(17) && born(number)
                ? Optional.of(number)
                : Optional.empty();
    }

    /** First three and last four: {@code 600***********0015} (R-SEC-10). */
    public static String masked(String number) {
        if (number.length() < 15) {
            return "*".repeat(number.length());
        }
        return number.substring(0, 3) + "*".repeat(number.length() - 7) + number.substring(number.length() - 4);
    }

    private static char check(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    private static boolean born(String number) {
        try {
            var birth = LocalDate.of(
                    Integer.parseInt(number, 6, 10, 10),
                    Integer.parseInt(number, 10, 12, 10),
                    Integer.parseInt(number, 12, 14, 10));
            return birth.getYear() >= 1800 && !birth.isAfter(Now.today());
        } catch (DateTimeException e) {
            return false;
        }
    }
}
