package org.onedoor.members.dues;

import java.util.Map;

/**
 * 党费数字 · The numbers of R-FEE-1 to R-FEE-4 and R-LIFE-8, as data; a county's own replace single ones.
 *
 * @param roundTo fen an amount is rounded to, half up: 1 or 10
 * @param mostMonthly fen a month is generally not more than; who wishes gives more
 * @param forwardFrom fen of a single voluntary gift from which it is forwarded with a statement
 * @param makeUpMonths for which arrears may be made up
 * @param firstWarning months in a row unpaid
 * @param secondWarning …
 * @param handling months in a row unpaid from which the organization deals with it (R-LIFE-8), by people
 */
record DuesTerms(
        int roundTo,
        int mostMonthly,
        int forwardFrom,
        int makeUpMonths,
        int firstWarning,
        int secondWarning,
        int handling) {

    static final DuesTerms DEFAULT = new DuesTerms(1, 100_000, 100_000, 6, 3, 5, 6);

    static DuesTerms of(Map<String, Integer> county) {
        var d = DEFAULT;
        return new DuesTerms(
                county.getOrDefault("round-to", d.roundTo),
                county.getOrDefault("most-monthly", d.mostMonthly),
                county.getOrDefault("forward-from", d.forwardFrom),
                county.getOrDefault("make-up-months", d.makeUpMonths),
                county.getOrDefault("first-warning", d.firstWarning),
                county.getOrDefault("second-warning", d.secondWarning),
                county.getOrDefault("handling", d.handling));
    }

    /** A single gift of so much goes on to the centre (R-FEE-4). */
    boolean forwarded(long gift) {
        return gift >= forwardFrom;
    }
}
