package org.onedoor.members.dues;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Months paid, made up and owed: R-FEE-3, R-FEE-5, R-LIFE-8 and the worked example 23. */
class DuesAccountTest {

    private static final DuesTerms TERMS = DuesTerms.DEFAULT;

    @ParameterizedTest(name = "{0}: on {1} {2} months unpaid, {3}")
    @CsvSource({
        "example 23, 2026-03-31, 2, NONE",
        "example 23, 2026-04-01, 3, FIRST_WARNING",
        "example 23, 2026-05-31, 4, FIRST_WARNING",
        "example 23, 2026-06-01, 5, SECOND_WARNING",
        "example 23, 2026-06-30, 5, SECOND_WARNING",
        "example 23, 2026-07-01, 6, HANDLING",
        "example 23, 2027-07-01, 18, HANDLING",
    })
    void unpaidFromJanuaryOn(String what, LocalDate today, int months, DuesAccount.Call call) {
        var account = new DuesAccount(
                YearMonth.of(2025, 7), months("2025-07 2025-08 2025-09 2025-10 2025-11 2025-12"), Set.of());
        assertThat(account.unpaid(today)).hasSize(months);
        assertThat(account.call(today, TERMS)).isEqualTo(call);
    }

    @ParameterizedTest(name = "R-LIFE-8: paid {0}, excused {1}: {2} in a row on 2026-07-01")
    @CsvSource({
        "'', '', 6",
        "2026-03, '', 3",
        "2026-06, '', 0",
        "'', 2026-04, 2",
        "2026-07, '', 6",
    })
    void aMonthPaidOrExcusedEndsTheRow(String paid, String excused, int row) {
        var account = new DuesAccount(YearMonth.of(2026, 1), months(paid), months(excused));
        assertThat(account.unpaid(LocalDate.of(2026, 7, 1))).hasSize(row);
    }

    @Test
    void whoJoinedLatelyOwesNothingFromBefore() {
        // R-FEE-5: from the month of the branch meeting.
        var since = DuesAccount.firstMonth(LocalDate.of(2026, 6, 30));
        assertThat(since).isEqualTo(YearMonth.of(2026, 6));
        assertThat(new DuesAccount(since, Set.of(), Set.of()).unpaid(LocalDate.of(2026, 8, 2)))
                .containsExactly(YearMonth.of(2026, 6), YearMonth.of(2026, 7));
    }

    @ParameterizedTest(name = "R-FEE-3: on 2026-08-10 for {0}, by the quarter {1}: {2}")
    @CsvSource({
        "2026-08, false, done",
        "2026-07 2026-08, false, done",
        "2026-02, false, done",
        "2026-01, false, too-old",
        "2026-09, false, ahead",
        "2026-09, true, done",
        "2026-10, true, beyond-quarter",
        "2025-11, false, before",
        "2026-05, false, paid",
        "2026-08 2026-08, false, months",
        "'', false, months",
    })
    void whichMonthsMayBePaid(String months, boolean quarterly, String answer) {
        var account = new DuesAccount(YearMonth.of(2025, 12), months("2026-05"), Set.of());
        var chosen = Arrays.stream(months.split(" "))
                .filter(month -> !month.isEmpty())
                .map(YearMonth::parse)
                .toList();
        assertThat(answer(account.check(chosen, LocalDate.of(2026, 8, 10), quarterly, TERMS)))
                .isEqualTo(answer);
    }

    @Test
    void whoCollectsDoesNotKeepTheBooks() {
        var one = UUID.randomUUID();
        assertThat(answer(DuesAccount.checkKeepers(one, one))).isEqualTo("same-person");
        assertThat(answer(DuesAccount.checkKeepers(one, UUID.randomUUID()))).isEqualTo("done");
    }

    @Test
    void monthsPaidAreAsTheyWereGiven() {
        var paid = new HashSet<>(List.of(YearMonth.of(2026, 1)));
        var account = new DuesAccount(YearMonth.of(2026, 1), paid, Set.of());
        paid.clear();
        assertThat(account.paid()).hasSize(1);
    }

    private static Set<YearMonth> months(String months) {
        var found = new HashSet<YearMonth>();
        for (var month : months.split(" ")) {
            if (!month.isEmpty()) {
                found.add(YearMonth.parse(month));
            }
        }
        return found;
    }

    private static String answer(Paying paying) {
        return switch (paying) {
            case Paying.Done _ -> "done";
            case Paying.Refused refused -> refused.key().substring("dues.no.".length());
        };
    }
}
