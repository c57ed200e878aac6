package org.onedoor.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.onedoor.frame.Csv;

/**
 * What comes with the program: the State Council's arrangements (R-CAL-1, {@code state-council.csv}) and, for a year that
 * has none yet, the days the law names (R-CAL-4, {@code statutory.csv}).
 */
final class Arrangements {

    private static final SortedMap<Integer, List<Day>> SHIPPED = byYear("state-council.csv");
    private static final SortedMap<Integer, List<Day>> STATUTORY = byYear("statutory.csv");

    private Arrangements() {}

    /** Days that differ from the week, by year. */
    static SortedMap<Integer, List<Day>> shipped() {
        return SHIPPED;
    }

    /**
     * A year nobody has arranged: the days the law names, and for each that falls on a weekend the next working day off
     * instead. Where the lunar days are not known, those of the sun alone.
     */
    static List<Day> provisional(int year) {
        var named = STATUTORY.getOrDefault(year, solar(year));
        var days = new ArrayList<>(named);
        var off = new HashSet<>(named.stream().map(Day::day).toList());
        for (var day : named) {
            if (weekend(day.day())) {
                var instead = day.day();
                while (weekend(instead) || off.contains(instead)) {
                    instead = instead.plusDays(1);
                }
                off.add(instead);
                days.add(new Day(instead, day.name() + "补休", true));
            }
        }
        return List.copyOf(days);
    }

    static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static List<Day> solar(int year) {
        var days = new ArrayList<Day>();
        days.add(new Day(LocalDate.of(year, 1, 1), "元旦", true));
        days.add(new Day(LocalDate.of(year, 5, 1), "劳动节", true));
        if (year >= 2025) {
            days.add(new Day(LocalDate.of(year, 5, 2), "劳动节", true));
        }
        for (int day = 1; day <= 3; day++) {
            days.add(new Day(LocalDate.of(year, 10, day), "国庆节", true));
        }
        return days;
    }

    private static SortedMap<Integer, List<Day>> byYear(String file) {
        var years = new TreeMap<Integer, List<Day>>();
        try (var in = Arrangements.class.getResourceAsStream(file)) {
            var rows = Csv.rows(in);
            rows.next();
            rows.forEachRemaining(row -> {
                var day = LocalDate.parse(row.get(0));
                years.computeIfAbsent(day.getYear(), _ -> new ArrayList<>())
                        .add(new Day(
                                day, row.get(1), row.size() < 3 || row.get(2).equals("off")));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Map.Entry<Integer, List<Day>> year : years.entrySet()) {
            year.setValue(List.copyOf(year.getValue()));
        }
        return java.util.Collections.unmodifiableSortedMap(years);
    }
}
