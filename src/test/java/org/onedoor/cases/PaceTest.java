package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onedoor.ACounty;
import org.onedoor.OneDoorTest;
import org.onedoor.calendar.Limit;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.frame.Now;
import org.springframework.beans.factory.annotation.Autowired;

/** What the promise bar says at a moment (R-REQ-6: lights; design: 20 % or 4 hours left is soon). */
@OneDoorTest
class PaceTest {

    private static ACounty.Home home;
    private final WorkingCalendar calendar;

    PaceTest(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    @BeforeEach
    void county(@Autowired ACounty counties) {
        home = home == null ? counties.found() : home;
    }

    /** Sent on Tuesday 17 November 2026 at 10:00. */
    @ParameterizedTest
    @CsvSource({
        "5, WORKING_DAYS, 2026-11-17T10:05, on, 5, false, 0",
        "5, WORKING_DAYS, 2026-11-19T09:00, on, 3, false, 2",
        "5, WORKING_DAYS, 2026-11-21T09:00, on, 2, false, 3",
        "5, WORKING_DAYS, 2026-11-24T09:00, soon, 15, true, 4",
        "5, WORKING_DAYS, 2026-11-25T01:00, late, 1, false, 5",
        "5, WORKING_DAYS, 2026-11-27T09:00, late, 3, false, 5",
        "24, HOURS, 2026-11-17T12:00, on, 22, true, 2",
        "24, HOURS, 2026-11-18T07:00, soon, 3, true, 21",
        "24, HOURS, 2026-11-18T12:00, late, 2, true, 24"
    })
    void whatIsLeftIsCountedInWorkingDaysAndOnTheLastDayInHours(
            int amount, Limit.Unit unit, LocalDateTime at, String light, int left, boolean hours, int used) {
        var days = calendar.of(home.county(), home.village().lo());
        var limit = new Limit(amount, unit);
        var sent = at(LocalDateTime.parse("2026-11-17T10:00"));
        var pace = Pace.of(filed(sent, days.due(sent, limit)), limit, days, Rules.DEFAULT, at(at));
        assertThat(pace.light()).isEqualTo(light);
        assertThat(pace.left()).isEqualTo(left);
        assertThat(pace.hours()).isEqualTo(hours);
        assertThat(pace.used()).isEqualTo(used);
    }

    private static Case filed(Instant at, Instant due) {
        return Case.of(List.of(new Entry(
                1,
                at,
                new UUID(9, 9),
                null,
                new Fact.Filed(
                        Channel.WEB,
                        RequestType.HELP,
                        new UUID(1, 1),
                        home.village().id(),
                        false,
                        false,
                        new UUID(2, 2),
                        new UUID(2, 2),
                        due,
                        due,
                        due,
                        due,
                        false))));
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(Now.ZONE).toInstant();
    }
}
