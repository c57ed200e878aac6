package org.onedoor.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Snapshot;
import org.onedoor.frame.Snapshots;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 工作日历 · A county's calendar: years loaded, days of single places, opening hours; asked from memory, changed here under
 * {@link Scope.County}.
 */
@Service
@Transactional(readOnly = true)
public class WorkingCalendar {

    private final CalendarStore store;
    private final Snapshot<CalendarBook> books;
    private final Regions regions;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    WorkingCalendar(
            CalendarStore store, Snapshots snapshots, Regions regions, Audit audit, ApplicationEventPublisher events) {
        this.store = store;
        this.books = snapshots.of("calendar.day", store::book);
        this.regions = regions;
        this.audit = audit;
        this.events = events;
    }

    /** Working time of the place whose interval begins with {@code placeLo}; from memory, no scope needed. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public WorkingTime of(int county, int placeLo) {
        return books.of(county).at(regions.tree(county), placeLo);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    CalendarBook book(int county) {
        return books.of(county);
    }

    /**
     * Sets a year's arrangement. A year that stands as it is makes no new version.
     *
     * @throws IllegalArgumentException when a day is of another year
     */
    @Transactional
    public void load(int year, List<Day> days) {
        if (days.stream().anyMatch(day -> day.day().getYear() != year)) {
            throw new IllegalArgumentException("A day is not of " + year);
        }
        var years = new TreeMap<Integer, List<Day>>();
        if (store.years(Scope.current().county()).isEmpty()) {
            // What the county worked by until now becomes its own, else loading one year would take the others away.
            years.putAll(Arrangements.shipped());
        }
        years.put(year, days);
        write(years);
    }

    /** Loads the years that come with the program, from {@code first} on. */
    @Transactional
    void begin(int first) {
        write(Arrangements.shipped().tailMap(first));
    }

    /** Loads the years that come with the program and are later than the first the county has. */
    @Transactional
    public void loadShipped() {
        var there = store.years(Scope.current().county());
        var years = new TreeMap<>(
                there.isEmpty()
                        ? Arrangements.shipped()
                        : Arrangements.shipped().tailMap(there.getFirst()));
        years.keySet().removeAll(there);
        write(years);
    }

    private void write(SortedMap<Integer, List<Day>> years) {
        int county = Scope.current().county();
        var before = store.book(county);
        var there = store.years(county);
        var written = new TreeMap<Integer, Integer>();
        years.forEach((year, days) -> {
            if (!there.contains(year) || !before.year(year).equals(CalendarBook.byDay(days))) {
                int version = next("YEAR", year, null);
                store.days(county, version, days);
                written.put(year, version);
            }
        });
        if (written.isEmpty()) {
            return;
        }
        books.changed(county);
        var after = store.book(county).usual();
        var tree = regions.tree(county);
        int hi = tree.isEmpty() ? Integer.MAX_VALUE : tree.root().hi();
        written.forEach((year, version) -> {
            var moved = LocalDate.of(year, 1, 1)
                    .datesUntil(LocalDate.of(year + 1, 1, 1))
                    .filter(day -> before.usual().working(day) != after.working(day))
                    .toList();
            if (!moved.isEmpty()) {
                boolean provisional = !before.arranged().contains(year);
                tell(county, version, 1, hi, moved.getFirst(), moved.getLast(), provisional);
            }
        });
    }

    /** Sets one day for a place and everything below it, against the county's calendar. */
    @Transactional
    public void overrideDay(UUID place, Day day) {
        int county = Scope.current().county();
        var where = regions.tree(county).get(place);
        int version = next("LOCAL", null, place);
        store.withdraw(county, version, place, day.day());
        store.local(county, version, place, day);
        changed(county, version, where, day.day());
    }

    /** Takes a local day back; a day that is not there stays so. */
    @Transactional
    public void withdraw(UUID place, LocalDate day) {
        int county = Scope.current().county();
        var where = regions.tree(county).get(place);
        if (store.book(county).local().stream()
                .noneMatch(local ->
                        local.place().equals(place) && local.day().day().equals(day))) {
            return;
        }
        int version = next("WITHDRAWN", null, place);
        store.withdraw(county, version, place, day);
        changed(county, version, where, day);
    }

    /** Opening hours and the end of a promise's last day, for promises given from now on. */
    @Transactional
    public void open(OpeningHours hours) {
        int county = Scope.current().county();
        int version = next("HOURS", null, null);
        store.hours(county, version, hours);
        books.changed(county);
    }

    private int next(String what, @Nullable Integer year, @Nullable UUID place) {
        int county = Scope.current().county();
        int version =
                store.next(county, what, year, Now.instant(), Actor.current().id());
        audit.record(new Entry(
                county,
                Actor.current().id(),
                null,
                "calendar.changed",
                place,
                null,
                year == null
                        ? Map.of("what", what, "version", version)
                        : Map.of("what", what, "version", version, "year", year)));
        return version;
    }

    private void changed(int county, int version, Place where, LocalDate day) {
        books.changed(county);
        tell(county, version, where.lo(), where.hi(), day, day, false);
    }

    private void tell(int county, int version, int lo, int hi, LocalDate from, LocalDate until, boolean provisional) {
        events.publishEvent(new CalendarChanged(
                county, Now.instant(), Ids.next(), Actor.current().id(), version, lo, hi, from, until, provisional));
    }
}
