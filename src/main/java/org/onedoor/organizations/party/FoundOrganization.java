package org.onedoor.organizations.party;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 设立党组织 · What setting up an organization takes (R-ORG-7). @param parent null for the county's committee */
public record FoundOrganization(
        @Nullable UUID parent,
        OrganizationType type,
        String name,
        @Nullable String nameEn,
        Sector sector,
        @Nullable UUID place,
        @Nullable String hostUnit,
        @Nullable String uscc,
        @Nullable String usccReason,
        LocalDate foundedOn,
        String document) {}
