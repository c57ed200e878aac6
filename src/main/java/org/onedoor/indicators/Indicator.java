package org.onedoor.indicators;

import java.time.LocalDate;

/**
 * 指标 · Port: something a room measures. Rooms publish beans of it and never hear of each other.
 *
 * <p>Readings are sums that can be added up over days and sibling places; a share is numerator over denominator.
 */
public interface Indicator {

    /** Stable name, {@code room.what}: {@code cases.kept}. */
    String name();

    /** What a unit of the denominator is: {@code case}, {@code day}, {@code person}. */
    String unit();

    /**
     * The reading of the places {@code lo..hi} for the days {@code from..to}, both included. Called inside a transaction of
     * the county.
     */
    Reading read(int county, int lo, int hi, LocalDate from, LocalDate to);
}
