package org.onedoor.members;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.frame.Actor;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 组织隶属 · Where a member formally belongs, and the standing that goes with it: for admission, transfer and decisions, under
 * the Interior scope. At every moment exactly one branch for whoever is in the Party, none for who is not (R-TRF-9).
 */
@Service
@Transactional
public class Affiliations {

    private final Members members;
    private final MemberStore store;
    private final Audit audit;

    Affiliations(Members members, MemberStore store, Audit audit) {
        this.members = members;
        this.store = store;
        this.audit = audit;
    }

    /** To another branch of the county, at this very moment. Refused for who is not in the Party, and into no branch. */
    public Recording move(int county, UUID id, UUID branch, @Nullable UUID group, @Nullable UUID post) {
        var before = store.lock(county, id).orElseThrow(NotHere::new);
        var seat = members.seat(county, branch, group);
        if (!before.status().inParty() || seat.isEmpty() || branch.equals(before.branch())) {
            return new Recording.Refused("branch", "members.form.branch.wrong");
        }
        store.move(county, before, seat.get(), Now.instant());
        store.append(
                county,
                id,
                Members.written(
                        "moved", Map.of("before", before.branch().toString(), "branch", branch.toString()), post));
        audit.record(new Entry(county, Actor.current().id(), post, "members.moved", id));
        return new Recording.Done(id);
    }

    /**
     * Another standing by a decision (R-DEV-9). Who leaves the Party belongs nowhere from that moment.
     *
     * @param fullOn the day from which the member is full, for {@code FULL} only; null keeps what is there
     */
    public Recording become(int county, UUID id, MemberStatus status, @Nullable LocalDate fullOn, @Nullable UUID post) {
        var before = store.lock(county, id).orElseThrow(NotHere::new);
        if (!before.status().next().contains(status)) {
            return new Recording.Refused("", "members.status.not-next");
        }
        var since = status == MemberStatus.FULL && fullOn != null ? fullOn : before.fullOn();
        if ((status == MemberStatus.FULL) != (since != null)
                && (status == MemberStatus.FULL || status == MemberStatus.PROBATIONARY)) {
            return new Recording.Refused("fullOn", "members.form.full.wrong");
        }
        if (!status.inParty()) {
            store.end(county, id, Now.instant());
        }
        store.status(county, id, status, since);
        store.append(
                county,
                id,
                Members.written("standing", Map.of("before", before.status().name(), "status", status.name()), post));
        audit.record(new Entry(county, Actor.current().id(), post, "members.standing", id));
        return new Recording.Done(id);
    }
}
