package org.onedoor.frame;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * 此刻 · The one clock of business time. SQL never asks the database what time it is (foundations §6).
 *
 * <p>Seeding and tests bind another moment with {@link #at}; everything else reads the system clock. Days are counted in
 * China's zone.
 */
public final class Now {

    /** Asia/Shanghai: the only zone in which days are counted. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final ScopedValue<Instant> BOUND = ScopedValue.newInstance();

    private Now() {}

    /** The moment, cut to milliseconds so that what is stored equals what was handed out. */
    public static Instant instant() {
        return BOUND.isBound() ? BOUND.get() : Instant.ofEpochMilli(System.currentTimeMillis());
    }

    public static LocalDate today() {
        return LocalDate.ofInstant(instant(), ZONE);
    }

    public static LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZONE);
    }

    public static <T> T at(Instant moment, Supplier<T> work) {
        return ScopedValue.where(BOUND, moment).call(work::get);
    }

    public static void at(Instant moment, Runnable work) {
        ScopedValue.where(BOUND, moment).run(work);
    }
}
