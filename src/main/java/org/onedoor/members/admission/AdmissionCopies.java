package org.onedoor.members.admission;

import java.util.Map;
import java.util.UUID;
import org.onedoor.organizations.party.PartyMoves;
import org.springframework.stereotype.Component;

/** Follows when the number of a branch in the Party's tree changes, in the mover's transaction. */
@Component
class AdmissionCopies implements PartyMoves {

    private final AdmissionStore store;

    AdmissionCopies(AdmissionStore store) {
        this.store = store;
    }

    @Override
    public void moved(int county, Map<UUID, Integer> numbers) {
        store.renumber(county, numbers);
    }
}
