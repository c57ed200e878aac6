package org.onedoor.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.regions.LoHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@OneDoorTest
class IndicatorsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
    private static final LocalDate YESTERDAY = LocalDate.parse("2026-11-21");

    private final Indicators indicators;
    private final IndicatorStore store;
    private final ACounty counties;
    private final TransactionTemplate transaction;

    IndicatorsTest(
            Indicators indicators, IndicatorStore store, ACounty counties, PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
        this.indicators = indicators;
        this.store = store;
        this.counties = counties;
    }

    /** Counts a thousand times the day of the month over the width of the interval. */
    private static Indicator width(String name, AtomicLong times, int settles) {
        return new Indicator() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String unit() {
                return "case";
            }

            @Override
            public Reading read(int county, int lo, int hi, LocalDate from, LocalDate to) {
                return new Reading(times.get() * from.getDayOfMonth(), hi - lo + 1L);
            }

            @Override
            public int settlesAfter() {
                return settles;
            }
        };
    }

    @Test
    void everyPlaceIsReadOnceADayAndReadAgainWithoutDoubling() {
        var home = counties.found();
        var times = new AtomicLong(1);
        var indicator = width("test.width", times, 0);
        in(home, () -> indicators.take(home.county(), indicator, YESTERDAY));
        times.set(2);
        in(home, () -> indicators.take(home.county(), indicator, YESTERDAY));

        var village = ask(
                home, () -> indicators.series(home.county(), home.village().id(), "test.width", YESTERDAY, YESTERDAY));

        assertThat(village).singleElement().satisfies(daily -> {
            assertThat(daily.day()).isEqualTo(YESTERDAY);
            assertThat(daily.reading().numerator()).isEqualTo(42);
        });
        assertThat(ask(
                        home,
                        () -> indicators.totals(
                                home.county(), home.town().lo(), home.town().hi(), "test.width", YESTERDAY, YESTERDAY)))
                .extracting(Indicators.Total::place)
                .containsExactlyInAnyOrder(
                        home.town().id(), home.village().id(), home.community().id());
    }

    @Test
    void aPlaceSeesWhatLiesBelowItOnly() {
        var home = counties.found();
        in(home, () -> indicators.take(home.county(), width("test.wall", new AtomicLong(1), 0), YESTERDAY));
        var village = home.village();
        var seen = Scope.in(
                new Scope.Place(home.county(), village.lo(), village.hi()),
                () -> indicators.totals(
                        home.county(), home.root().lo(), home.root().hi(), "test.wall", YESTERDAY, YESTERDAY));
        assertThat(seen).extracting(Indicators.Total::place).containsExactly(village.id());
    }

    @Test
    void aJobThatWasOffGoesOnWhereItStopped() {
        var home = counties.found();
        var indicator = width("test.due", new AtomicLong(1), 7);
        Now.at(NOON, () -> assertThat(ask(home, () -> indicators.due(home.county(), indicator)))
                .containsExactly(YESTERDAY, YESTERDAY.minusDays(7)));
        in(home, () -> indicators.take(home.county(), indicator, YESTERDAY.minusDays(2)));
        Now.at(NOON, () -> assertThat(ask(home, () -> indicators.due(home.county(), indicator)))
                .containsExactly(YESTERDAY.minusDays(1), YESTERDAY, YESTERDAY.minusDays(8), YESTERDAY.minusDays(7)));
        in(home, () -> indicators.take(home.county(), indicator, YESTERDAY));
        Now.at(NOON, () -> assertThat(ask(home, () -> indicators.due(home.county(), indicator)))
                .isEmpty());
    }

    @Test
    void whatTurnsIntoNothingIsForgotten() {
        var home = counties.found();
        in(home, () -> indicators.take(home.county(), width("test.gone", new AtomicLong(1), 0), YESTERDAY));
        in(
                home,
                () -> indicators.take(
                        home.county(),
                        new Indicator() {
                            @Override
                            public String name() {
                                return "test.gone";
                            }

                            @Override
                            public String unit() {
                                return "case";
                            }

                            @Override
                            public Reading read(int county, int lo, int hi, LocalDate from, LocalDate to) {
                                return Reading.NOTHING;
                            }
                        },
                        YESTERDAY));
        assertThat(ask(
                        home,
                        () -> indicators.series(home.county(), home.village().id(), "test.gone", YESTERDAY, YESTERDAY)))
                .isEmpty();
    }

    @Test
    void renumberingThePlacesKeepsReadingsWithTheirPlace() {
        var home = counties.found();
        in(home, () -> indicators.take(home.county(), width("test.moved", new AtomicLong(1), 0), YESTERDAY));
        int moved = home.root().hi() + 1_000;
        var move = new LoHolder.Moved(home.village().id(), home.village().lo(), moved, moved);
        in(home, () -> transaction.executeWithoutResult(_ -> store.renumbered(home.county(), List.of(move))));
        assertThat(ask(home, () -> indicators.totals(home.county(), moved, moved, "test.moved", YESTERDAY, YESTERDAY)))
                .extracting(Indicators.Total::place)
                .containsExactly(home.village().id());
    }

    private static void in(ACounty.Home home, Runnable work) {
        Scope.in(new Scope.County(home.county()), work);
    }

    private static <T> T ask(ACounty.Home home, Supplier<T> work) {
        return Scope.in(new Scope.County(home.county()), work);
    }
}
