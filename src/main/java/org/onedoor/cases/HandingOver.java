package org.onedoor.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.onedoor.frame.Now;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.ScopeKind;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Level;
import org.springframework.stereotype.Component;

/** Who gets the work: giving it out, taking it, offering it on, sending it back (R-REQ-3, R-REQ-13). */
@Component
class HandingOver {

    private final Entitlement entitlement;
    private final Promises promises;

    HandingOver(Entitlement entitlement, Promises promises) {
        this.entitlement = entitlement;
        this.promises = promises;
    }

    Decision assign(CaseStore.Row row, Command.Assign assign, Staffing staffing) {
        var to = staffing.post(assign.to());
        var no = given(row, to, staffing);
        if (no.isPresent()) {
            return no.get();
        }
        if (!onList(row, to, staffing)) {
            return Decision.no("cases.no.not-village");
        }
        var assigned = new Fact.Assigned(to.id(), to.office(), assign.why());
        return row.told().state() == State.REGISTERED
                ? Decision.yes(new Fact.Accepted(), assigned)
                : Decision.yes(assigned);
    }

    /** Why the case cannot be given to this post, if so: protected, nobody there, or it could not see the case. */
    Optional<Decision> given(CaseStore.Row row, Post to, Staffing staffing) {
        if (row.told().guarded()) {
            return Optional.of(Decision.no("cases.no.guarded-stays"));
        }
        if (staffing.holder(to.id(), Now.instant()).isEmpty()) {
            return Optional.of(Decision.no("cases.no.nobody-there"));
        }
        return to.scopeKind() == ScopeKind.PLACE && !entitlement.covers(row.county(), to, row.told())
                ? Optional.of(Decision.no("cases.no.other-place"))
                : Optional.empty();
    }

    /** R-REQ-13: what is not on the village's list cannot be given to a village as its main duty. */
    private boolean onList(CaseStore.Row row, Post to, Staffing staffing) {
        return staffing.office(to.office()).level() != Level.VILLAGE
                || promises.item(row).authority() == Level.VILLAGE
                || to.id().equals(row.told().contact());
    }

    static Decision takeOn(Case told, UUID post, Staffing staffing) {
        var facts = new ArrayList<Fact>(3);
        if (told.state() == State.REGISTERED) {
            facts.add(new Fact.Accepted());
        }
        facts.add(new Fact.Assigned(post, staffing.post(post).office(), null));
        facts.add(new Fact.Taken(post));
        return new Decision.Yes(facts, null);
    }

    Decision sendBack(CaseStore.Row row, Command.SendBack back, By by, Rules numbers, Staffing staffing, Instant now) {
        if (row.told().guarded()) {
            return Decision.no("cases.no.guarded-stays");
        }
        var dispatched = row.told().dispatchedAt();
        if (dispatched == null || now.isAfter(promises.days(row).later(dispatched, numbers.returnDays()))) {
            return Decision.no("cases.no.return-late");
        }
        var office = ((By.Staff) by).hat().office().id();
        var decides = entitlement.dispatcher(row, by.actor(), staffing);
        return decides.isEmpty()
                ? Decision.no("cases.no.nobody-decides")
                : Decision.yes(
                        new Fact.ReturnAsked(office, back.why(), decides.get().id()));
    }

    Decision offer(CaseStore.Row row, UUID to, String why, boolean up, Staffing staffing) {
        var post = staffing.post(to);
        var no = given(row, post, staffing);
        if (no.isPresent()) {
            return no.get();
        }
        if (post.id().equals(row.told().owner())) {
            return Decision.no("cases.no.same-owner");
        }
        if (!up && !onList(row, post, staffing)) {
            return Decision.no("cases.no.not-village");
        }
        return Decision.yes(new Fact.Offered(to, post.office(), up, why));
    }
}
