package org.onedoor.regions;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 地方 · A county, town, village (or community) or grid.
 *
 * @param lo first number of its preorder interval; a record's {@code place_lo} is this number
 * @param hi last number of the interval, which holds everything below it
 * @param code 12 digits as R-CODE-7; a grid adds three digits to its village's
 * @param community 居委会 rather than 村委会
 * @param validFrom first day of this place and code
 * @param validTo day from which it is closed; closed places are found by id and code, but no longer listed
 * @param replacedBy the place that took over its matters
 */
public record Place(
        UUID id,
        int lo,
        int hi,
        Level level,
        String code,
        String name,
        @Nullable String nameEn,
        @Nullable UUID parent,
        boolean community,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable UUID replacedBy) {

    public boolean closed() {
        return validTo != null;
    }

    /** Whether {@code place} is this place or lies in it. */
    public boolean holds(Place place) {
        return lo <= place.lo && place.lo <= hi;
    }
}
