package org.onedoor.members;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.onedoor.organizations.party.PartyMoves;
import org.onedoor.organizations.party.PartyPeople;
import org.springframework.stereotype.Component;

/** Answers how many members an organization has, and follows when its number changes; both in the asker's transaction. */
@Component
class MemberCopies implements PartyMoves, PartyPeople {

    private final MemberStore store;

    MemberCopies(MemberStore store) {
        this.store = store;
    }

    @Override
    public void moved(int county, Map<UUID, Integer> numbers) {
        store.renumber(county, numbers);
    }

    @Override
    public int members(int county, UUID organization) {
        return store.count(county, organization);
    }

    @Override
    public Map<UUID, Integer> fullMembers(int county, Collection<UUID> branches) {
        return store.full(county, branches);
    }
}
