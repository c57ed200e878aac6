package org.onedoor.indicators;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.onedoor.frame.Now;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 指标读取 · The daily readings of every indicator: taken once a day, read by pages that compare. */
@Service
@Transactional(readOnly = true)
public class Indicators {

    /** A job that was off for longer leaves a gap. */
    private static final int MOST_DAYS = 40;

    private final ObjectProvider<Indicator> indicators;
    private final IndicatorStore store;
    private final Regions regions;

    Indicators(ObjectProvider<Indicator> indicators, IndicatorStore store, Regions regions) {
        this.indicators = indicators;
        this.store = store;
        this.regions = regions;
    }

    /** 期间合计 · One place's sum over a period. */
    public record Total(UUID place, Reading reading) {}

    /** One place's readings of one indicator, day by day; days with nothing are left out. */
    public List<Daily> series(int county, UUID place, String indicator, LocalDate from, LocalDate to) {
        return store.series(county, place, indicator, from, to);
    }

    /** Each place's sum over the days, for places {@code lo..hi}, in the order of the tree. */
    public List<Total> totals(int county, int lo, int hi, String indicator, LocalDate from, LocalDate to) {
        return store.totals(county, lo, hi, indicator, from, to);
    }

    /** Whatever rooms measure. */
    public List<Indicator> all() {
        return indicators.stream().toList();
    }

    public Optional<Indicator> named(String name) {
        return indicators.stream()
                .filter(indicator -> indicator.name().equals(name))
                .findFirst();
    }

    /**
     * Reads one indicator for every county, town and village on one day, again when it was read before. Called under the
     * County scope; seeding calls it for past days.
     */
    @Transactional
    public void take(int county, Indicator indicator, LocalDate day) {
        var places = places(county);
        if (!places.isEmpty()) {
            store.save(county, indicator.name(), day, places, indicator.readEach(county, places, day), Now.instant());
        }
    }

    /** The days up to yesterday that this indicator still has to be read for, and those that have settled since. */
    List<LocalDate> due(int county, Indicator indicator) {
        var yesterday = Now.today().minusDays(1);
        var first = store.lastTaken(county, indicator.name())
                .map(last -> last.plusDays(1))
                .orElse(yesterday);
        if (first.isBefore(yesterday.minusDays(MOST_DAYS))) {
            first = yesterday.minusDays(MOST_DAYS);
        }
        var fresh = first.datesUntil(yesterday.plusDays(1)).toList();
        var settled = indicator.settlesAfter() == 0
                ? Stream.<LocalDate>empty()
                : fresh.stream().map(day -> day.minusDays(indicator.settlesAfter()));
        return Stream.concat(fresh.stream(), settled).distinct().toList();
    }

    private List<Place> places(int county) {
        var tree = regions.tree(county);
        var places = new ArrayList<Place>();
        for (var level : List.of(Level.COUNTY, Level.TOWN, Level.VILLAGE)) {
            places.addAll(tree.all(level));
        }
        return places;
    }
}
