package org.onedoor.cases;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which cells of published sums are shown, so that no masked one can be computed from those shown (4.10): a cell of 1 to 4 is
 * masked, and so are as many others as it takes.
 *
 * <p>Zero is shown: it is about nobody. The cells are tied by equations "these add up to that one"; whether a masked cell is
 * fixed by all equations together is decided by elimination, so that chains over rows and columns are found too.
 */
final class Masking {

    static final int FEWEST = 5;

    /** The elimination works modulo this prime; entries are 1 and -1, so nothing is lost but with negligible chance. */
    private static final long PRIME = 2_147_483_647L;

    /** {@code parts} add up to {@code total}; indexes of cells. */
    record Sum(int total, List<Integer> parts) {}

    private final long[] counts;
    private final List<int[]> ties = new ArrayList<>();
    private final List<List<int[]>> tiesOf = new ArrayList<>();
    private final BitSet masked = new BitSet();

    private Masking(long[] counts, List<Sum> sums) {
        this.counts = counts;
        for (int i = 0; i < counts.length; i++) {
            tiesOf.add(new ArrayList<>(2));
        }
        for (var sum : sums) {
            // The total stands last: a part is given up before it.
            var tie = new int[sum.parts().size() + 1];
            for (int i = 0; i < sum.parts().size(); i++) {
                tie[i] = sum.parts().get(i);
            }
            tie[tie.length - 1] = sum.total();
            ties.add(tie);
            for (int cell : tie) {
                tiesOf.get(cell).add(tie);
            }
        }
    }

    /** The masked cells. */
    static BitSet of(long[] counts, List<Sum> sums) {
        var masking = new Masking(counts, sums);
        masking.mask();
        return masking.masked;
    }

    private void mask() {
        for (int i = 0; i < counts.length; i++) {
            masked.set(i, counts[i] > 0 && counts[i] < FEWEST);
        }
        do {
            lonely();
        } while (computable());
    }

    /** Within one sum: never a single masked cell, and never masked parts whose known sum is itself too small. */
    private void lonely() {
        boolean again = true;
        while (again) {
            again = false;
            for (var tie : ties) {
                while (exposed(tie) && coverFor(tie)) {
                    again = true;
                }
            }
        }
    }

    private boolean exposed(int[] tie) {
        int hidden = 0;
        long sum = 0;
        for (int cell : tie) {
            if (masked.get(cell)) {
                hidden++;
                sum += counts[cell];
            }
        }
        boolean totalShown = !masked.get(tie[tie.length - 1]);
        return hidden == 1 || hidden > 1 && totalShown && sum < FEWEST;
    }

    /**
     * Masks a cell of the tie that is shown and not zero: a part rather than the total, one that asks for no further cover
     * elsewhere rather than one that does, the smallest of those. False: none is left.
     */
    private boolean coverFor(int[] tie) {
        int best = -1;
        int least = 0;
        for (int i = 0; i < tie.length - 1; i++) {
            int cell = tie[i];
            if (masked.get(cell) || counts[cell] == 0) {
                continue;
            }
            int alone = alone(cell);
            if (best < 0 || alone < least || alone == least && counts[cell] < counts[best]) {
                best = cell;
                least = alone;
            }
        }
        int total = tie[tie.length - 1];
        if (best < 0 && !masked.get(total) && counts[total] > 0) {
            best = total;
        }
        if (best < 0) {
            return false;
        }
        masked.set(best);
        return true;
    }

    /** In how many sums the cell would be the only one masked. */
    private int alone(int cell) {
        int alone = 0;
        for (var tie : tiesOf.get(cell)) {
            boolean any = false;
            for (int other : tie) {
                any |= masked.get(other);
            }
            alone += any ? 0 : 1;
        }
        return alone;
    }

    /** Finds a masked cell that all sums together fix, and masks one more beside it. False: there is none. */
    private boolean computable() {
        int fixed = fixed(ties, masked);
        if (fixed < 0) {
            return false;
        }
        for (var tie : ties) {
            for (int cell : tie) {
                if (cell == fixed && coverFor(tie)) {
                    return true;
                }
            }
        }
        return ties.stream().anyMatch(this::coverFor);
    }

    /** A masked cell that the shown ones fix, or -1. */
    static int fixed(List<int[]> ties, BitSet masked) {
        var cells = masked.stream().toArray();
        var column = new int[cells.length == 0 ? 0 : cells[cells.length - 1] + 1];
        for (int i = 0; i < cells.length; i++) {
            column[cells[i]] = i;
        }
        var rows = new ArrayList<long[]>();
        for (var tie : ties) {
            var row = new long[cells.length];
            boolean any = false;
            for (int i = 0; i < tie.length; i++) {
                if (masked.get(tie[i])) {
                    row[column[tie[i]]] = i == tie.length - 1 ? PRIME - 1 : 1;
                    any = true;
                }
            }
            if (any) {
                rows.add(row);
            }
        }
        reduce(rows, cells.length);
        for (var row : rows) {
            int only = -1;
            int found = 0;
            for (int i = 0; i < row.length && found < 2; i++) {
                if (row[i] != 0) {
                    only = i;
                    found++;
                }
            }
            if (found == 1) {
                return cells[only];
            }
        }
        return -1;
    }

    /** Reduced row echelon form: a cell is fixed exactly when a row names nothing else. */
    private static void reduce(List<long[]> rows, int width) {
        int done = 0;
        for (int at = 0; at < width && done < rows.size(); at++) {
            int pivot = done;
            while (pivot < rows.size() && rows.get(pivot)[at] == 0) {
                pivot++;
            }
            if (pivot == rows.size()) {
                continue;
            }
            var row = rows.get(pivot);
            rows.set(pivot, rows.get(done));
            rows.set(done, row);
            long inverse = BigInteger.valueOf(row[at])
                    .modInverse(BigInteger.valueOf(PRIME))
                    .longValue();
            for (int i = at; i < width; i++) {
                row[i] = row[i] * inverse % PRIME;
            }
            for (int other = 0; other < rows.size(); other++) {
                long factor = rows.get(other)[at];
                if (other != done && factor != 0) {
                    var changed = rows.get(other);
                    for (int i = at; i < width; i++) {
                        changed[i] = (changed[i] + (PRIME - factor) * row[i]) % PRIME;
                    }
                }
            }
            done++;
        }
    }
}
