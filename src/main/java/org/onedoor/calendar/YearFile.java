package org.onedoor.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.onedoor.frame.Csv;
import org.onedoor.frame.RowFault;
import org.onedoor.frame.Sheet;

/**
 * A year's arrangement as CSV (R-CAL-4): date, name, 休 or 班. It goes in whole or not at all: half a calendar would promise
 * wrong days.
 */
record YearFile(int year, List<Day> days, List<RowFault> faults) {

    /** The law names 13 days since 2025 (R-CAL-5); a file with fewer is not the whole arrangement. */
    static final int FEWEST = 13;

    private static final String DATE = "日期";
    private static final String NAME = "名称";
    private static final String KIND = "休班";

    private static final List<Sheet.Column> COLUMNS = List.of(
            new Sheet.Column("date", DATE, true),
            new Sheet.Column("name", NAME, true),
            new Sheet.Column("kind", KIND, true));

    private static final Map<String, Boolean> KINDS =
            Map.of("休", true, "off", true, "班", false, "上班", false, "work", false);

    /** The days as they stand, to be corrected and brought back. */
    static String template(Iterable<Day> days) {
        var text = new StringBuilder("\uFEFF").append(Csv.line(List.of(DATE, NAME, KIND)));
        for (var day : days) {
            text.append(Csv.line(List.of(day.day(), day.name(), day.off() ? "休" : "班")));
        }
        return text.toString();
    }

    static YearFile read(byte[] file) {
        var sheet = Sheet.read(file, COLUMNS, 366);
        var faults = new ArrayList<>(sheet.faults());
        var days = new HashMap<LocalDate, Day>();
        int year = 0;
        for (var row : sheet.rows()) {
            var date = date(row.get("date"));
            var off = Optional.ofNullable(KINDS.get(row.get("kind").toLowerCase(Locale.ROOT)));
            if (date.isPresent() && year == 0) {
                year = date.get().getYear();
            }
            fault(row, date, off, year, days.keySet()).ifPresent(faults::add);
            if (date.isPresent() && off.isPresent()) {
                days.put(date.get(), new Day(date.get(), row.get("name"), off.get()));
            }
        }
        long off = days.values().stream().filter(Day::off).count();
        if (faults.isEmpty() && off < FEWEST) {
            faults.add(new RowFault(0, DATE, "calendar.fault.few", "calendar.fault.few.fix", off, FEWEST));
        }
        var sorted = days.values().stream()
                .sorted(java.util.Comparator.comparing(Day::day))
                .toList();
        return new YearFile(year, sorted, List.copyOf(faults));
    }

    private static Optional<RowFault> fault(
            Sheet.Row row, Optional<LocalDate> date, Optional<Boolean> off, int year, java.util.Set<LocalDate> before) {
        int number = row.number();
        if (date.isEmpty()) {
            return Optional.of(
                    new RowFault(number, DATE, "calendar.fault.date", "calendar.fault.date.fix", row.get("date")));
        } else if (date.get().getYear() != year || !WorkingTime.knows(date.get())) {
            return Optional.of(new RowFault(
                    number,
                    DATE,
                    "calendar.fault.year",
                    "calendar.fault.year.fix",
                    Objects.toString(date.get().getYear())));
        } else if (before.contains(date.get())) {
            return Optional.of(new RowFault(
                    number,
                    DATE,
                    "calendar.fault.twice",
                    "calendar.fault.twice.fix",
                    date.get().toString()));
        } else if (row.get("name").isEmpty() || row.get("name").length() > 30) {
            return Optional.of(new RowFault(number, NAME, "calendar.fault.name", "calendar.fault.name.fix"));
        } else if (off.isEmpty()) {
            return Optional.of(new RowFault(number, KIND, "calendar.fault.kind", "calendar.fault.kind.fix"));
        } else if (!off.get() && !Arrangements.weekend(date.get())) {
            return Optional.of(new RowFault(number, KIND, "calendar.fault.weekday", "calendar.fault.weekday.fix"));
        }
        return Optional.empty();
    }

    /** 2027-01-01, and as spreadsheets write it: 2027/1/1. */
    static Optional<LocalDate> date(String text) {
        var parts = text.strip().split("[-/.年月日]");
        try {
            return parts.length == 3
                    ? Optional.of(LocalDate.of(
                            Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])))
                    : Optional.empty();
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
