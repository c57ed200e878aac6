package org.onedoor.organizations.party;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** 党员数 · Port: how many members an organization has, answered by the room that keeps them. */
public interface PartyPeople {

    /** Formal affiliations with exactly this organization. */
    int members(int county, UUID organization);

    /** Full members by branch, in one statement; probationary ones do not count (R-ORG-2). Who has none is not in it. */
    Map<UUID, Integer> fullMembers(int county, Collection<UUID> branches);
}
