package org.onedoor.members;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 支部名单 · Who is on a branch's roster, as far as the rooms below members need it: under the scope of a Party post, or of the
 * Interior.
 */
@Service
@Transactional(readOnly = true)
public class BranchRoster {

    /** 在册党员 · Somebody on a roster. {@code joinedOn} is the day of the branch meeting, {@code branch} the affiliation. */
    public record Person(UUID id, String name, UUID branch, LocalDate joinedOn, boolean inParty) {}

    private final BranchRosterStore store;

    BranchRoster(BranchRosterStore store) {
        this.store = store;
    }

    /** In the Party and in this branch, by name; {@code limit} of them after the first {@code skip}. */
    public List<Person> of(int county, UUID branch, int skip, int limit) {
        return store.of(county, branch, skip, limit);
    }

    public Optional<Person> find(int county, UUID member) {
        return store.find(county, member);
    }

    /** Who logs in with this account, where she is a member. */
    public Optional<Person> byAccount(int county, UUID account) {
        return store.byAccount(county, account);
    }
}
