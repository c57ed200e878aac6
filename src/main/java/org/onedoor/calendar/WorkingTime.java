package org.onedoor.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onedoor.frame.Now;

/**
 * 工作时间 · Working days and promises of one place, immutable and free of the database (R-GEN-6, R-GEN-7, R-CAL-1…5).
 *
 * <p>Every question is answered from two arrays made once: how many working days there are up to a day, and which day the
 * n-th one is. Asked on every row of every list.
 */
public final class WorkingTime {

    private static final LocalDate FIRST = LocalDate.of(2015, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2049, 12, 31);
    private static final int DAYS = (int) (LAST.toEpochDay() - FIRST.toEpochDay()) + 1;

    /** {@code upTo[i]}: working days from FIRST to FIRST + i, both included. */
    private final short[] upTo = new short[DAYS];
    /** {@code nth[k]}: offset of the working day number k + 1 since FIRST. */
    private final short[] nth;

    private final Set<Integer> arranged;
    private final OpeningHours hours;
    private final int version;

    private WorkingTime(Map<LocalDate, Boolean> off, Set<Integer> arranged, OpeningHours hours, int version) {
        this.arranged = Set.copyOf(arranged);
        this.hours = hours;
        this.version = version;
        var found = new short[DAYS];
        int count = 0;
        var day = FIRST;
        for (int i = 0; i < DAYS; i++, day = day.plusDays(1)) {
            var said = off.get(day);
            if (said == null ? !Arrangements.weekend(day) : !said) {
                found[count++] = (short) i;
            }
            upTo[i] = (short) count;
        }
        this.nth = Arrays.copyOf(found, count);
    }

    /**
     * @param years arrangements loaded; other years follow the law's days and are provisional (R-CAL-4)
     * @param local days of the place, the nearest place's last
     */
    static WorkingTime of(Map<Integer, List<Day>> years, List<Day> local, OpeningHours hours, int version) {
        var off = new HashMap<LocalDate, Boolean>();
        for (int year = FIRST.getYear(); year <= LAST.getYear(); year++) {
            var days = years.get(year);
            (days == null ? Arrangements.provisional(year) : days).forEach(day -> off.put(day.day(), day.off()));
        }
        local.forEach(day -> off.put(day.day(), day.off()));
        return new WorkingTime(off, years.keySet(), hours, version);
    }

    /** The calendar that comes with the program, without days of single places; for rule tests of other rooms. */
    public static WorkingTime shipped(OpeningHours hours) {
        return of(Arrangements.shipped(), List.of(), hours, 0);
    }

    /** Whether offices work on this day. */
    public boolean working(LocalDate day) {
        int i = offset(day);
        return upTo[i] > (i == 0 ? 0 : upTo[i - 1]);
    }

    /**
     * The n-th working day after {@code day}, which itself does not count (R-GEN-6, R-CAL-3). The 0th is the day itself, or
     * the next working day where it is none.
     */
    public LocalDate after(LocalDate day, int workingDays) {
        int i = offset(day);
        int before = workingDays == 0 && working(day) ? upTo[i] - 1 : upTo[i];
        int k = before + Math.max(workingDays, 1) - 1;
        if (k >= nth.length) {
            throw new IllegalArgumentException("Beyond the calendar: " + workingDays + " working days after " + day);
        }
        return FIRST.plusDays(nth[k]);
    }

    /**
     * Last day of a period in days, months or years (R-GEN-6): the first day does not count, a month ends on the
     * corresponding day or its last one, and what falls on a rest day moves to the next day worked.
     */
    public LocalDate end(LocalDate day, Period period) {
        return nextOpen(day.plus(period));
    }

    /** When a limit that begins at {@code from} ends: hours run on through the night, working days end at the close. */
    public Instant due(Instant from, Limit limit) {
        return switch (limit.unit()) {
            case HOURS -> from.plus(Duration.ofHours(limit.amount()));
            case WORKING_DAYS -> close(after(Now.local(from).toLocalDate(), limit.amount()));
        };
    }

    /** A due moment moved by so many more working days, as an approved extension does. */
    public Instant later(Instant due, int workingDays) {
        return workingDays == 0 ? due : close(after(dueDay(due), workingDays));
    }

    /**
     * A due moment after a pause: a promise in working days moves by the working days in (paused, resumed], one in hours by
     * the pause's own length.
     */
    public Instant extend(Instant due, Limit limit, Instant paused, Instant resumed) {
        return switch (limit.unit()) {
            case HOURS -> due.plus(Duration.between(paused, resumed));
            case WORKING_DAYS ->
                later(
                        due,
                        Math.max(
                                0,
                                workingDaysBetween(
                                        Now.local(paused).toLocalDate(),
                                        // A pause that ends at 24:00 ends with that day.
                                        dueDay(resumed))));
        };
    }

    /** Working days in (after, until]; negative when {@code until} lies before {@code after}. */
    public int workingDaysBetween(LocalDate after, LocalDate until) {
        return upTo[offset(until)] - upTo[offset(after)];
    }

    /** End of the last day of a promise: the close, or 24:00, which is the next midnight. */
    public Instant close(LocalDate day) {
        return day.atStartOfDay(Now.ZONE).toInstant().plus(hours.end());
    }

    /** The day a due moment belongs to: midnight is 24:00 of the day before. */
    public LocalDate dueDay(Instant due) {
        return Now.local(due.minusMillis(1)).toLocalDate();
    }

    /** The year's arrangement is not loaded yet: a promise that falls here may still move, and says so. */
    public boolean provisional(LocalDate day) {
        return !arranged.contains(day.getYear());
    }

    /** Inside opening hours of a working day. */
    public boolean open(Instant moment) {
        var local = Now.local(moment);
        return working(local.toLocalDate()) && hours.open(local.toLocalTime());
    }

    /** The first working day on or after {@code day}. */
    public LocalDate nextOpen(LocalDate day) {
        return after(day, 0);
    }

    public int workingDays(YearMonth month) {
        return workingDaysBetween(month.atDay(1).minusDays(1), month.atEndOfMonth());
    }

    public OpeningHours hours() {
        return hours;
    }

    /** Version of the county's calendar this was made from. */
    public int version() {
        return version;
    }

    /** Whether the calendar reaches to this day. */
    public static boolean knows(LocalDate day) {
        return !day.isBefore(FIRST) && !day.isAfter(LAST);
    }

    private static int offset(LocalDate day) {
        long offset = day.toEpochDay() - FIRST.toEpochDay();
        if (offset < 0 || offset >= DAYS) {
            throw new IllegalArgumentException("The calendar knows " + FIRST + " to " + LAST + ", not " + day);
        }
        return (int) offset;
    }
}
