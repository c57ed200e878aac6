package org.onedoor.notices;

import java.time.Instant;
import java.time.LocalTime;
import org.onedoor.frame.Now;

/** No short messages 21:00–07:00, except for danger to life and codes somebody is waiting for. */
record QuietHours(LocalTime from, LocalTime until) {

    static final QuietHours USUAL = new QuietHours(LocalTime.of(21, 0), LocalTime.of(7, 0));

    boolean quiet(Instant moment) {
        var time = Now.local(moment).toLocalTime();
        return !time.isBefore(from) || time.isBefore(until);
    }

    /** The moment itself, or the end of the silence it lies in. */
    Instant next(Instant moment) {
        if (!quiet(moment)) {
            return moment;
        }
        var local = Now.local(moment);
        var day = local.toLocalTime().isBefore(until)
                ? local.toLocalDate()
                : local.toLocalDate().plusDays(1);
        return day.atTime(until).atZone(Now.ZONE).toInstant();
    }
}
