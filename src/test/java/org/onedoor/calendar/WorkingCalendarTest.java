package org.onedoor.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.regions.FirstCalendar;
import org.onedoor.regions.Regions;

@OneDoorTest
class WorkingCalendarTest {

    private static final LocalDate MARKET_DAY = LocalDate.of(2026, 11, 23);

    private final WorkingCalendar calendar;
    private final FirstCalendar first;
    private final Regions regions;
    private final ACounty counties;

    WorkingCalendarTest(WorkingCalendar calendar, FirstCalendar first, Regions regions, ACounty counties) {
        this.calendar = calendar;
        this.first = first;
        this.regions = regions;
        this.counties = counties;
    }

    @Test
    void aNewCountyWorksByTheYearsThatComeWithTheProgram() {
        var home = counties.found();
        var time = calendar.of(home.county(), home.village().lo());
        assertThat(time.after(LocalDate.of(2026, 9, 24), 5)).isEqualTo("2026-10-09");
        assertThat(time.version()).isZero();
        assertThat(time.hours()).isEqualTo(OpeningHours.USUAL);
        in(home, calendar::loadShipped);
        assertThat(CalendarTold.of(home.county()))
                .as("nothing changed for anybody")
                .isEmpty();
        assertThat(calendar.of(home.county(), home.village().lo()).version()).isEqualTo(3);
        in(home, calendar::loadShipped);
        assertThat(calendar.of(home.county(), home.village().lo()).version()).isEqualTo(3);
    }

    @Test
    void aCountyThatBeginsLaterHasNoEarlierYears() {
        var home = counties.found();
        in(home, () -> first.begin(home.county(), 2026));
        var time = calendar.of(home.county(), home.village().lo());
        assertThat(time.provisional(LocalDate.of(2026, 5, 1))).isFalse();
        assertThat(time.provisional(LocalDate.of(2025, 5, 1))).isTrue();
        in(home, calendar::loadShipped);
        assertThat(calendar.of(home.county(), 1).provisional(LocalDate.of(2025, 5, 1)))
                .isTrue();
    }

    @Test
    void loadingANewYearSettlesWhatWasProvisionalAndTellsWhichDaysMoved() {
        var home = counties.found();
        var days = List.of(
                new Day(LocalDate.of(2027, 1, 1), "元旦", true), new Day(LocalDate.of(2027, 2, 20), "春节调班", false));
        in(home, () -> calendar.load(2027, days));

        var time = calendar.of(home.county(), home.grid().lo());
        assertThat(time.provisional(LocalDate.of(2027, 2, 20))).isFalse();
        assertThat(time.working(LocalDate.of(2027, 2, 20))).isTrue();
        assertThat(time.working(LocalDate.of(2026, 9, 25)))
                .as("earlier years stay")
                .isFalse();
        assertThat(CalendarTold.of(home.county())).singleElement().satisfies(told -> {
            assertThat(told.version()).isEqualTo(time.version());
            assertThat(told.lo()).isEqualTo(home.root().lo());
            assertThat(told.hi()).isEqualTo(home.root().hi());
            assertThat(told.from()).isEqualTo("2027-02-05");
            assertThat(told.until()).isEqualTo("2027-10-05");
            assertThat(told.wasProvisional()).isTrue();
        });
        in(home, () -> calendar.load(2027, days));
        assertThat(CalendarTold.of(home.county()))
                .as("the same year again is no change")
                .hasSize(1);
        assertThatThrownBy(() -> in(home, () -> calendar.load(2028, days)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLocalDayHoldsForItsPlaceAndWhatLiesInIt() {
        var home = counties.found();
        in(home, () -> calendar.overrideDay(home.village().id(), new Day(MARKET_DAY, "防汛停工", true)));
        assertThat(working(home, home.village().lo())).isFalse();
        assertThat(working(home, home.grid().lo())).isFalse();
        assertThat(working(home, home.community().lo())).isTrue();
        assertThat(working(home, home.town().lo())).isTrue();

        in(home, () -> calendar.overrideDay(home.grid().id(), new Day(MARKET_DAY, "留人值守", false)));
        assertThat(working(home, home.grid().lo())).isTrue();
        assertThat(working(home, home.otherGrid().lo())).isFalse();

        assertThat(CalendarTold.of(home.county())).first().satisfies(told -> {
            assertThat(told.lo()).isEqualTo(home.village().lo());
            assertThat(told.hi()).isEqualTo(home.village().hi());
            assertThat(told.from()).isEqualTo(MARKET_DAY).isEqualTo(told.until());
            assertThat(told.wasProvisional()).isFalse();
        });

        in(home, () -> calendar.withdraw(home.village().id(), MARKET_DAY));
        assertThat(working(home, home.otherGrid().lo())).isTrue();
        assertThat(CalendarTold.of(home.county())).hasSize(3);
        in(home, () -> calendar.withdraw(home.village().id(), MARKET_DAY));
        assertThat(CalendarTold.of(home.county())).hasSize(3);
    }

    @Test
    void aLocalDayFollowsItsPlaceWhenThatIsTakenOver() {
        var home = counties.found();
        in(home, () -> calendar.overrideDay(home.village().id(), new Day(MARKET_DAY, "防汛停工", true)));
        in(home, () -> regions.replace(home.village().id(), home.community().id()));
        var tree = regions.tree(home.county());
        assertThat(working(home, tree.get(home.village().id()).lo())).isFalse();
        assertThat(working(home, tree.get(home.community().id()).lo())).isTrue();
    }

    @Test
    void closingTimeIsTheCountysOwn() {
        var home = counties.found();
        in(home, () -> calendar.open(new OpeningHours(LocalTime.of(17, 30), OpeningHours.USUAL.spans())));
        var time = calendar.of(home.county(), home.village().lo());
        var due = time.due(
                LocalDate.of(2026, 9, 24).atTime(23, 0).atZone(Now.ZONE).toInstant(), Limit.workingDays(1));
        assertThat(Now.local(due)).isEqualTo("2026-09-28T17:30:00");
        assertThat(calendar.of(counties.found().county(), 1).hours().due()).isNull();
    }

    private boolean working(ACounty.Home home, int lo) {
        return calendar.of(home.county(), lo).working(MARKET_DAY);
    }

    private static void in(ACounty.Home home, Runnable work) {
        Scope.in(new Scope.County(home.county()), work);
    }
}
