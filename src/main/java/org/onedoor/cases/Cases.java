package org.onedoor.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.Rung;
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

    /** What stays as it happened. */
    private static final Set<Step> LASTING = EnumSet.of(Step.UNDO, Step.PROTECT, Step.CONTACT, Step.PRINT);

    private final CaseStore store;
    private final Keys keys;
    private final RuleBook rules;
    private final CaseNotices notices;
    private final Together together;
    private final Marks marks;
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
            Together together,
            Marks marks,
            Regions regions,
            WorkingCalendar calendar,
            Organizations organizations,
            Catalogue catalogue,
            ApplicationEventPublisher events) {
        this.store = store;
        this.keys = keys;
        this.rules = rules;
        this.notices = notices;
        this.together = together;
        this.marks = marks;
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
            case Decision.Yes(var facts, var lead) -> {
                var at = Now.instant();
                var after = told.with(at, by.actor(), by.post(), facts.toArray(Fact[]::new));
                var moves = together.moves(row, after, step, by, at, lead);
                yield moves.no() != null ? new Stepping.Refused(moves.no()) : finish(row, moves, step, by);
            }
        };
    }

    /** How far these cases are, for whoever must tell it elsewhere; one statement. */
    public List<Progress> progress(int county, Collection<UUID> ids) {
        return store.progress(county, ids);
    }

    /** Writes, tells, and publishes; also for the sweeps. */
    Stepping finish(CaseStore.Row row, Case after, Step step, By by) {
        return finish(row, Together.Moves.alone(after, step), step, by);
    }

    private Stepping finish(CaseStore.Row row, Together.Moves moves, Step step, By by) {
        var after = moves.after();
        var all = new ArrayList<CaseStore.Saved>();
        all.add(new CaseStore.Saved(row, after));
        moves.along().forEach(along -> all.add(new CaseStore.Saved(along.row(), along.after())));
        var saved =
                moves.along().isEmpty() ? store.save(row, after, step, null) : store.saveAll(row.county(), all, step);
        if (!saved) {
            throw new Overtaken();
        }
        if (step == Step.UNDO) {
            notices.callBack(row.county(), moves.undone(row));
        } else {
            notices.moved(row.county(), moves.told(row));
        }
        for (var one : all) {
            events.publishEvent(new CaseEvent.CaseMoved(
                    row.county(),
                    one.after().history().getLast().at(),
                    CaseNotices.event(one.before().id(), one.after().version()),
                    by.actor(),
                    one.before().id(),
                    step,
                    one.after().state()));
        }
        all.forEach(one -> marks.after(one.before(), one.after(), step));
        var undoable = by instanceof By.Staff && !LASTING.contains(step);
        return new Stepping.Done(row.id(), after.state(), after.version(), undoable);
    }

    private sealed interface Decision {
        /** {@code lead}: the case this one is joined to. */
        record Yes(List<Fact> facts, CaseStore.@Nullable Row lead) implements Decision {}

        record No(String key) implements Decision {}

        static Decision yes(Fact... facts) {
            return new Yes(List.of(facts), null);
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
            if (code.needed()
                    && !resident.proven()
                    && (code.typed() == null || !keys.opens(row.county(), row.id(), row.codeIssue(), code.typed()))) {
                return new Stepping.Refused("cases.no.code");
            }
        }
        demand(row, command.step(), by);
        return null;
    }

    /**
     * May {@code by} take this step at all, wherever the case stands?
     *
     * @throws NotYours naming who may
     * @throws NotHere where even that would tell too much
     */
    void demand(CaseStore.Row row, Step step, By by) {
        var is = roles(row, by);
        if (by instanceof By.Staff && row.told().guarded() && is.isEmpty()) {
            throw new NotHere();
        }
        if (by instanceof By.Staff staff && checksHerself(row, step, staff.account())) {
            throw new NotYours("cases.who.not-yourself", named(actsInstead(row, step, staff.account())));
        }
        var may = step.who(row.told());
        if (Collections.disjoint(may, is)) {
            var who = may.iterator().next();
            throw new NotYours(who.key(), named(acts(row, who)));
        }
    }

    private static String named(String name) {
        return name.isEmpty() ? "" : " " + name + " ";
    }

    /** R-ROLE-3: nobody decides what she asked for, looks again at her own refusal, or calls back about her own work. */
    boolean checksHerself(CaseStore.Row row, Step step, UUID account) {
        var told = row.told();
        return switch (step) {
            case DECIDE_EXTENSION -> did(told, Fact.ExtensionAsked.class, account);
            case DECIDE_SEND_BACK -> did(told, Fact.ReturnAsked.class, account);
            case DECIDE_LOOK -> did(told, Fact.Declined.class, account);
            case RECHECK, CONFIRM, OBJECT, RATE, WITHDRAW ->
                holds(row.county(), account, told.owner()) || did(told, Fact.Answered.class, account);
            default -> false;
        };
    }

    private static boolean did(Case told, Class<? extends Fact> what, UUID account) {
        return lastBy(told, what).equals(account);
    }

    /** Who takes the step in place of {@code account}: office, post and name, as they are shown. */
    String actsInstead(CaseStore.Row row, Step step, UUID account) {
        var county = row.county();
        var told = row.told();
        var staffing = organizations.of(county);
        var place = regions.tree(county).get(told.place());
        var post =
                switch (step) {
                    case DECIDE_EXTENSION, DECIDE_LOOK -> superior(row, told.owner(), account, staffing);
                    case DECIDE_SEND_BACK -> dispatcher(row, account, staffing);
                    default ->
                        staffing.callback(
                                place, Set.of(staffing.post(told.owner()).office()), Set.of(account));
                };
        return post.map(acting -> shown(county, acting)).orElseGet(() -> shown(county, staffing.dispatcher(place)));
    }

    /** Who is {@code who} to this case, by name where it is one post. */
    String acts(CaseStore.Row row, Who who) {
        var county = row.county();
        var told = row.told();
        var staffing = organizations.of(county);
        var place = regions.tree(county).get(told.place());
        var none = Optional.<Post>empty();
        var post =
                switch (who) {
                    case CONTACT -> staffing.find(told.contact());
                    case OWNER -> staffing.find(told.owner());
                    case OFFERED -> told.offered() == null ? none : staffing.find(told.offered());
                    case DISPATCHER -> Optional.of(staffing.dispatcher(place));
                    case SUPERIOR -> superior(row, told.owner(), Actor.NOBODY, staffing);
                    case CALLBACK ->
                        told.recheckPost() != null
                                ? staffing.find(told.recheckPost())
                                : staffing.callback(
                                        place,
                                        Set.of(staffing.post(told.owner()).office()),
                                        Set.of());
                    case JOINT, READER, RESIDENT, SYSTEM -> none;
                };
        return post.map(acting -> shown(county, acting)).orElse("");
    }

    /** 柳渡镇民政办 承办 何岸. */
    String shown(int county, Post post) {
        var staffing = organizations.of(county);
        var office = staffing.office(post.office()).name();
        return staffing.holder(post.id(), Now.instant())
                .map(holder -> office + " " + post.title() + " " + holder.name())
                .orElse(office + " " + post.title());
    }

    /**
     * Who decides about the work of {@code owner}: the head of its office (in a village the secretary), then town and
     * county; never {@code account}. A protected case stays inside its office.
     */
    private Optional<Post> superior(CaseStore.Row row, UUID owner, UUID account, Staffing staffing) {
        if (row.told().guarded()) {
            return protectedSuperior(row, owner, account, staffing);
        }
        var place = regions.tree(row.county()).get(row.told().place());
        var of = staffing.post(owner);
        var village = staffing.office(of.office()).level() == Level.VILLAGE;
        return Stream.of(Rung.values())
                .flatMap(rung -> staffing.ladder(of, place, rung).stream())
                .filter(post -> village || post.kind() != PostKind.SECRETARY)
                .filter(post -> !holds(row.county(), account, post.id()))
                .findFirst();
    }

    /** The head of its office, unless the case is about her; else another post for protected cases. */
    private static Optional<Post> protectedSuperior(CaseStore.Row row, UUID owner, UUID account, Staffing staffing) {
        var now = Now.instant();
        var told = row.told();
        return Stream.concat(
                        staffing.postsIn(staffing.post(owner).office()).stream()
                                .filter(post -> post.kind() == PostKind.OFFICE_HEAD),
                        Accused.of(told, staffing).other(staffing, owner, now).stream())
                .filter(post -> staffing.holder(post.id(), now)
                        .filter(holder -> !holder.account().equals(account)
                                && !told.accused().contains(holder.account()))
                        .isPresent())
                .findFirst();
    }

    /** Who decides a return: whoever dispatched it, unless it is {@code account}; else the dispatcher of the place. */
    private Optional<Post> dispatcher(CaseStore.Row row, UUID account, Staffing staffing) {
        var assigned = Case.valid(row.told().history()).reversed().stream()
                .filter(entry -> entry.fact() instanceof Fact.Assigned && entry.post() != null)
                .findFirst()
                .flatMap(entry -> staffing.find(Objects.requireNonNull(entry.post())));
        var usual =
                staffing.dispatcher(regions.tree(row.county()).get(row.told().place()));
        return Stream.of(assigned, Optional.of(usual), staffing.above(usual))
                .flatMap(Optional::stream)
                .filter(post -> staffing.holder(post.id(), Now.instant())
                        .filter(holder -> !holder.account().equals(account))
                        .isPresent())
                .findFirst();
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
                if (told.guarded() && told.accused().contains(staff.account())) {
                    // Standing in for a protected post, or appointed to it since: not in her own matter.
                    return is;
                }
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
                var parties = told.parties();
                if (parties.contains(new Case.Party(Part.JOINT, post.id()))) {
                    is.add(Who.JOINT);
                }
                if (parties.contains(new Case.Party(Part.DECIDER, post.id()))) {
                    is.add(told.returnPending() ? Who.DISPATCHER : Who.SUPERIOR);
                }
                if (!told.guarded()) {
                    addSuperiors(row, staff, is);
                }
                if (!told.guarded() || !is.isEmpty()) {
                    is.add(Who.READER);
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
                    if (!own && levelOf(row.county(), told.owner()) == Level.VILLAGE) {
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

    private Level levelOf(int county, UUID post) {
        var staffing = organizations.of(county);
        return staffing.office(staffing.post(post).office()).level();
    }

    private boolean covers(int county, Post post, Case told) {
        var tree = regions.tree(county);
        return post.scopeKind() == ScopeKind.PLACE && tree.get(post.place()).holds(tree.get(told.place()));
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
        var numbers = rules.of(county, told.filedAt());
        var staffing = organizations.of(county);
        return switch (command) {
            case Command.Accept _ -> Decision.yes(new Fact.Accepted());
            case Command.Decline no -> Decision.yes(new Fact.Declined(no.reason(), no.basis(), no.channel()));
            case Command.LookAgain look -> {
                var declined = lastBy(told, Fact.Declined.class);
                var above = superior(row, told.contact(), declined, staffing);
                yield above.isEmpty() && told.guarded()
                        ? Decision.no("cases.no.look-outside")
                        : Decision.yes(new Fact.LookAsked(
                                look.why(), above.map(Post::id).orElse(null)));
            }
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
                given(row, staffing.post(invite.to()), staffing)
                        .orElseGet(() -> Decision.yes(new Fact.Invited(
                                invite.to(), staffing.post(invite.to()).office(), invite.why())));
            case Command.Ask ask -> ask(row, ask, numbers, now);
            case Command.AllowAskingAgain allow -> Decision.yes(new Fact.AskingAllowed(allow.why()));
            case Command.Supply supply -> supply(row, supply.how(), supply.note(), now);
            case Command.AskExtension extension -> askExtension(row, extension, by, numbers, staffing);
            case Command.DecideExtension decision ->
                Decision.yes(new Fact.ExtensionDecided(
                        decision.granted(),
                        decision.why(),
                        decision.granted() ? days(row).later(told.due(), told.extensionDays()) : told.due()));
            case Command.Answer answer -> answer(told, answer, numbers, now);
            case Command.Deliver _ ->
                told.delivered()
                        ? Decision.no("cases.no.delivered")
                        : Decision.yes(new Fact.Delivered(now.plus(Duration.ofDays(numbers.windowDays()))));
            case Command.Confirm _ ->
                late(told, now, numbers) ? Decision.no("cases.no.window") : Decision.yes(new Fact.Confirmed(how(by)));
            case Command.Disagree object -> disagree(row, object, by, numbers, now, staffing);
            case Command.Recheck recheck -> recheck(row, recheck, now, staffing);
            case Command.Rate rate -> rate(told, rate, by, numbers, now);
            case Command.Withdraw withdraw -> Decision.yes(new Fact.Withdrawn(how(by), withdraw.why()));
            case Command.Merge merge -> merge(row, merge, by);
            case Command.ChangeItem change -> changeItem(row, change);
            case Command.CorrectPlace correct -> correctPlace(row, correct);
            case Command.Protect _ -> {
                // Whoever had a part until now may be whom it is about.
                var named = Accused.named(row.words(), staffing, now);
                var people = Accused.holders(named, staffing, now);
                people.addAll(accused(told, staffing, now));
                var post = Accused.of(told, staffing)
                        .with(people, named.stream().map(staffing::post).toList())
                        .post(staffing);
                yield Decision.yes(new Fact.Protected(post.id(), post.office(), named, List.copyOf(people)));
            }
            case Command.ChangeContact change ->
                given(row, staffing.post(change.to()), staffing)
                        .orElseGet(() -> Decision.yes(new Fact.ContactChanged(change.to(), change.why())));
            case Command.Note note -> Decision.yes(new Fact.Noted(note.note()));
            case Command.Print _ ->
                row.hasPhone()
                        ? Decision.no("cases.no.print-phone")
                        : Decision.yes(new Fact.Printed(told.codeIssue() + 1));
            case Command.Correct(var words, var deadline) ->
                Decision.yes(new Fact.Corrected(
                        words, deadline != null && deadline.isBefore(told.due()) ? deadline : told.due()));
            case Command.Nudge _ -> Decision.yes(new Fact.Nudged());
            case Command.Undo _ -> {
                int from = told.undoableBy(by.actor(), now.minus(UNDO));
                yield from == 0 ? Decision.no("cases.no.undo") : Decision.yes(new Fact.Undone(from));
            }
        };
    }

    private Decision assign(CaseStore.Row row, Command.Assign assign, Staffing staffing) {
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
    private Optional<Decision> given(CaseStore.Row row, Post to, Staffing staffing) {
        if (row.told().guarded()) {
            return Optional.of(Decision.no("cases.no.guarded-stays"));
        }
        if (staffing.holder(to.id(), Now.instant()).isEmpty()) {
            return Optional.of(Decision.no("cases.no.nobody-there"));
        }
        return to.scopeKind() == ScopeKind.PLACE && !covers(row.county(), to, row.told())
                ? Optional.of(Decision.no("cases.no.other-place"))
                : Optional.empty();
    }

    /** Whoever asks for more time does not grant it (R-ROLE-3). */
    private Decision askExtension(
            CaseStore.Row row, Command.AskExtension extension, By by, Rules numbers, Staffing staffing) {
        if (extension.days() > numbers.extensionDays()) {
            return Decision.no("cases.no.extension-long");
        }
        return superior(row, row.told().owner(), by.actor(), staffing)
                .map(post -> Decision.yes(new Fact.ExtensionAsked(extension.days(), extension.why(), post.id())))
                .orElseGet(() -> Decision.no("cases.no.nobody-decides"));
    }

    /** Who did this last. */
    private static UUID lastBy(Case told, Class<? extends Fact> what) {
        return Case.valid(told.history()).reversed().stream()
                .filter(entry -> what.isInstance(entry.fact()))
                .findFirst()
                .map(Entry::actor)
                .orElse(Actor.NOBODY);
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
        return new Decision.Yes(facts, null);
    }

    private static Decision contact(Command.Contact contact) {
        return Set.of("call", "visit", "message").contains(contact.how())
                ? Decision.yes(new Fact.Contacted(contact.how(), contact.note()))
                : Decision.no("cases.no.how");
    }

    private Decision sendBack(CaseStore.Row row, Command.SendBack back, By by, Rules numbers, Instant now) {
        if (row.told().guarded()) {
            return Decision.no("cases.no.guarded-stays");
        }
        var dispatched = row.told().dispatchedAt();
        if (dispatched == null || now.isAfter(days(row).later(dispatched, numbers.returnDays()))) {
            return Decision.no("cases.no.return-late");
        }
        var office = ((By.Staff) by).hat().office().id();
        var decides = dispatcher(row, by.actor(), organizations.of(row.county()));
        return decides.isEmpty()
                ? Decision.no("cases.no.nobody-decides")
                : Decision.yes(
                        new Fact.ReturnAsked(office, back.why(), decides.get().id()));
    }

    private Decision offer(CaseStore.Row row, UUID to, String why, boolean up, Staffing staffing) {
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

    private Decision ask(CaseStore.Row row, Command.Ask ask, Rules numbers, Instant now) {
        return ask.days() > numbers.waitDays()
                ? Decision.no("cases.no.wait-long")
                : Decision.yes(
                        new Fact.Asked(List.copyOf(ask.missing()), days(row).later(now, ask.days())));
    }

    Decision supply(CaseStore.Row row, String how, @Nullable String note, Instant now) {
        if (!Set.of("given", "not-needed", "fetch", "expired").contains(how)) {
            return Decision.no("cases.no.how");
        }
        var told = row.told();
        var due = days(row).extend(told.due(), item(row).promise(), Objects.requireNonNull(told.pausedSince()), now);
        return Decision.yes(new Fact.Supplied(how, note, due));
    }

    private static Decision answer(Case told, Command.Answer answer, Rules numbers, Instant now) {
        if (answer.outcome() != Outcome.SOLVED
                && (answer.reason() == null || answer.reason().isBlank())) {
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

    /** A follow-up of a low mark may take three weeks, so the second mark has as long again. */
    private static boolean secondLate(Case told, Instant now, Rules numbers) {
        var rated = told.ratedAt();
        return rated == null || now.isAfter(rated.plus(Duration.ofDays(2L * numbers.ratingDays())));
    }

    private static String how(By by) {
        return switch (by) {
            case By.Resident resident -> resident.proven() ? "phone-login" : "code";
            case By.Staff _ -> "callback";
            case By.Clockwork _ -> "system";
        };
    }

    /**
     * 重办 with the same people and a new promise; the second objection goes one level up (foundations §27). A third does not
     * open it again: it is for the county's leaders (R-REQ-8), and the page says how to reach them.
     */
    private Decision disagree(
            CaseStore.Row row, Command.Disagree object, By by, Rules numbers, Instant now, Staffing staffing) {
        if (late(row.told(), now, numbers)) {
            return Decision.no("cases.no.window");
        }
        if (row.told().round() > numbers.objections()) {
            return Decision.no("cases.no.third");
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
            case "not-solved" ->
                Decision.yes(
                        result,
                        reopening(row, "callback", Objects.requireNonNullElse(recheck.note(), ""), now, staffing));
            default -> Decision.no("cases.no.how");
        };
    }

    /** Once per visit; after a low rating was followed up, once more, and both are kept (R-REQ-10, R-REQ-11). */
    private static Decision rate(Case told, Command.Rate rate, By by, Rules numbers, Instant now) {
        var first = told.firstRating();
        if (first == null ? late(told, now, numbers) : secondLate(told, now, numbers)) {
            return Decision.no("cases.no.window");
        }
        var allowed = first == null || told.ratings() == 1 && first <= 2;
        return allowed
                ? Decision.yes(new Fact.Rated(rate.score(), rate.comment(), rate.show(), how(by)))
                : Decision.no("cases.no.rated");
    }

    private Decision merge(CaseStore.Row row, Command.Merge merge, By by) {
        if (!row.publicMatter()) {
            return Decision.no("cases.no.merge-personal");
        }
        var lead = together.lead(row, merge.other(), by);
        if (lead.isEmpty()) {
            return Decision.no("cases.no.merge-gone");
        }
        return lead.get().publicMatter()
                ? new Decision.Yes(List.of(new Fact.MergedInto(lead.get().id())), lead.get())
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
        return place.isEmpty()
                        || place.get().level().compareTo(Level.VILLAGE) < 0
                        || place.get().closed()
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
