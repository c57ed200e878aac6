package org.onedoor.organizations.party;

import java.util.Map;
import java.util.UUID;

/**
 * 党组织编号变动 · Port: organizations got new numbers because their superior changed. Rooms that keep a copy write the new one,
 * in the same transaction (foundations §29).
 */
public interface PartyMoves {

    /** @param numbers new {@code lo} by organization */
    void moved(int county, Map<UUID, Integer> numbers);
}
