package org.onedoor.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Random;
import org.onedoor.frame.Now;

/** How far a case comes: mostly as it happens, in the demo logins' village once of each kind. */
enum Fate {
    NEW(2),
    ACCEPTED(5),
    ASSIGNED(26),
    TAKEN(30),
    WORKING(50),
    WAITING(70),
    EXTENSION(80),
    LATE(700),
    ANSWERED(90),
    CONFIRMED(300),
    OBJECTED(280),
    SILENT(800),
    DECLINED(190),
    WITHDRAWN(210),
    MERGED(28),
    PROTECTED(140),
    ANY(0);

    private static final int DAYS = 180;

    private final int hours;

    Fate(int hours) {
        this.hours = hours;
    }

    /** So many hours before the end; else at any hour of the half year, more lately than long ago, a handful today. */
    Instant filed(Random random, Instant end) {
        if (this != ANY) {
            return this == NEW || this == ACCEPTED ? end.minus(Duration.ofHours(hours)) : atTheWindow(end);
        }
        int ago = random.nextInt(18) == 0 ? random.nextInt(3) : (int) (DAYS * Math.pow(random.nextDouble(), 1.5));
        return Now.local(end)
                .toLocalDate()
                .minusDays(ago)
                .atTime(LocalTime.of(7, 30).plusMinutes(random.nextInt(720)))
                .atZone(Now.ZONE)
                .toInstant();
    }

    /** On a weekday while the village's window is open, so that the demo's clerk is the one who was asked. */
    private Instant atTheWindow(Instant end) {
        var day = Now.local(end.minus(Duration.ofHours(hours))).toLocalDate();
        if (!day.isBefore(Now.local(end).toLocalDate())) {
            day = day.minusDays(1);
        }
        while (day.getDayOfWeek().getValue() > 5) {
            day = day.minusDays(1);
        }
        return day.atTime(LocalTime.of(9, 0).plusMinutes(25L * ordinal()))
                .atZone(Now.ZONE)
                .toInstant();
    }
}
