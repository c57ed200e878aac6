package org.onedoor.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 日历库 · Reads and writes the tables of {@code calendar}. */
@Repository
class CalendarStore {

    private record DayRow(int year, LocalDate day, String name, boolean off) {}

    private record LocalRow(UUID place, LocalDate day, String name, boolean off, int version) {}

    private record HoursRow(@Nullable LocalTime due, String spans) {}

    private final JdbcClient db;

    CalendarStore(JdbcClient db) {
        this.db = db;
    }

    CalendarBook book(int county) {
        int version = version(county);
        var years = new TreeMap<Integer, List<Day>>();
        for (int year : years(county)) {
            years.put(year, new ArrayList<>());
        }
        db.sql("""
            select v.year, d.day, d.name, d.off
            from calendar.version v join calendar.day d on d.county = v.county and d.version = v.version
            where v.county = :county and v.version in (
              select max(version) from calendar.version where county = :county and what = 'YEAR' group by year)
            order by d.day\
            """).param("county", county).query(DayRow.class).list().forEach(row -> years.computeIfAbsent(
                        row.year(), _ -> new ArrayList<>())
                .add(new Day(row.day(), row.name(), row.off())));
        var local = db.sql("""
            select place, day, name, off, version from calendar.local_day
            where county = :county and withdrawn is null order by day, version\
            """).param("county", county).query(LocalRow.class).list().stream()
                .map(row ->
                        new CalendarBook.Local(row.place(), new Day(row.day(), row.name(), row.off()), row.version()))
                .toList();
        // A county that has loaded nothing yet works by what comes with the program.
        return CalendarBook.of(version, years.isEmpty() ? Arrangements.shipped() : years, local, hours(county));
    }

    List<Integer> years(int county) {
        return db.sql("select distinct year from calendar.version where county = :county and what = 'YEAR' order by"
                        + " year")
                .param("county", county)
                .query(Integer.class)
                .list();
    }

    /** Begins a new version; changes of one county's calendar go one after the other. */
    int next(int county, String what, @Nullable Integer year, Instant at, UUID actor) {
        db.sql("select pg_advisory_xact_lock(hashtext('calendar.version'), :county)")
                .param("county", county)
                .query((_, _) -> true)
                .list();
        int version = version(county) + 1;
        db.sql("""
            insert into calendar.version (county, version, what, year, at, actor)
            values (:county, :version, :what, :year, :at, :actor)\
            """)
                .param("county", county)
                .param("version", version)
                .param("what", what)
                .param("year", year, java.sql.Types.INTEGER)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .update();
        return version;
    }

    void days(int county, int version, List<Day> days) {
        db.sql("""
            insert into calendar.day (county, version, day, name, off)
            select :county, :version, d.day, d.name, d.off
            from unnest(:days::date[], :names::text[], :off::boolean[]) as d (day, name, off)\
            """)
                .param("county", county)
                .param("version", version)
                .param("days", days.stream().map(day -> day.day().toString()).toArray(String[]::new))
                .param("names", days.stream().map(Day::name).toArray(String[]::new))
                .param("off", days.stream().map(Day::off).toArray(Boolean[]::new))
                .update();
    }

    void local(int county, int version, UUID place, Day day) {
        db.sql("""
            insert into calendar.local_day (county, version, place, day, name, off)
            values (:county, :version, :place, :day, :name, :off)\
            """)
                .param("county", county)
                .param("version", version)
                .param("place", place)
                .param("day", day.day())
                .param("name", day.name())
                .param("off", day.off())
                .update();
    }

    /** Whether there was such a day. */
    boolean withdraw(int county, int version, UUID place, LocalDate day) {
        return db.sql("""
            update calendar.local_day set withdrawn = :version
            where county = :county and place = :place and day = :day and withdrawn is null\
            """)
                        .param("county", county)
                        .param("version", version)
                        .param("place", place)
                        .param("day", day)
                        .update()
                > 0;
    }

    void hours(int county, int version, OpeningHours hours) {
        db.sql("insert into calendar.hours (county, version, due, spans) values (:county, :version, :due, :spans)")
                .param("county", county)
                .param("version", version)
                .param("due", hours.due(), java.sql.Types.TIME)
                .param("spans", spans(hours))
                .update();
    }

    static String spans(OpeningHours hours) {
        return hours.spans().stream().map(span -> span.from() + "-" + span.to()).collect(Collectors.joining(","));
    }

    /** @throws java.time.DateTimeException or IllegalArgumentException when it is not of the form */
    static List<OpeningHours.Span> spans(String text) {
        return Arrays.stream(text.strip().split("\\s*[,，、]\\s*"))
                .map(span -> {
                    var ends = span.split("\\s*[-–—~]\\s*");
                    if (ends.length != 2) {
                        throw new IllegalArgumentException("Not from-to: " + span);
                    }
                    return new OpeningHours.Span(time(ends[0]), time(ends[1]));
                })
                .toList();
    }

    /** 8:30 as well as 08:30. */
    static LocalTime time(String text) {
        return LocalTime.parse(text.length() == 4 ? "0" + text : text);
    }

    private int version(int county) {
        return db.sql("select coalesce(max(version), 0) from calendar.version where county = :county")
                .param("county", county)
                .query(Integer.class)
                .single();
    }

    private OpeningHours hours(int county) {
        return db.sql("select due, spans from calendar.hours where county = :county order by version desc limit 1")
                .param("county", county)
                .query(HoursRow.class)
                .optional()
                .map(row -> new OpeningHours(row.due(), spans(row.spans())))
                .orElse(OpeningHours.USUAL);
    }
}
