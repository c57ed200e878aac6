package org.onedoor.organizations.party;

import java.util.UUID;

/** 党员数 · Port: how many members an organization has, answered by the room that keeps them. */
public interface PartyPeople {

    /** Formal affiliations with exactly this organization. */
    int members(int county, UUID organization);

    /** Those of them that are full members; probationary ones do not count (R-ORG-2). */
    int fullMembers(int county, UUID organization);
}
