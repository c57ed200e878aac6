package org.onedoor.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.Period;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onedoor.frame.Now;

/** R-GEN-6, R-GEN-7, R-CAL-1 to R-CAL-5, and the worked examples 14 to 17 of the domain reference. */
class WorkingTimeTest {

    private final WorkingTime time = WorkingTime.shipped(OpeningHours.USUAL);
    private final WorkingTime closing1730 =
            WorkingTime.shipped(new OpeningHours(LocalTime.of(17, 30), OpeningHours.USUAL.spans()));

    @ParameterizedTest(name = "R-CAL-2: {0}")
    @CsvSource({
        "2024, 251, '22,18,21,22,21,19,23,22,21,19,21,22'",
        "2025, 248, '19,19,21,22,19,20,23,21,23,18,20,23'",
        "2026, 248, '21,16,22,21,19,21,23,21,22,18,21,23'",
    })
    void workingDaysOfAYear(int year, int total, String months) {
        var expected = Arrays.stream(months.split(",")).map(Integer::valueOf).toList();
        var counted = Arrays.stream(Month.values())
                .map(month -> time.workingDays(YearMonth.of(year, month)))
                .toList();
        assertThat(counted).isEqualTo(expected);
        assertThat(counted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(total);
    }

    @ParameterizedTest(name = "R-CAL-3: {0} +{1} = {2}")
    @CsvSource({
        "2026-09-24, 1, 2026-09-28",
        "2026-09-24, 5, 2026-10-09",
        "2026-02-13, 1, 2026-02-14",
        "2026-02-13, 5, 2026-02-27",
        "2026-04-30, 1, 2026-05-06",
        "2026-04-30, 5, 2026-05-11",
        "2026-09-21, 15, 2026-10-19",
        "2025-12-31, 1, 2026-01-04",
        "2024-02-09, 1, 2024-02-18",
        "2025-09-30, 1, 2025-10-09",
        "2026-11-20, 5, 2026-11-27",
        // Example 11: a notice of five working days, the posting day not counted.
        "2026-09-22, 5, 2026-09-30",
    })
    void theNthWorkingDayAfter(LocalDate day, int n, LocalDate expected) {
        assertThat(time.after(day, n)).isEqualTo(expected);
        assertThat(time.workingDaysBetween(day, expected)).isEqualTo(n);
    }

    @Test
    void example14AnOrdinaryRequestIsDueAtTheEndOfTheFifthWorkingDay() {
        var registered = at("2026-09-24T10:00");
        assertThat(time.due(registered, Limit.workingDays(5))).isEqualTo(at("2026-10-10T00:00"));
        assertThat(time.dueDay(at("2026-10-10T00:00"))).isEqualTo("2026-10-09");
        assertThat(closing1730.due(registered, Limit.workingDays(5))).isEqualTo(at("2026-10-09T17:30"));
    }

    @Test
    void example15AnExtensionByTenWorkingDaysCountsFromTheDayDue() {
        assertThat(time.dueDay(time.later(at("2026-10-10T00:00"), 10))).isEqualTo("2026-10-22");
        assertThat(closing1730.later(at("2026-10-09T17:30"), 10)).isEqualTo(at("2026-10-22T17:30"));
    }

    @Test
    void example16HoursRunThroughTheHoliday() {
        assertThat(time.due(at("2026-10-01T23:30"), Limit.hours(2))).isEqualTo(at("2026-10-02T01:30"));
    }

    @Test
    void example17ALowRatingIsCheckedInOneAndPutRightInFiveWorkingDays() {
        var rated = at("2026-09-30T15:00");
        assertThat(time.dueDay(time.due(rated, Limit.workingDays(1)))).isEqualTo("2026-10-08");
        assertThat(time.dueDay(time.due(rated, Limit.workingDays(5)))).isEqualTo("2026-10-13");
    }

    @ParameterizedTest(name = "paused {0} to {1}: due {2}")
    @CsvSource({
        // Asked and answered on one day: nothing was lost.
        "2026-09-21T09:00, 2026-09-21T16:00, 2026-09-24T17:30",
        "2026-09-21T09:00, 2026-09-22T08:00, 2026-09-28T17:30",
        // Over the Mid-Autumn days off: only the days worked count.
        "2026-09-23T09:00, 2026-09-28T09:00, 2026-09-29T17:30",
        "2026-09-26T09:00, 2026-09-27T09:00, 2026-09-24T17:30",
    })
    void aPauseMovesAPromiseByTheWorkingDaysItCovered(LocalDateTime paused, LocalDateTime resumed, LocalDateTime due) {
        assertThat(closing1730.extend(at("2026-09-24T17:30"), Limit.workingDays(5), at(paused), at(resumed)))
                .isEqualTo(at(due));
    }

    @Test
    void aPauseMovesAPromiseInHoursByItsOwnLength() {
        assertThat(time.extend(at("2026-10-01T10:00"), Limit.hours(2), at("2026-10-01T09:00"), at("2026-10-01T09:40")))
                .isEqualTo(at("2026-10-01T10:40"));
    }

    @ParameterizedTest(name = "R-GEN-6: {0} + {1} = {2}")
    @CsvSource({
        // Example 9: a Saturday, but worked.
        "2026-01-31, P1M, 2026-02-28",
        // Example 12.
        "2026-06-30, P3M, 2026-09-30",
        "2026-06-30, P1Y, 2027-06-30",
        // The last day is in the National Day holidays.
        "2026-09-01, P1M, 2026-10-08",
        "2026-09-24, P7D, 2026-10-08",
        "2024-02-29, P1Y, 2025-02-28",
    })
    void aPeriodEndsOnTheCorrespondingDayOrTheNextOneWorked(LocalDate day, Period period, LocalDate end) {
        assertThat(time.end(day, period)).isEqualTo(end);
    }

    @Test
    void zeroWorkingDaysIsTheDayItselfOrTheNextOneWorked() {
        assertThat(time.after(LocalDate.of(2026, 9, 24), 0)).isEqualTo("2026-09-24");
        assertThat(time.after(LocalDate.of(2026, 9, 25), 0)).isEqualTo("2026-09-28");
        assertThat(time.nextOpen(LocalDate.of(2026, 10, 1))).isEqualTo("2026-10-08");
    }

    @Test
    void daysBetweenAreNegativeBackwards() {
        assertThat(time.workingDaysBetween(LocalDate.of(2026, 10, 9), LocalDate.of(2026, 9, 24)))
                .isEqualTo(-5);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-24T08:29, false",
        "2026-09-24T08:30, true",
        "2026-09-24T12:00, false",
        "2026-09-24T17:29, true",
        "2026-09-24T17:30, false",
        "2026-09-25T10:00, false",
        "2026-09-20T10:00, true",
    })
    void openInOpeningHoursOfWorkingDaysAndOnMakeUpDays(LocalDateTime moment, boolean open) {
        assertThat(time.open(at(moment))).isEqualTo(open);
    }

    @ParameterizedTest(name = "R-CAL-4: {0} working {1}")
    @CsvSource({
        "2027-01-01, false",
        "2027-02-04, true",
        "2027-02-05, false",
        "2027-02-08, false",
        // Two days of the festival fall on a weekend.
        "2027-02-09, false",
        "2027-02-10, false",
        "2027-02-11, true",
        "2027-04-05, false",
        "2027-05-03, false",
        "2027-05-04, false",
        "2027-05-05, true",
        "2027-06-09, false",
        "2027-09-15, false",
        "2027-10-04, false",
        "2027-10-05, false",
        "2027-10-06, true",
    })
    void aYearNotYetArrangedFollowsTheLawAndSaysSo(LocalDate day, boolean working) {
        assertThat(time.working(day)).isEqualTo(working);
        assertThat(time.provisional(day)).isTrue();
        assertThat(time.provisional(LocalDate.of(2026, 12, 31))).isFalse();
    }

    @Test
    void aLoadedYearIsNoLongerProvisional() {
        var years = new TreeMap<>(Arrangements.shipped());
        years.put(2027, List.of(new Day(LocalDate.of(2027, 1, 1), "元旦", true)));
        var loaded = WorkingTime.of(years, List.of(), OpeningHours.USUAL, 4);
        assertThat(loaded.provisional(LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(loaded.working(LocalDate.of(2027, 2, 5))).isTrue();
        assertThat(loaded.version()).isEqualTo(4);
    }

    @Test
    void localDaysSpeakAgainstTheCalendarTheNearestPlaceLast() {
        var festival = LocalDate.of(2026, 11, 23);
        var local = WorkingTime.of(
                Arrangements.shipped(),
                List.of(new Day(festival, "地方节日", true), new Day(festival, "值班", false)),
                OpeningHours.USUAL,
                1);
        assertThat(local.working(festival)).isTrue();
        var town =
                WorkingTime.of(Arrangements.shipped(), List.of(new Day(festival, "地方节日", true)), OpeningHours.USUAL, 1);
        assertThat(town.working(festival)).isFalse();
        assertThat(town.after(LocalDate.of(2026, 11, 20), 5)).isEqualTo("2026-11-30");
    }

    @Test
    void everyDayAgreesWithCountingOneByOne() {
        for (var day = LocalDate.of(2023, 12, 1); day.getYear() < 2028; day = day.plusDays(1)) {
            var counted = day;
            for (int n = 1; n <= 12; n++) {
                do {
                    counted = counted.plusDays(1);
                } while (!time.working(counted));
                assertThat(time.after(day, n)).isEqualTo(counted);
            }
        }
    }

    @Test
    void whatLiesBeyondTheCalendarIsRefusedNotGuessed() {
        assertThatThrownBy(() -> time.working(LocalDate.of(1999, 1, 1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> time.after(LocalDate.of(2049, 12, 30), 9))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void openingHoursThatOverlapAreRefused() {
        assertThat(CalendarStore.spans("8:30-12:00，13:30–17:30")).isEqualTo(OpeningHours.USUAL.spans());
        assertThatThrownBy(() -> new OpeningHours(null, CalendarStore.spans("08:30-12:00,11:00-17:30")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant at(String local) {
        return at(LocalDateTime.parse(local));
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(Now.ZONE).toInstant();
    }
}
