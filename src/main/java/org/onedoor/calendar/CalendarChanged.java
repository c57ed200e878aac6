package org.onedoor.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.onedoor.frame.CountyEvent;

/**
 * 日历已改 · Working days between {@code from} and {@code until} (both included) changed for the places {@code lo..hi}:
 * open promises that reach into them are derived again.
 *
 * @param version the county's calendar version that holds the change
 * @param wasProvisional the days were marked 暂定 before, so that a promise may also move earlier
 */
public record CalendarChanged(
        int county,
        Instant at,
        UUID eventId,
        UUID actor,
        int version,
        int lo,
        int hi,
        LocalDate from,
        LocalDate until,
        boolean wasProvisional)
        implements CountyEvent {}
