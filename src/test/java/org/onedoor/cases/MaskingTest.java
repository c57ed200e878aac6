package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the public page leaves out, so that nobody is recognized and nothing left out can be worked out (4.10). */
class MaskingTest {

    @ParameterizedTest(name = "{0} + {1} + {2} = {3}: {4} masked")
    @CsvSource({
        "20, 30, 50, 100, ''",
        "0, 30, 50, 80, ''",
        "3, 30, 50, 83, '0 1'",
        "1, 2, 50, 53, '0 1 2'",
        "2, 4, 50, 56, '0 1'",
        "3, 0, 0, 3, '0 3'",
        "4, 0, 50, 54, '0 2'",
    })
    void aMaskedPartIsNeverTheRest(long a, long b, long c, long total, String masked) {
        var cells = Masking.of(new long[] {a, b, c, total}, List.of(new Masking.Sum(3, List.of(0, 1, 2))));
        assertThat(cells.stream().boxed().map(String::valueOf).reduce("", (one, other) -> (one + " " + other).strip()))
                .isEqualTo(masked);
    }

    /** One masked cell in each row and column would follow by going round; the elimination finds that. */
    @Test
    void aSquareOfItemsAndTownsCannotBeWorkedOutByGoingRound() {
        // items a b c × towns x y, then item totals, town totals, and all
        long[] counts = {3, 20, 30, 40, 15, 60, 23, 70, 75, 48, 120, 168};
        var sums = List.of(
                new Masking.Sum(6, List.of(0, 1)),
                new Masking.Sum(7, List.of(2, 3)),
                new Masking.Sum(8, List.of(4, 5)),
                new Masking.Sum(9, List.of(0, 2, 4)),
                new Masking.Sum(10, List.of(1, 3, 5)),
                new Masking.Sum(11, List.of(6, 7, 8)),
                new Masking.Sum(11, List.of(9, 10)));
        var masked = Masking.of(counts, sums);
        assertThat(masked.get(0)).isTrue();
        assertThat(Masking.fixed(ties(sums), masked)).isEqualTo(-1);
        assertThat(masked.cardinality()).as("no more than it takes").isEqualTo(4);
    }

    @Test
    void inRandomCountiesNoMaskedCellIsFixedByWhatIsShown() {
        var random = new Random(17);
        for (int round = 0; round < 200; round++) {
            int items = 2 + random.nextInt(8);
            int towns = 1 + random.nextInt(5);
            var counts = new long[items * towns + items + towns + 1];
            var sums = new ArrayList<Masking.Sum>();
            int all = counts.length - 1;
            var itemTotals = new ArrayList<Integer>();
            for (int i = 0; i < items; i++) {
                var row = new ArrayList<Integer>();
                for (int t = 0; t < towns; t++) {
                    int cell = i * towns + t;
                    counts[cell] = random.nextInt(4) == 0 ? 0 : random.nextInt(random.nextBoolean() ? 7 : 60);
                    counts[items * towns + i] += counts[cell];
                    counts[items * towns + items + t] += counts[cell];
                    counts[all] += counts[cell];
                    row.add(cell);
                }
                sums.add(new Masking.Sum(items * towns + i, row));
                itemTotals.add(items * towns + i);
            }
            var townTotals = new ArrayList<Integer>();
            for (int t = 0; t < towns; t++) {
                var column = new ArrayList<Integer>();
                for (int i = 0; i < items; i++) {
                    column.add(i * towns + t);
                }
                sums.add(new Masking.Sum(items * towns + items + t, column));
                townTotals.add(items * towns + items + t);
            }
            sums.add(new Masking.Sum(all, itemTotals));
            sums.add(new Masking.Sum(all, townTotals));
            var masked = Masking.of(counts, sums);
            for (int cell = 0; cell < counts.length; cell++) {
                assertThat(masked.get(cell) || counts[cell] == 0 || counts[cell] >= Masking.FEWEST)
                        .as("round " + round + ", cell " + cell)
                        .isTrue();
            }
            assertThat(Masking.fixed(ties(sums), masked)).as("round " + round).isEqualTo(-1);
        }
    }

    private static List<int[]> ties(List<Masking.Sum> sums) {
        return sums.stream()
                .map(sum -> {
                    var tie = new int[sum.parts().size() + 1];
                    for (int i = 0; i < sum.parts().size(); i++) {
                        tie[i] = sum.parts().get(i);
                    }
                    tie[sum.parts().size()] = sum.total();
                    return tie;
                })
                .toList();
    }
}
