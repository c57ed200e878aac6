package org.onedoor.members.dues;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Overtaken;
import org.onedoor.members.BranchRoster;
import org.onedoor.members.BranchRoster.Person;
import org.onedoor.members.dues.DuesStore.Asked;
import org.onedoor.members.dues.DuesStore.Slip;
import org.onedoor.members.dues.DuesStore.Sums;
import org.onedoor.members.dues.MemberDues.Due;
import org.onedoor.members.dues.MemberDues.Standard;
import org.onedoor.organizations.party.PartyOrganization;
import org.onedoor.organizations.party.PartyOrganizations;
import org.onedoor.organizations.party.PartyPostKind;
import org.onedoor.secrets.Secrets;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 党费簿 · A branch's books of dues: what members stated, what was taken, brought to the account, confirmed, closed and
 * published. Kept under the scope of a post of that very branch; sums for superiors under the Interior. Which post may do what is
 * the door's to ask ; that nobody checks herself is asked here (R-ROLE-3).
 */
@Service
@Transactional(readOnly = true)
public class Dues {

    static final String BASE = "dues.standard.base";

    private static final DuesTerms TERMS = DuesTerms.DEFAULT;
    private static final int MOST = 5000;

    private final DuesStore store;
    private final BranchRoster roster;
    private final PartyOrganizations organizations;
    private final Secrets secrets;
    private final Audit audit;

    Dues(DuesStore store, BranchRoster roster, PartyOrganizations organizations, Secrets secrets, Audit audit) {
        this.store = store;
        this.roster = roster;
        this.organizations = organizations;
        this.secrets = secrets;
        this.audit = audit;
    }

    /** What members of the branch owe, by name: {@code limit} of them after the first {@code skip}. */
    List<MemberDues> of(int county, UUID branch, int skip, int limit) {
        return with(county, branch, roster.of(county, branch, skip, limit));
    }

    /** @throws NotHere when she is not on the branch's roster */
    MemberDues of(int county, UUID branch, UUID member) {
        return with(county, branch, List.of(person(county, branch, member))).getFirst();
    }

    /** Who is called so in the branch. */
    List<UUID> named(int county, UUID branch, String name) {
        return roster.of(county, branch, 0, MOST).stream()
                .filter(one -> one.name().equals(name))
                .map(Person::id)
                .toList();
    }

    /** All of the branch, to be taken away; who took it is written down (R-DOC-7). */
    @Transactional
    List<MemberDues> exported(int county, UUID branch, UUID post, int most) {
        write(county, post, "dues.exported", branch);
        return of(county, branch, 0, most);
    }

    /** A member's own; empty for whoever is none. Under the Interior, and only ever the account's own. */
    Optional<MemberDues> own(int county, UUID account) {
        return roster.byAccount(county, account)
                .filter(Person::inParty)
                .map(person -> with(county, person.branch(), List.of(person)).getFirst());
    }

    private List<MemberDues> with(int county, UUID branch, List<Person> people) {
        var ids = people.stream().map(Person::id).toList();
        var standards = store.standards(county, branch, ids);
        var months = store.months(county, branch, ids);
        var reductions = store.reductions(county, branch, ids);
        return people.stream()
                .map(person -> new MemberDues(
                        person,
                        standards.stream()
                                .filter(one -> one.member().equals(person.id()))
                                .toList(),
                        months.stream()
                                .filter(one -> one.member().equals(person.id()))
                                .toList(),
                        reductions.stream()
                                .filter(one -> one.member().equals(person.id()))
                                .map(Asked::reduction)
                                .toList()))
                .toList();
    }

    /** Fen a month, for the member and the collector only; 0 where none is asked for. */
    long base(int county, Standard standard) {
        return standard.base() == null ? 0 : Long.parseLong(secrets.open(county, BASE, standard.id(), standard.base()));
    }

    /** A member states by what she pays; the amount follows, or is more (R-FEE-1, R-FEE-2). */
    @Transactional
    Paying state(int county, UUID branch, StateDues wish, @Nullable UUID post) {
        var known = of(county, branch, wish.member());
        var today = Now.today();
        var first = DuesAccount.firstMonth(known.person().joinedOn());
        if (wish.from().isBefore(first)) {
            return new Paying.Refused("dues.no.before", wish.from(), first);
        }
        var now = YearMonth.from(today);
        if (wish.from().isAfter(now.plusMonths(1)) || wish.from().isBefore(now.minusMonths(TERMS.makeUpMonths()))) {
            return new Paying.Refused("dues.no.from");
        }
        if (known.months().stream()
                .anyMatch(paid -> !YearMonth.from(paid.month()).isBefore(wish.from()))) {
            return new Paying.Refused("dues.no.from-paid", wish.from());
        }
        if (wish.base() < 0 || wish.base() > 1_000_000_000L || !wish.payer().fixed() && wish.base() == 0) {
            return new Paying.Refused("dues.no.base");
        }
        var year = java.time.Year.of(wish.from().getYear());
        var base = wish.payer().fixed() ? 0 : wish.base();
        var before = known.standard(wish.from())
                .map(one ->
                        new StatedIncome(java.time.Year.of(one.fromMonth().getYear()), one.payer(), base(county, one)));
        if (wish.reason().isBlank()
                && before.filter(one -> one.wantsReason(new StatedIncome(year, wish.payer(), base)))
                        .isPresent()) {
            return new Paying.Refused("dues.no.reason");
        }
        var proposed = DuesTable.SHIPPED.propose(wish.payer(), base, wish.from().atDay(1), TERMS);
        long monthly = wish.chosen() == 0 ? proposed.least() : wish.chosen();
        if (monthly < proposed.least()) {
            return new Paying.Refused("dues.no.least", Money.yuan(proposed.least()));
        }
        var id = Ids.next();
        var sealed = wish.payer().fixed() ? null : secrets.seal(county, BASE, id, Long.toString(base));
        store.state(
                county,
                branch,
                lo(county, branch),
                new Standard(id, wish.member(), wish.from().atDay(1), wish.payer(), sealed, monthly, today),
                wish.reason().isBlank() ? null : wish.reason().strip(),
                Actor.current().id());
        write(county, post, "dues.stated", wish.member());
        return new Paying.Done();
    }

    /** Money taken by the branch's collector (R-FEE-3). The same request again books nothing. */
    @Transactional
    Paying take(int county, UUID branch, TakeDues wish, @Nullable UUID post) {
        var actor = Actor.current().id();
        var keepers = keepers(county, branch, actor);
        if (keepers instanceof Paying.Refused) {
            return keepers;
        }
        var booked = store.booked(county, actor, wish.request());
        if (booked.isPresent()) {
            return booked.get().member().equals(wish.member()) && booked.get().fen() == wish.fen()
                    ? new Paying.Done()
                    : new Paying.Refused("dues.no.request");
        }
        var known = of(county, branch, wish.member());
        var today = Now.today();
        var account = known.account(today);
        if (account.isEmpty()) {
            return new Paying.Refused("dues.no.standard");
        }
        var may = account.get().check(wish.months(), today, wish.quarterly(), TERMS);
        if (may instanceof Paying.Refused) {
            return may;
        }
        if (wish.paidBy() != null
                && (wish.paidBy().equals(wish.member())
                        || roster.find(county, wish.paidBy()).isEmpty())) {
            return new Paying.Refused("dues.no.payer");
        }
        var dues = wish.months().stream()
                .sorted()
                .map(month -> new Due(month, known.owed(month)))
                .toList();
        long owed = dues.stream().mapToLong(Due::fen).sum();
        if (wish.fen() < owed) {
            return new Paying.Refused("dues.no.less", Money.yuan(owed));
        }
        var id = Ids.next();
        store.pay(county, id, branch, lo(county, branch), wish, dues, actor, today, Now.instant());
        write(county, post, "dues.taken", id);
        return new Paying.Done();
    }

    /** The branch decides that less is owed (R-FEE-5); nothing is reduced before the committee above approves. */
    @Transactional
    Paying reduce(int county, UUID branch, ReduceDues wish, @Nullable UUID post) {
        person(county, branch, wish.member());
        if (wish.until().isBefore(wish.from())
                || wish.until().isAfter(wish.from().plusMonths(11))) {
            return new Paying.Refused("dues.no.period");
        }
        if (wish.decision().isBlank() || wish.decision().strip().length() > 60 || wish.fen() < 0) {
            return new Paying.Refused("dues.no.decision");
        }
        var id = Ids.next();
        store.reduce(
                county, id, branch, lo(county, branch), wish, Actor.current().id(), Now.today());
        write(county, post, "dues.reduction.decided", id);
        return new Paying.Done();
    }

    /** Reductions of the organizations numbered lo to hi that wait for a superior. */
    List<Asked> waiting(int county, int lo, int hi, int limit) {
        return store.waiting(county, lo, hi, limit);
    }

    /** The committee above approves. @throws NotHere outside the scope */
    @Transactional
    Paying approve(int county, UUID id, String approval, @Nullable UUID post) {
        var asked = store.reduction(county, id).orElseThrow(NotHere::new);
        var actor = Actor.current().id();
        if (asked.decidedBy().equals(actor)) {
            return new Paying.Refused("dues.no.same-decides");
        }
        if (approval.isBlank() || approval.strip().length() > 60) {
            return new Paying.Refused("dues.no.approval");
        }
        if (!store.approve(county, id, approval.strip(), actor, Now.today())) {
            throw new Overtaken();
        }
        write(county, post, "dues.reduction.approved", id);
        return new Paying.Done();
    }

    /** The collector brought money of a year to the account (R-FEE-6). */
    @Transactional
    Paying deposit(int county, UUID branch, DepositDues wish, @Nullable UUID post) {
        var today = Now.today();
        if (wish.on().isAfter(today) || wish.year() > wish.on().getYear() || wish.year() < today.getYear() - 1) {
            return new Paying.Refused("dues.no.day");
        }
        if (wish.slip().isBlank() || wish.slip().strip().length() > 40) {
            return new Paying.Refused("dues.no.slip");
        }
        var sums = sums(county, branch, wish.year());
        if (sums.closedAt() != null) {
            return new Paying.Refused("dues.no.closed", String.valueOf(wish.year()));
        }
        if (wish.fen() <= 0 || wish.fen() > sums.difference()) {
            return new Paying.Refused("dues.no.too-much", Money.yuan(sums.difference()));
        }
        if (slips(county, branch, wish.year()).stream()
                .anyMatch(slip -> slip.slip().equals(wish.slip().strip()))) {
            return new Paying.Refused("dues.no.slip-known");
        }
        var id = Ids.next();
        store.deposit(
                county, id, branch, lo(county, branch), wish, Actor.current().id(), Now.instant());
        write(county, post, "dues.deposited", id);
        return new Paying.Done();
    }

    List<Slip> slips(int county, UUID branch, int year) {
        return store.slips(county, branch, year);
    }

    /** The bookkeeper has seen the bank's slip; never who brought it (R-ROLE-3). @throws NotHere when there is no such slip */
    @Transactional
    Paying confirm(int county, UUID branch, UUID slip, @Nullable UUID post) {
        var found = store.slip(county, slip)
                .filter(one -> one.organization().equals(branch))
                .orElseThrow(NotHere::new);
        var actor = Actor.current().id();
        var may = DuesAccount.checkKeepers(found.collector(), actor);
        if (may instanceof Paying.Refused) {
            return may;
        }
        if (!store.confirm(county, slip, actor, Now.today())) {
            throw new Overtaken();
        }
        write(county, post, "dues.confirmed", slip);
        return new Paying.Done();
    }

    Sums sums(int county, UUID branch, int year) {
        return store.sums(county, List.of(branch), year).getFirst();
    }

    /** Of several, in that order; nothing in it says who paid. */
    List<Sums> sums(int county, List<UUID> branches, int year) {
        return store.sums(county, branches, year);
    }

    /** The bookkeeper closes a year that is over: all money is on the account, and each slip is confirmed. */
    @Transactional
    Paying close(int county, UUID branch, int year, @Nullable UUID post) {
        var actor = Actor.current().id();
        if (Now.today().getYear() <= year) {
            return new Paying.Refused("dues.no.not-over", String.valueOf(year));
        }
        if (store.collected(county, branch, year, actor)) {
            return new Paying.Refused("dues.no.same-person");
        }
        var sums = sums(county, branch, year);
        if (sums.waiting() > 0) {
            return new Paying.Refused("dues.no.unconfirmed", sums.waiting());
        }
        if (sums.difference() != 0) {
            return new Paying.Refused("dues.no.difference", Money.yuan(sums.difference()));
        }
        if (!store.close(county, lo(county, branch), year, sums, actor, Now.instant())) {
            throw new Overtaken();
        }
        write(county, post, "dues.closed", branch);
        return new Paying.Done();
    }

    /** Its sums are shown to the members; by somebody else than who closed (R-FEE-6). @throws NotHere before it is closed */
    @Transactional
    Paying publish(int county, UUID branch, int year, @Nullable UUID post) {
        var actor = Actor.current().id();
        if (store.closer(county, branch, year).orElseThrow(NotHere::new).equals(actor)) {
            return new Paying.Refused("dues.no.same-closes");
        }
        if (!store.publish(county, branch, year, actor, Now.instant())) {
            throw new Overtaken();
        }
        write(county, post, "dues.published", branch);
        return new Paying.Done();
    }

    /** Who collects for the branch keeps no books of it, also where posts changed hands (R-ROLE-3). */
    private Paying keepers(int county, UUID branch, UUID collector) {
        return organizations.tree(county).posts(branch).stream()
                .filter(post -> post.kind() == PartyPostKind.BOOKKEEPER)
                .map(post -> DuesAccount.checkKeepers(collector, post.account()))
                .filter(Paying.Refused.class::isInstance)
                .findFirst()
                .orElseGet(Paying.Done::new);
    }

    private Person person(int county, UUID branch, UUID member) {
        return roster.find(county, member)
                .filter(one -> one.inParty() && one.branch().equals(branch))
                .orElseThrow(NotHere::new);
    }

    private int lo(int county, UUID branch) {
        return organizations
                .tree(county)
                .find(branch)
                .map(PartyOrganization::lo)
                .orElseThrow(NotHere::new);
    }

    static DuesTerms terms() {
        return TERMS;
    }

    private void write(int county, @Nullable UUID post, String action, UUID subject) {
        audit.record(new Entry(county, Actor.current().id(), post, action, subject));
    }
}
