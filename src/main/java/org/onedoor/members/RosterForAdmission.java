package org.onedoor.members;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.onedoor.members.admission.Roster;
import org.springframework.stereotype.Component;

/** Tells the path of admission who of a branch may be contact or introducer; in the asker's scope and transaction. */
@Component
class RosterForAdmission implements Roster {

    private static final int MOST = 500;

    private final MemberStore store;

    RosterForAdmission(MemberStore store) {
        this.store = store;
    }

    @Override
    public List<Comrade> members(int county, int lo, int hi, LocalDate day) {
        return store.roster(county, lo, hi, null, 0, new UUID(0, 0), MOST).stream()
                .map(line -> new Comrade(
                        line.id(),
                        line.name(),
                        line.status() == MemberStatus.FULL,
                        line.watchedUntil() != null && !day.isAfter(line.watchedUntil())))
                .toList();
    }
}
