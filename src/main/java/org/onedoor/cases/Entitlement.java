package org.onedoor.cases;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.Rung;
import org.onedoor.organizations.ScopeKind;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Level;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Component;

/**
 * Who somebody is to a case, who may take which step, and who acts instead of whoever may not (R-ROLE-1, R-ROLE-3). Refusals
 * name the person who may.
 */
@Component
class Entitlement {

    private final Keys keys;
    private final Regions regions;
    private final Organizations organizations;

    Entitlement(Keys keys, Regions regions, Organizations organizations) {
        this.keys = keys;
        this.regions = regions;
        this.organizations = organizations;
    }

    /** Who this is to the case; throws when the step is somebody else's. Returns a refusal where a key is missing. */
    Stepping.@Nullable Refused refusal(CaseStore.Row row, Command command, By by) {
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
    Optional<Post> superior(CaseStore.Row row, UUID owner, UUID account, Staffing staffing) {
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
    Optional<Post> dispatcher(CaseStore.Row row, UUID account, Staffing staffing) {
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
            case Command.Say(var _, var typed) -> new Code(true, typed);
            case Command.ChangeTelling(var _, var _, var typed) -> new Code(true, typed);
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

    boolean covers(int county, Post post, Case told) {
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

    /** Who did this last. */
    static UUID lastBy(Case told, Class<? extends Fact> what) {
        return Case.valid(told.history()).reversed().stream()
                .filter(entry -> what.isInstance(entry.fact()))
                .findFirst()
                .map(Entry::actor)
                .orElse(Actor.NOBODY);
    }
}
