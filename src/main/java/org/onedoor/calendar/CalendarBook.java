package org.onedoor.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.onedoor.regions.Place;
import org.onedoor.regions.PlaceTree;

/**
 * One county's calendar, immutable but for its memory of working times already made.
 *
 * @param years arrangements loaded, by year
 * @param local days of single places, in force
 */
record CalendarBook(
        int version,
        SortedMap<Integer, List<Day>> years,
        List<Local> local,
        OpeningHours hours,
        WorkingTime usual,
        Map<List<UUID>, WorkingTime> made) {

    /** A day of one place. */
    record Local(UUID place, Day day, int version) {}

    static CalendarBook of(int version, SortedMap<Integer, List<Day>> years, List<Local> local, OpeningHours hours) {
        return new CalendarBook(
                version,
                years,
                local,
                hours,
                WorkingTime.of(years, List.of(), hours, version),
                new ConcurrentHashMap<>());
    }

    /** Places without days of their own, nearly all, share one. */
    WorkingTime at(PlaceTree tree, int lo) {
        if (local.isEmpty()) {
            return usual;
        }
        var around = local.stream()
                .map(Local::place)
                .distinct()
                .flatMap(id -> tree.find(id).stream())
                .filter(place -> place.lo() <= lo && lo <= place.hi())
                // The nearer place speaks last.
                .sorted(Comparator.comparingInt(Place::lo))
                .map(Place::id)
                .toList();
        return around.isEmpty() ? usual : made.computeIfAbsent(around, this::make);
    }

    private WorkingTime make(List<UUID> around) {
        var days = new ArrayList<Day>();
        for (var place : around) {
            local.stream()
                    .filter(day -> day.place().equals(place))
                    .map(Local::day)
                    .forEach(days::add);
        }
        return WorkingTime.of(years, days, hours, version);
    }

    /** The days of a year as they hold for the county. */
    Map<LocalDate, Day> year(int year) {
        return byDay(years.getOrDefault(year, Arrangements.provisional(year)));
    }

    static Map<LocalDate, Day> byDay(List<Day> days) {
        var byDay = new TreeMap<LocalDate, Day>();
        days.forEach(day -> byDay.put(day.day(), day));
        return byDay;
    }

    Set<Integer> arranged() {
        return years.keySet();
    }
}
