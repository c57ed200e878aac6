package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onedoor.cases.ACase.moment;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.onedoor.cases.MonthlyMarks.Cell;
import org.onedoor.cases.MonthlyMarks.Sum;

/** Handlers see whole months of at least five marks; a smaller month waits for the next (issue §3, Rating). */
class MonthlyMarksTest {

    private static Cell cell(int month, int score, int amount) {
        return new Cell(LocalDate.of(2026, month, 1), score, amount);
    }

    private static YearMonth month(int month) {
        return YearMonth.of(2026, month);
    }

    @Test
    void withFourThereIsNoSumWithFiveThereIs() {
        assertThat(MonthlyMarks.sums(List.of(cell(9, 5, 3), cell(9, 1, 1)), month(9)))
                .isEmpty();
        assertThat(MonthlyMarks.sums(List.of(cell(9, 5, 3), cell(9, 1, 2)), month(9)))
                .containsExactly(new Sum(month(9), month(9), List.of(3, 0, 0, 0, 2)));
    }

    @Test
    void aSmallerMonthIsCarriedIntoTheNextUntilThereAreFive() {
        var cells = List.of(cell(5, 5, 2), cell(6, 4, 1), cell(8, 3, 2), cell(9, 5, 4));
        assertThat(MonthlyMarks.sums(cells, month(9)))
                .containsExactly(new Sum(month(5), month(8), List.of(2, 1, 2, 0, 0)));
        assertThat(MonthlyMarks.sums(cells, month(7))).isEmpty();
    }

    @Test
    void theMonthThatIsRunningIsNotShownHoweverManyThereAre() {
        assertThat(MonthlyMarks.sums(List.of(cell(9, 5, 40)), month(8))).isEmpty();
        assertThat(MonthlyMarks.whole(moment("2026-10-01T00:59"))).isEqualTo(month(8));
        assertThat(MonthlyMarks.whole(moment("2026-10-01T01:00"))).isEqualTo(month(9));
    }

    /** Whenever one looks: what was shown stays as it is, and what came to it since is five marks or more. */
    @Test
    void theDifferenceOfTwoLooksRevealsNothing() {
        var random = new Random(18);
        for (int life = 0; life < 2_000; life++) {
            var cells = new ArrayList<Cell>();
            for (int month = 1; month <= 12; month++) {
                for (int score = 1; score <= 5; score++) {
                    if (random.nextInt(4) == 0) {
                        cells.add(cell(month, score, 1 + random.nextInt(3)));
                    }
                }
            }
            List<Sum> before = List.of();
            for (int last = 1; last <= 12; last++) {
                var now = MonthlyMarks.sums(cells, month(last));
                assertThat(now.subList(0, before.size())).isEqualTo(before);
                assertThat(now.subList(before.size(), now.size())).allMatch(sum -> sum.all() >= 5);
                assertThat(now.size()).isLessThanOrEqualTo(before.size() + 1);
                before = now;
            }
        }
    }
}
