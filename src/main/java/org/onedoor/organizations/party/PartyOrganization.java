package org.onedoor.organizations.party;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 党组织 · A committee, general branch, branch or group. {@code lo..hi} is its preorder interval in the Party's tree.
 *
 * @param path for people: three digits per level, {@code 001.013.020} (R-ORG-15); changes when the superior does
 * @param place the place it serves; null where it serves none
 * @param hostUnit the unit it was set up in, null for none
 * @param uscc 统一社会信用代码 of that unit
 * @param usccReason why a code that fails its check digit stands all the same
 * @param document number of the document that set it up
 * @param endedOn when it was closed
 * @param successor which organization goes on, where it was merged
 * @param endDocument number of the document that closed it
 */
public record PartyOrganization(
        UUID id,
        @Nullable UUID parent,
        int lo,
        int hi,
        String path,
        OrganizationType type,
        String name,
        @Nullable String nameEn,
        Sector sector,
        OrganizationStatus status,
        @Nullable UUID place,
        @Nullable String hostUnit,
        @Nullable String uscc,
        @Nullable String usccReason,
        LocalDate foundedOn,
        String document,
        @Nullable LocalDate endedOn,
        @Nullable UUID successor,
        @Nullable String endDocument,
        int version) {

    /** Whether {@code other} is this organization or below it. */
    public boolean holds(PartyOrganization other) {
        return lo <= other.lo && other.hi <= hi;
    }

    /** 0 for the county's committee. */
    public int depth() {
        return (path.length() - 3) / 4;
    }
}
