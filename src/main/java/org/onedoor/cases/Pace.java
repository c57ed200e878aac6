package org.onedoor.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.onedoor.calendar.Limit;
import org.onedoor.calendar.WorkingTime;
import org.onedoor.frame.Now;

/**
 * How far a promise has run at a moment, for the bar and the sentence beside it: what is left in working days, on the last
 * day in hours; or by how much it is late.
 *
 * @param light {@code on}, {@code soon} or {@code late}
 * @param left working days, or hours when {@code hours}; of a late promise, by how much
 * @param total blocks of the bar: promised working days, or hours
 */
record Pace(String light, int left, boolean hours, int total, int used, boolean paused) {

    /** {@code limit} is the item's promise; a case that waits for its resident stands still where it stood. */
    static Pace of(Case told, Limit limit, WorkingTime days, Rules rules, Instant now) {
        var paused = told.pausedSince();
        var at = paused != null ? paused : now;
        var due = told.due();
        if (limit.unit() == Limit.Unit.HOURS) {
            return byHours(told, at, due, rules, paused != null);
        }
        var today = Now.local(at).toLocalDate();
        var last = days.dueDay(due);
        int total =
                Math.max(1, days.workingDaysBetween(Now.local(told.filedAt()).toLocalDate(), last));
        int left = days.workingDaysBetween(today, last);
        if (at.isAfter(due)) {
            int over = days.workingDaysBetween(last, today);
            return over > 0
                    ? new Pace("late", over, false, total, total, paused != null)
                    : new Pace("late", hours(due, at), true, total, total, paused != null);
        }
        int hours = hours(at, due);
        var soon = left * 100 < total * rules.soonPercent() || hours <= rules.soonHours();
        return left > 0
                ? new Pace(soon ? "soon" : "on", left, false, total, total - left, paused != null)
                : new Pace("soon", Math.max(1, hours), true, total, Math.max(0, total - 1), paused != null);
    }

    private static Pace byHours(Case told, Instant at, Instant due, Rules rules, boolean paused) {
        int total = Math.max(1, hours(told.filedAt(), due));
        if (at.isAfter(due)) {
            return new Pace("late", hours(due, at), true, total, total, paused);
        }
        int left = Math.max(1, hours(at, due));
        var soon = left * 100 < total * rules.soonPercent() || left <= Math.min(rules.soonHours(), total / 2);
        return new Pace(soon ? "soon" : "on", left, true, total, Math.max(0, total - left), paused);
    }

    /** Begun hours count as whole. */
    private static int hours(Instant from, Instant to) {
        return (int) Math.max(
                1,
                Duration.between(from, to)
                        .plusMinutes(59)
                        .truncatedTo(ChronoUnit.HOURS)
                        .toHours());
    }
}
