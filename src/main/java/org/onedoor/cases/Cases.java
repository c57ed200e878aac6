package org.onedoor.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.calendar.WorkingTime;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.catalogue.Kind;
import org.onedoor.frame.Actor;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Overtaken;
import org.onedoor.frame.Role;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.ScopeKind;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Level;
import org.onedoor.regions.Regions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 办件流程 · Takes the steps of a case. The caller binds the scope of the post or receipt it acts under; who may take a step
 * in which state stands in {@link Step}.
 */
@Service
@Transactional(readOnly = true)
public class Cases {

    /** An undo is offered for 10 seconds; its link works a little longer (foundations §27). */
    static final Duration UNDO = Duration.ofSeconds(60);

    private final CaseStore store;
    private final Keys keys;
    private final RuleBook rules;
    private final CaseNotices notices;
    private final Regions regions;
    private final WorkingCalendar calendar;
    private final Organizations organizations;
    private final Catalogue catalogue;
    private final ApplicationEventPublisher events;

    Cases(
            CaseStore store,
            Keys keys,
            RuleBook rules,
            CaseNotices notices,
            Regions regions,
            WorkingCalendar calendar,
            Organizations organizations,
            Catalogue catalogue,
            ApplicationEventPublisher events) {
        this.store = store;
        this.keys = keys;
        this.rules = rules;
        this.notices = notices;
        this.regions = regions;
        this.calendar = calendar;
        this.organizations = organizations;
        this.catalogue = catalogue;
        this.events = events;
    }

    /**
     * Takes the step.
     *
     * @param version the version the caller has seen; 0 = whatever it is now
     * @throws NotHere outside this scope
     * @throws NotYours the step is for somebody else, who is named
     * @throws Overtaken somebody was faster
     */
    @Transactional
    public Stepping take(int county, UUID id, int version, Command command, By by) {
        var row = store.lock(county, id).orElseThrow(NotHere::new);
        var told = row.told();
        if (version > 0 && told.version() != version) {
            throw new Overtaken();
        }
        var refused = entitled(row, command, by);
        if (refused != null) {
            return refused;
        }
        var step = command.step();
        var no = told.refusal(step);
        if (no != null) {
            return new Stepping.Refused(no);
        }
        return switch (decide(row, command, by)) {
            case Decision.No(var key) -> new Stepping.Refused(key);
            case Decision.Yes(var facts) -> {
                var after = told.with(Now.instant(), by.actor(), by.post(), facts.toArray(Fact[]::new));
                yield finish(row, after, step, by);
            }
        };
    }

    /** Writes, tells, and publishes; also for the sweeps. */
    Stepping finish(CaseStore.Row row, Case after, Step step, By by) {
        if (!store.save(row, after, step, null)) {
            throw new Overtaken();
        }
        var event = CaseNotices.event(row.id(), after.version());
        if (step == Step.UNDO) {
            notices.callBack(row, row.told());
        } else {
            notices.moved(row, after, step);
        }
        events.publishEvent(new CaseEvent.CaseMoved(
                row.county(), after.history().getLast().at(), event, by.actor(), row.id(), step, after.state()));
        var undoable = by instanceof By.Staff && step != Step.UNDO && step != Step.PROTECT && step != Step.CONTACT;
        return new Stepping.Done(row.id(), after.state(), after.version(), undoable);
    }

    private sealed interface Decision {
        record Yes(List<Fact> facts) implements Decision {}

        record No(String key) implements Decision {}

        static Decision yes(Fact... facts) {
            return new Yes(List.of(facts));
        }

        static Decision no(String key) {
            return new No(key);
        }
    }

    /** Who this is to the case; throws when the step is somebody else's. Returns a refusal where a key is missing. */
    private Stepping.@Nullable Refused entitled(CaseStore.Row row, Command command, By by) {
        if (by instanceof By.Resident resident) {
            if (Actor.current().is(Role.STAFF)) {
                return new Stepping.Refused("cases.no.staff-session");
            }
            var code = code(command);
            if (code.needed() && !resident.proven()
                    && (code.typed() == null || !keys.opens(row.county(), row.id(), row.codeIssue(), code.typed()))) {
                return new Stepping.Refused("cases.no.code");
            }
        }
        var is = roles(row, by);
        if (by instanceof By.Staff && row.told().guarded() && is.isEmpty()) {
            throw new NotHere();
        }
        var may = EnumSet.copyOf(command.step().who());
        may.retainAll(is);
        if (may.isEmpty()) {
            throw new NotYours(command.step().who().iterator().next().key());
        }
        return null;
    }

    private record Code(boolean needed, @Nullable String typed) {}

    /** The acts that need the answer code (issue §3, Closing). */
    private static Code code(Command command) {
        return switch (command) {
            case Command.Confirm(var typed) -> new Code(true, typed);
            case Command.Disagree(var _, var typed) -> new Code(true, typed);
            case Command.Rate(var _, var _, var _, var typed) -> new Code(true, typed);
            case Command.Withdraw(var _, var typed) -> new Code(true, typed);
            case Command.LookAgain(var _, var typed) -> new Code(true, typed);
            default -> new Code(false, null);
        };
    }

    /** What {@code by} is to this case. */
    Set<Who> roles(CaseStore.Row row, By by) {
        var told = row.told();
        var is = EnumSet.noneOf(Who.class);
        switch (by) {
            case By.Clockwork _ -> is.add(Who.SYSTEM);
            case By.Resident _ -> is.add(Who.RESIDENT);
            case By.Staff staff -> {
                var post = staff.hat().post();
                if (post.id().equals(told.contact())) {
                    is.add(Who.CONTACT);
                }
                if (post.id().equals(told.owner())) {
                    is.add(Who.OWNER);
                }
                if (post.id().equals(told.offered())) {
                    is.add(Who.OFFERED);
                }
                if (post.id().equals(told.recheckPost())) {
                    is.add(Who.CALLBACK);
                }
                if (!told.guarded()) {
                    addSuperiors(row, staff, is);
                }
            }
        }
        return is;
    }

    private void addSuperiors(CaseStore.Row row, By.Staff staff, Set<Who> is) {
        var told = row.told();
        var post = staff.hat().post();
        var covers = covers(row.county(), post, told);
        var own = holds(row.county(), staff.account(), told.owner());
        switch (post.kind()) {
            case DISPATCHER, SUPERVISOR -> {
                if (covers) {
                    is.add(Who.DISPATCHER);
                    if (!own) {
                        is.add(Who.SUPERIOR);
                    }
                }
            }
            case SECRETARY -> {
                if (covers) {
                    is.add(Who.DISPATCHER);
                    if (!own) {
                        is.add(Who.SUPERIOR);
                    }
                }
            }
            case CLERK -> {
                if (covers) {
                    is.add(Who.DISPATCHER);
                }
            }
            case OFFICE_HEAD -> {
                if (sameOffice(row.county(), post, told.owner()) && !own) {
                    is.add(Who.SUPERIOR);
                }
            }
            case CALLBACK -> {
                if (covers && !own && !sameOffice(row.county(), post, told.owner())) {
                    is.add(Who.CALLBACK);
                }
            }
            case GRID_WORKER, HANDLER, PROTECTED -> {}
        }
    }

    private boolean covers(int county, Post post, Case told) {
        var tree = regions.tree(county);
        return post.scopeKind() == ScopeKind.PLACE
                && tree.get(post.place()).holds(tree.get(told.place()));
    }

    private boolean holds(int county, UUID account, UUID post) {
        return organizations
                .of(county)
                .holder(post, Now.instant())
                .map(holder -> holder.account().equals(account))
                .orElse(false);
    }

    private boolean sameOffice(int county, Post post, UUID other) {
        return organizations.of(county).post(other).office().equals(post.office());
    }

    private Decision decide(CaseStore.Row row, Command command, By by) {
        var county = row.county();
        var told = row.told();
        var now = Now.instant();
        var numbers = rules.of(county);
        var staffing = organizations.of(county);
        return switch (command) {
            case Command.Accept _ -> Decision.yes(new Fact.Accepted());
            case Command.Decline no -> Decision.yes(new Fact.Declined(no.reason(), no.basis(), no.channel()));
            case Command.LookAgain look -> Decision.yes(new Fact.LookAsked(look.why()));
            case Command.DecideLook look ->
                Decision.yes(new Fact.LookDecided(
                        look.accepted(), look.why(), look.accepted() ? promised(row, now) : told.due()));
            case Command.Assign assign -> assign(row, assign, staffing);
            case Command.Take _ -> Decision.yes(new Fact.Taken(Objects.requireNonNull(by.post())));
            case Command.TakeOn _ -> takeOn(told, Objects.requireNonNull(by.post()), staffing);
            case Command.Contact contact -> contact(contact);
            case Command.SendBack back -> sendBack(row, back, by, numbers, now);
            case Command.DecideSendBack decision ->
                Decision.yes(new Fact.ReturnDecided(decision.granted(), decision.why()));
            case Command.Offer offer -> offer(row, offer.to(), offer.why(), false, staffing);
            case Command.Escalate up ->
                staffing.above(staffing.post(told.owner()))
                        .map(above -> offer(row, above.id(), up.why(), true, staffing))
                        .orElseGet(() -> Decision.no("cases.no.top"));
            case Command.AcceptOffer _ -> Decision.yes(new Fact.OfferAccepted(Objects.requireNonNull(by.post())));
            case Command.RefuseOffer refuse ->
                Decision.yes(new Fact.OfferRefused(Objects.requireNonNull(by.post()), refuse.why()));
            case Command.Invite invite ->
                told.guarded()
                        ? Decision.no("cases.no.guarded-stays")
                        : Decision.yes(new Fact.Invited(
                                invite.to(), staffing.post(invite.to()).office(), invite.why()));
            case Command.Ask ask -> ask(row, ask, numbers, now);
            case Command.AllowAskingAgain allow -> Decision.yes(new Fact.AskingAllowed(allow.why()));
            case Command.Supply supply -> supply(row, supply.how(), supply.note(), now);
            case Command.AskExtension extension ->
                extension.days() > numbers.extensionDays()
                        ? Decision.no("cases.no.extension-long")
                        : Decision.yes(new Fact.ExtensionAsked(extension.days(), extension.why()));
            case Command.DecideExtension decision ->
                Decision.yes(new Fact.ExtensionDecided(
                        decision.granted(),
                        decision.why(),
                        decision.granted() ? days(row).later(told.due(), told.extensionDays()) : told.due()));
            case Command.Answer answer -> answer(told, answer, numbers, now);
            case Command.Confirm _ -> late(told, now, numbers) ? Decision.no("cases.no.window")
                    : Decision.yes(new Fact.Confirmed(how(by)));
            case Command.Disagree object -> disagree(row, object, by, numbers, now, staffing);
            case Command.Recheck recheck -> recheck(row, recheck, now, staffing);
            case Command.Rate rate -> rate(told, rate, by, numbers, now);
            case Command.Withdraw withdraw -> Decision.yes(new Fact.Withdrawn(how(by), withdraw.why()));
            case Command.Merge merge -> merge(row, merge);
            case Command.ChangeItem change -> changeItem(row, change);
            case Command.CorrectPlace correct -> correctPlace(row, correct);
            case Command.Protect _ -> {
                var post = staffing.protectedPost(accused(told, staffing, now), Set.of());
                yield Decision.yes(new Fact.Protected(post.id(), post.office()));
            }
            case Command.ChangeContact change -> Decision.yes(new Fact.ContactChanged(change.to(), change.why()));
            case Command.Note note -> Decision.yes(new Fact.Noted(note.note()));
            case Command.Nudge _ -> Decision.yes(new Fact.Nudged());
            case Command.Undo _ -> {
                int from = told.undoableBy(by.actor(), now.minus(UNDO));
                yield from == 0 ? Decision.no("cases.no.undo") : Decision.yes(new Fact.Undone(from));
            }
        };
    }

    private Decision assign(CaseStore.Row row, Command.Assign assign, Staffing staffing) {
        var to = staffing.post(assign.to());
        if (row.told().guarded()) {
            return Decision.no("cases.no.guarded-stays");
        }
        if (!onList(row, to, staffing)) {
            return Decision.no("cases.no.not-village");
        }
        var assigned = new Fact.Assigned(to.id(), to.office(), assign.why());
        return row.told().state() == State.REGISTERED
                ? Decision.yes(new Fact.Accepted(), assigned)
                : Decision.yes(assigned);
    }

    /** R-REQ-13: what is not on the village's list cannot be given to a village as its main duty. */
    private boolean onList(CaseStore.Row row, Post to, Staffing staffing) {
        return staffing.office(to.office()).level() != Level.VILLAGE
                || item(row).authority() == Level.VILLAGE
                || to.id().equals(row.told().contact());
    }

    private static Decision takeOn(Case told, UUID post, Staffing staffing) {
        var facts = new ArrayList<Fact>(3);
        if (told.state() == State.REGISTERED) {
            facts.add(new Fact.Accepted());
        }
        facts.add(new Fact.Assigned(post, staffing.post(post).office(), null));
        facts.add(new Fact.Taken(post));
        return new Decision.Yes(facts);
    }

    private static Decision contact(Command.Contact contact) {
        return Set.of("call", "visit", "message").contains(contact.how())
                ? Decision.yes(new Fact.Contacted(contact.how(), contact.note()))
                : Decision.no("cases.no.how");
    }

    private Decision sendBack(CaseStore.Row row, Command.SendBack back, By by, Rules numbers, Instant now) {
        var dispatched = row.told().dispatchedAt();
        if (dispatched == null
                || now.isAfter(days(row).later(dispatched, numbers.returnDays()))) {
            return Decision.no("cases.no.return-late");
        }
        var office = ((By.Staff) by).hat().office().id();
        return Decision.yes(new Fact.ReturnAsked(office, back.why()));
    }

    private Decision offer(CaseStore.Row row, UUID to, String why, boolean up, Staffing staffing) {
        var post = staffing.post(to);
        if (row.told().guarded()) {
            return Decision.no("cases.no.guarded-stays");
        }
        if (post.id().equals(row.told().owner())) {
            return Decision.no("cases.no.same-owner");
        }
        if (!up && !onList(row, post, staffing)) {
            return Decision.no("cases.no.not-village");
        }
        return Decision.yes(new Fact.Offered(to, post.office(), up, why));
    }

    private Decision ask(CaseStore.Row row, Command.Ask ask, Rules numbers, Instant now) {
        return ask.days() > numbers.waitDays()
                ? Decision.no("cases.no.wait-long")
                : Decision.yes(new Fact.Asked(List.copyOf(ask.missing()), days(row).later(now, ask.days())));
    }

    Decision supply(CaseStore.Row row, String how, @Nullable String note, Instant now) {
        if (!Set.of("given", "not-needed", "fetch", "expired").contains(how)) {
            return Decision.no("cases.no.how");
        }
        var told = row.told();
        var due = days(row).extend(
                told.due(), item(row).promise(), Objects.requireNonNull(told.pausedSince()), now);
        return Decision.yes(new Fact.Supplied(how, note, due));
    }

    private static Decision answer(Case told, Command.Answer answer, Rules numbers, Instant now) {
        if (answer.outcome() != Outcome.SOLVED && (answer.reason() == null || answer.reason().isBlank())) {
            return Decision.no("cases.no.reason");
        }
        // Starts at delivery; until that is known, a day after the answer (foundations §27).
        var window = now.plus(Duration.ofDays(numbers.windowDays() + 1L));
        return told.contactedAt() == null
                ? Decision.yes(
                        new Fact.Contacted("message", null),
                        new Fact.Answered(answer.outcome(), answer.done(), answer.reason(), window))
                : Decision.yes(new Fact.Answered(answer.outcome(), answer.done(), answer.reason(), window));
    }

    private static boolean late(Case told, Instant now, Rules numbers) {
        var answered = told.answeredAt();
        return answered == null || now.isAfter(answered.plus(Duration.ofDays(numbers.ratingDays())));
    }

    private static String how(By by) {
        return switch (by) {
            case By.Resident resident -> resident.proven() ? "phone-login" : "code";
            case By.Staff _ -> "callback";
            case By.Clockwork _ -> "system";
        };
    }

    /** 重办 with the same people and a new promise; the second objection goes one level up (foundations §27). */
    private Decision disagree(
            CaseStore.Row row, Command.Disagree object, By by, Rules numbers, Instant now, Staffing staffing) {
        if (late(row.told(), now, numbers)) {
            return Decision.no("cases.no.window");
        }
        return Decision.yes(reopening(row, how(by), object.why(), now, staffing));
    }

    private Fact reopening(CaseStore.Row row, String how, String why, Instant now, Staffing staffing) {
        var told = row.told();
        var up = told.round() < 2 || told.guarded()
                ? null
                : staffing.above(staffing.post(told.owner())).map(Post::id).orElse(null);
        return new Fact.Objected(how, why, promised(row, now), up);
    }

    private Decision recheck(CaseStore.Row row, Command.Recheck recheck, Instant now, Staffing staffing) {
        var result = new Fact.Rechecked(recheck.result(), recheck.note());
        return switch (recheck.result()) {
            case "solved", "not-reached" -> Decision.yes(result);
            case "not-solved" -> Decision.yes(
                    result, reopening(row, "callback", Objects.requireNonNullElse(recheck.note(), ""), now, staffing));
            default -> Decision.no("cases.no.how");
        };
    }

    /** Once per visit; after a low rating was followed up, once more, and both are kept (R-REQ-10, R-REQ-11). */
    private static Decision rate(Case told, Command.Rate rate, By by, Rules numbers, Instant now) {
        if (late(told, now, numbers)) {
            return Decision.no("cases.no.window");
        }
        var first = told.rating();
        var allowed = first == null || told.ratings() == 1 && first <= 2;
        return allowed
                ? Decision.yes(new Fact.Rated(rate.score(), rate.comment(), rate.show(), how(by)))
                : Decision.no("cases.no.rated");
    }

    private Decision merge(CaseStore.Row row, Command.Merge merge) {
        var other = store.find(row.county(), merge.other());
        if (other.isEmpty() || merge.other().equals(row.id()) || !other.get().told().state().open()) {
            return Decision.no("cases.no.merge-gone");
        }
        return row.publicMatter() && other.get().publicMatter()
                ? Decision.yes(new Fact.MergedInto(merge.other()))
                : Decision.no("cases.no.merge-personal");
    }

    /** Never lengthens what the resident was told. */
    private Decision changeItem(CaseStore.Row row, Command.ChangeItem change) {
        var told = row.told();
        var item = catalogue.of(row.county()).get(change.item());
        if (item.kind() == Kind.NOT_ISSUED) {
            return Decision.no("cases.no.not-issued");
        }
        if (item.protectedPath() || change.type() == RequestType.REPORT) {
            return Decision.no("cases.no.use-protect");
        }
        var due = days(row).due(told.filedAt(), item.promise());
        return Decision.yes(new Fact.ItemChanged(
                item.id(), change.type(), change.urgent(), due.isBefore(told.due()) ? due : told.due()));
    }

    private Decision correctPlace(CaseStore.Row row, Command.CorrectPlace correct) {
        var place = regions.tree(row.county()).find(correct.place());
        return place.isEmpty() || place.get().level().compareTo(Level.VILLAGE) < 0 || place.get().closed()
                ? Decision.no("cases.file.place")
                : Decision.yes(new Fact.PlaceCorrected(correct.place()));
    }

    private static Set<UUID> accused(Case told, Staffing staffing, Instant now) {
        var accused = new java.util.HashSet<UUID>();
        for (var party : told.parties()) {
            staffing.holder(party.post(), now).ifPresent(holder -> accused.add(holder.account()));
        }
        return accused;
    }

    private Instant promised(CaseStore.Row row, Instant from) {
        return days(row).due(from, item(row).promise());
    }

    private Item item(CaseStore.Row row) {
        return catalogue.of(row.county()).get(row.told().item());
    }

    private WorkingTime days(CaseStore.Row row) {
        return calendar.of(row.county(), row.placeLo());
    }
}
