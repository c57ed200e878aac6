package org.onedoor.organizations;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 排班 · A post is on duty for a place: each week on {@code weekday}, or once on {@code day}, whose shifts replace the
 * weekday's. {@code to} not after {@code from} means the next morning.
 */
public record AddShift(
        int county,
        UUID place,
        @Nullable DayOfWeek weekday,
        @Nullable LocalDate day,
        LocalTime from,
        LocalTime to,
        UUID post) {}
