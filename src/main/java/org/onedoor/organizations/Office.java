package org.onedoor.organizations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.regions.Level;

/**
 * 单位 · An office of the county, a town or a village. {@code lo..hi} is its preorder interval in the office tree.
 *
 * @param place the place it serves
 * @param kind what it does, as data: {@code village-committee}, {@code civil-affairs}, {@code urban-management} …
 * @param hours opening hours in words
 */
public record Office(
        UUID id,
        int lo,
        int hi,
        String name,
        @Nullable String nameEn,
        Level level,
        UUID place,
        String kind,
        String phone,
        String address,
        @Nullable String hours) {

    /** Kind of the body that answers for everything in a village or community. */
    public static final String VILLAGE_COMMITTEE = "village-committee";

    /** Whether {@code other} is this office or below it. */
    public boolean holds(Office other) {
        return lo <= other.lo && other.hi <= hi;
    }
}
