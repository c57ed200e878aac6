package org.onedoor.members.dues;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.onedoor.frame.Csv;

/** 党费标准表 · The bands with their days ({@code bands.csv}), and what they propose (R-FEE-1). */
record DuesTable(List<Band> bands) {

    static final DuesTable SHIPPED = shipped();

    /**
     * 应交数额 · What is proposed for a month, in fen. Where it is chosen, from least to most; voluntarily more is always
     * possible.
     */
    record Amount(long least, long most) {
        boolean chosen() {
            return least != most;
        }
    }

    DuesTable {
        bands = List.copyOf(bands);
    }

    /**
     * @param base fen a month; not looked at where the amount is fixed
     * @throws IllegalArgumentException when the table has no band for the payer on that day, or the base is negative
     */
    Amount propose(Payer payer, long base, LocalDate day, DuesTerms terms) {
        if (base < 0) {
            throw new IllegalArgumentException("A base is not negative: " + base);
        }
        var band = bands.stream()
                .filter(one -> one.inForce(day) && one.payer().equals(column(payer)))
                .filter(one -> payer.fixed() || base > one.above() || one.above() == 0)
                .max(Comparator.comparingLong(Band::above))
                .orElseThrow(() -> new IllegalArgumentException("No band for " + payer + " on " + day));
        if (payer.fixed()) {
            return new Amount(band.least(), band.most());
        }
        long amount = Math.min(rounded(base, band.rate(), terms.roundTo()), terms.mostMonthly());
        return new Amount(amount, amount);
    }

    private static String column(Payer payer) {
        return payer == Payer.YEARLY || payer == Payer.SELF_EMPLOYED ? Payer.WAGE.code() : payer.code();
    }

    private static long rounded(long base, int rate, int to) {
        long unit = 10_000L * to;
        return (base * rate + unit / 2) / unit * to;
    }

    private static DuesTable shipped() {
        var bands = new ArrayList<Band>();
        try (var in = DuesTable.class.getResourceAsStream("bands.csv")) {
            var rows = Csv.rows(Objects.requireNonNull(in));
            rows.next();
            rows.forEachRemaining(row -> bands.add(new Band(
                    LocalDate.parse(row.get(0)),
                    row.get(1).isEmpty() ? null : LocalDate.parse(row.get(1)),
                    row.get(2),
                    Long.parseLong(row.get(3)),
                    (int) number(row.get(4)),
                    number(row.get(5)),
                    number(row.get(6)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DuesTable(bands);
    }

    private static long number(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
