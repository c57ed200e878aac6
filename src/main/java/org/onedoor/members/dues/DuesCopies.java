package org.onedoor.members.dues;

import java.util.Map;
import java.util.UUID;
import org.onedoor.organizations.party.PartyMoves;
import org.springframework.stereotype.Component;

/** Follows when an organization's number changes, in the asker's transaction. */
@Component
class DuesCopies implements PartyMoves {

    private final DuesStore store;

    DuesCopies(DuesStore store) {
        this.store = store;
    }

    @Override
    public void moved(int county, Map<UUID, Integer> numbers) {
        store.renumber(county, numbers);
    }
}
