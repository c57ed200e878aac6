package org.onedoor.members.admission;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.WorkingTime;

/**
 * 公示期 · Working days a notice hangs (R-GEN-8): an objection stops it, and what is left runs on after the day it is settled.
 *
 * @param from the day after which the days left are counted
 * @param left working days
 * @param last the last of them; the notice is over from the next day on
 * @param stopped since an objection came
 * @param resumed after an objection was settled
 */
record NoticeClock(
        LocalDate from, int left, LocalDate last, @Nullable LocalDate stopped, boolean resumed) {

    /** @param counts the posting day counts, where it is a working day */
    static NoticeClock posted(LocalDate day, boolean counts, int workingDays, WorkingTime time) {
        int left = counts && time.working(day) ? workingDays - 1 : workingDays;
        return new NoticeClock(day, left, left == 0 ? day : time.after(day, left), null, false);
    }

    /** The day of the objection is no day of notice any more. */
    NoticeClock stop(LocalDate day, WorkingTime time) {
        int used = Math.clamp(time.workingDaysBetween(from, day.minusDays(1)), 0, left);
        return new NoticeClock(from, left - used, last, day, resumed);
    }

    /** The day of the settling is no day of notice yet. */
    NoticeClock resume(LocalDate day, WorkingTime time) {
        return new NoticeClock(day, left, left == 0 ? last : time.after(day, left), null, true);
    }

    boolean over(LocalDate day) {
        return stopped == null && day.isAfter(last);
    }
}
