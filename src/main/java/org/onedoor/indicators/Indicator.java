package org.onedoor.indicators;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onedoor.regions.Place;

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

    /**
     * The readings of many places for one day; places left out have nothing. A room that can count them all in one
     * statement does so here.
     */
    default Map<UUID, Reading> readEach(int county, List<Place> places, LocalDate day) {
        var readings = new HashMap<UUID, Reading>();
        for (var place : places) {
            readings.put(place.id(), read(county, place.lo(), place.hi(), day, day));
        }
        return readings;
    }

    /**
     * Days after which a day's reading no longer changes, because something is still waited for (a silent window): the day
     * is then read a second time. 0: final at once.
     */
    default int settlesAfter() {
        return 0;
    }
}
