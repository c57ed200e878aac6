package org.onedoor.organizations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Directory;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.PlaceTree;

/**
 * 人岗 · Who answers for what in one county: an immutable snapshot, so that every question here costs no statement
 * (foundations §22). Methods without a moment ask for {@link Now}.
 */
public final class Staffing {

    private final int county;
    private final Roster roster;
    private final Directory people;
    private final PlaceTree places;

    Staffing(int county, Roster roster, Directory people, PlaceTree places) {
        this.county = county;
        this.roster = roster;
        this.people = people;
        this.places = places;
    }

    boolean madeOf(Roster roster, Directory people, PlaceTree places) {
        return this.roster == roster && this.people == people && this.places == places;
    }

    /** @throws NotHere when the county has no such office */
    public Office office(UUID id) {
        return findOffice(id).orElseThrow(NotHere::new);
    }

    public Optional<Office> findOffice(UUID id) {
        return Optional.ofNullable(roster.offices.get(id));
    }

    /** Also a post that has ended: old records name it. @throws NotHere when the county has no such post */
    public Post post(UUID id) {
        return find(id).orElseThrow(NotHere::new);
    }

    public Optional<Post> find(UUID post) {
        return Optional.ofNullable(roster.posts.get(post));
    }

    public Collection<Office> offices() {
        return Collections.unmodifiableCollection(roster.offices.values());
    }

    /** Posts that have not ended. */
    public Collection<Post> posts() {
        return roster.posts.values().stream().filter(post -> !ended(post.id())).toList();
    }

    public boolean ended(UUID post) {
        return roster.ended.contains(post);
    }

    /** The office right above in the office tree. */
    public Optional<Office> above(Office office) {
        return Optional.ofNullable(roster.aboveOf.get(office.id()));
    }

    /** The offices right below; of null the topmost ones. */
    List<Office> below(@Nullable Office office) {
        return office == null ? roster.roots : roster.below.getOrDefault(office.id(), List.of());
    }

    /** Offices that serve exactly this place. */
    public List<Office> officesOf(UUID place) {
        return List.copyOf(roster.officesOf.getOrDefault(place, List.of()));
    }

    /** Posts that serve exactly this place. */
    public List<Post> postsOf(UUID place) {
        return List.copyOf(roster.postsOf.getOrDefault(place, List.of()));
    }

    /** Posts of one office. */
    public List<Post> postsIn(UUID office) {
        return List.copyOf(roster.postsIn.getOrDefault(office, List.of()));
    }

    /** Who answers for the post at that moment: the one appointed, or who stands in while she is away. */
    public Optional<Holder> holder(UUID post, Instant at) {
        var appointed = appointed(post, at);
        if (appointed.isEmpty()) {
            return Optional.empty();
        }
        var away = awayFrom(post, appointed.get(), at);
        if (away.isEmpty()) {
            return person(appointed.get(), false);
        }
        var standIn = away.get().standIn();
        return standIn == null || awayEverywhere(standIn, at) ? Optional.empty() : person(standIn, true);
    }

    /** The account appointed to the post, present or not. */
    public Optional<UUID> appointed(UUID post, Instant at) {
        return terms(post)
                .filter(term -> term.covers(at))
                .map(Roster.Term::account)
                .findFirst();
    }

    /** Somebody of the county's accounts, with a post or without. */
    public Optional<Directory.Person> person(UUID account) {
        return people.find(account);
    }

    /** Accounts that are not locked and are like this, by name. */
    public List<Directory.Person> people(Predicate<Directory.Person> like) {
        return people.all().stream()
                .filter(person -> person.active() && like.test(person))
                .sorted(Comparator.comparing(Directory.Person::name))
                .toList();
    }

    /** Every post the account may act under: held, and stood in for. */
    public List<Hat> hats(UUID account, Instant at) {
        var hats = new ArrayList<Hat>();
        for (var term : roster.termsBy.getOrDefault(account, List.of())) {
            if (term.covers(at)) {
                hat(term.post(), false).ifPresent(hats::add);
            }
        }
        for (var away : roster.standingIn.getOrDefault(account, List.of())) {
            if (away.covers(at)
                    && appointed(away.post(), at).filter(away.account()::equals).isPresent()) {
                hat(away.post(), true).ifPresent(hats::add);
            }
        }
        return hats;
    }

    /**
     * 联系人 · The post whose holder is first asked for a matter of this place (R-REQ-5): on duty by day and hour, else a
     * clerk of the place, else the fallback. Never none in a county that has a supervisor.
     */
    public Post contact(Place place, Instant at) {
        var desk = desk(place);
        return Stream.of(duty(desk, at).stream(), of(desk, PostKind.CLERK), fallback(desk).stream())
                .flatMap(posts -> posts)
                .filter(post -> present(post, at))
                .findFirst()
                .orElseGet(() -> last(desk));
    }

    /** Village secretary → town dispatcher → town supervisor → county supervisors; held or not. */
    public List<Post> fallback(Place place) {
        var chain = new ArrayList<Post>();
        above(place, Level.VILLAGE)
                .ifPresent(village -> of(village, PostKind.SECRETARY).forEach(chain::add));
        above(place, Level.TOWN).ifPresent(town -> {
            of(town, PostKind.DISPATCHER).forEach(chain::add);
            of(town, PostKind.SUPERVISOR).forEach(chain::add);
        });
        of(places.root(), PostKind.SUPERVISOR).forEach(chain::add);
        return chain;
    }

    /**
     * The post of the office of this kind that serves the place of {@code level} at or above {@code place}. In a village
     * the committee answers for every kind. Empty where nobody holds such a post: then it is the dispatcher's to place.
     */
    public Optional<Post> handler(String officeKind, Level level, Place place) {
        var at = Now.instant();
        return above(place, level).stream()
                .flatMap(own -> roster.officesOf.getOrDefault(own.id(), List.of()).stream()
                        .filter(office -> office.level() == level)
                        .filter(office -> office.kind().equals(officeKind)
                                || level == Level.VILLAGE && office.kind().equals(Office.VILLAGE_COMMITTEE))
                        .sorted((one, other) -> Boolean.compare(
                                other.kind().equals(officeKind), one.kind().equals(officeKind))))
                .flatMap(office -> in(
                        office,
                        PostKind.HANDLER,
                        level == Level.VILLAGE ? PostKind.CLERK : PostKind.OFFICE_HEAD,
                        level == Level.VILLAGE ? PostKind.SECRETARY : PostKind.CLERK))
                .filter(post -> present(post, at))
                .findFirst();
    }

    /** Who assigns what rules could not place: the town's dispatcher, else whoever the fallback names above the village. */
    public Post dispatcher(Place place) {
        var at = Now.instant();
        var desk = above(place, Level.TOWN).orElseGet(places::root);
        return Stream.of(of(desk, PostKind.DISPATCHER), of(places.root(), PostKind.DISPATCHER), fallback(desk).stream())
                .flatMap(posts -> posts)
                .filter(post -> present(post, at))
                .findFirst()
                .orElseGet(() -> last(desk));
    }

    /** 上报: village → town → county; a town's office goes to the county's office of its kind, else to its dispatcher. */
    public Optional<Post> above(Post post) {
        var at = Now.instant();
        var place = places.get(post.place());
        return switch (place.level()) {
            case GRID, VILLAGE ->
                Optional.of(dispatcher(place)).filter(up -> !up.id().equals(post.id()));
            case TOWN ->
                handler(office(post.office()).kind(), Level.COUNTY, place)
                        .or(() -> Stream.concat(
                                        of(places.root(), PostKind.DISPATCHER), of(places.root(), PostKind.SUPERVISOR))
                                .filter(up -> present(up, at))
                                .findFirst())
                        .filter(up -> !up.id().equals(post.id()));
            case COUNTY -> Optional.empty();
        };
    }

    /**
     * Whom an overdue case of {@code owner} is told to. A missing superior is skipped upward; nobody is told of her own.
     * A protected case stays inside its office (R-REQ-14).
     */
    public List<Post> ladder(Post owner, Place place, Rung rung) {
        var at = Now.instant();
        if (owner.kind() == PostKind.PROTECTED) {
            return in(office(owner.office()), PostKind.OFFICE_HEAD)
                    .filter(post -> present(post, at) && !sameAccount(post, owner, at))
                    .toList();
        }
        for (var step = rung; ; step = step.next()) {
            var told = rung(owner, place, step)
                    .filter(post -> !post.id().equals(owner.id()))
                    .filter(post -> present(post, at) && !sameAccount(post, owner, at))
                    .toList();
            if (!told.isEmpty() || step == Rung.COUNTY) {
                return told;
            }
        }
    }

    private Stream<Post> rung(Post owner, Place place, Rung rung) {
        return switch (rung) {
            case HEAD ->
                Stream.concat(
                        in(office(owner.office()), PostKind.OFFICE_HEAD),
                        above(place, Level.VILLAGE).stream().flatMap(village -> of(village, PostKind.SECRETARY)));
            case TOWN -> above(place, Level.TOWN).stream().flatMap(town -> of(town, PostKind.SUPERVISOR));
            case COUNTY -> of(places.root(), PostKind.SUPERVISOR);
        };
    }

    /**
     * Who rechecks and takes ratings by phone: outside these offices and not these people (R-ROLE-3), and able to open a
     * case of this place. The town's, the county's, then another town's whose office it comes to as a party; a supervisor
     * where there is none.
     */
    public Optional<Post> callback(Place place, Set<UUID> notOffices, Set<UUID> notAccounts) {
        return calls(place, notOffices, notAccounts, true);
    }

    /** As {@link #callback}, also another town's that sees nothing of the case: it is handed what it has to ask. */
    public Optional<Post> caller(Place place, Set<UUID> notOffices, Set<UUID> notAccounts) {
        return calls(place, notOffices, notAccounts, false);
    }

    private Optional<Post> calls(Place place, Set<UUID> notOffices, Set<UUID> notAccounts, boolean opening) {
        var at = Now.instant();
        var town = above(place, Level.TOWN);
        return Stream.of(
                        town.stream().flatMap(own -> of(own, PostKind.CALLBACK)),
                        of(places.root(), PostKind.CALLBACK),
                        places.all(Level.TOWN).stream().flatMap(other -> of(other, PostKind.CALLBACK)),
                        town.stream().flatMap(own -> of(own, PostKind.SUPERVISOR)),
                        of(places.root(), PostKind.SUPERVISOR))
                .flatMap(posts -> posts)
                .filter(post -> !opening || opens(post, place))
                .filter(post -> !notOffices.contains(post.office()))
                .filter(post -> holder(post.id(), at)
                        .filter(holder -> !notAccounts.contains(holder.account()))
                        .isPresent())
                .findFirst();
    }

    /** A post of an office sees what it is a party of, wherever that is; a post of a place what lies in it. */
    private boolean opens(Post post, Place place) {
        return post.scopeKind() == ScopeKind.OFFICE || places.get(post.place()).holds(place);
    }

    /**
     * The county's post for protected cases that is neither a person nor a unit complained of nor below one (R-REQ-14).
     *
     * @throws NoProtectedPost when none is left
     */
    public Post protectedPost(Set<UUID> notAccounts, Set<UUID> notOffices) {
        return protectedPost(notAccounts, notOffices, null);
    }

    /** As above, and not {@code gone}, which is just ending. */
    public Post protectedPost(Set<UUID> notAccounts, Set<UUID> notOffices, @Nullable UUID gone) {
        var at = Now.instant();
        var shut = new HashSet<>(notOffices);
        // Whoever heads an office stands above everybody in it.
        for (var account : notAccounts) {
            for (var hat : hats(account, at)) {
                if (hat.post().kind() == PostKind.OFFICE_HEAD || hat.post().kind() == PostKind.SECRETARY) {
                    shut.add(hat.post().office());
                }
            }
        }
        var open = of(places.root(), PostKind.PROTECTED)
                .filter(post -> !post.id().equals(gone))
                .filter(post -> shut.stream().noneMatch(office -> sameOfficeOrBelow(post, office)))
                .filter(post -> answering(post, at).stream().noneMatch(notAccounts::contains))
                .toList();
        return open.stream()
                .filter(post -> present(post, at))
                .findFirst()
                .or(() -> open.stream().findFirst())
                .orElseThrow(NoProtectedPost::new);
    }

    /** Whether the post belongs to this office or one below it. */
    public boolean sameOfficeOrBelow(Post post, UUID office) {
        return findOffice(office)
                .filter(above -> above.holds(office(post.office())))
                .isPresent();
    }

    /** R-ROLE-3: may one check what the other did? Not in the same office, and not the same person under two hats. */
    public boolean mayCheck(Post checker, Post of) {
        return !checker.id().equals(of.id())
                && !checker.office().equals(of.office())
                && !sameAccount(checker, of, Now.instant());
    }

    /** Posts on duty for the place at that moment whose holder is there; a grid's are its village's. */
    public List<Post> duty(Place place, Instant at) {
        var local = Now.local(at);
        int minute = local.getHour() * 60 + local.getMinute();
        return shifts(desk(place), local.toLocalDate()).stream()
                .filter(shift -> shift.from() <= minute && minute < shift.to())
                .flatMap(shift -> find(shift.post()).stream())
                .filter(post -> present(post, at))
                .toList();
    }

    /** Out of hours: on duty in the town at that moment, else the post the town names for it. */
    public Optional<Post> outOfHours(Place place, Instant at) {
        return above(place, Level.TOWN)
                .flatMap(town -> duty(town, at).stream().findFirst().or(() -> Optional.ofNullable(
                                roster.standby.get(town.id()))
                        .flatMap(this::find)
                        .filter(post -> present(post, at))));
    }

    /** Who takes what cannot wait: on duty here, else out of hours in the town, else the contact. */
    public Post urgent(Place place, Instant at) {
        return duty(place, at).stream()
                .findFirst()
                .or(() -> outOfHours(place, at))
                .orElseGet(() -> contact(place, at));
    }

    /** Whom to ask now, with what the public is told about it. */
    public OnDuty onDuty(Place place, Instant at) {
        var there = duty(place, at);
        var asked = there.isEmpty() ? contact(place, at) : there.getFirst();
        return shown(
                asked,
                at,
                !there.isEmpty(),
                there.isEmpty() ? outOfHours(place, at).orElse(null) : null);
    }

    private OnDuty shown(Post post, Instant at, boolean now, @Nullable Post urgent) {
        return new OnDuty(
                post,
                office(post.office()),
                holder(post.id(), at).orElse(null),
                now,
                urgent == null ? null : shown(urgent, at, true, null));
    }

    /** The shifts that hold for this place on this day; those of a single day replace the weekday's. */
    List<Roster.Shift> shifts(Place desk, LocalDate day) {
        var all = roster.shiftsAt.getOrDefault(desk.id(), List.of());
        var once = all.stream().filter(shift -> day.equals(shift.day())).toList();
        return once.isEmpty()
                ? all.stream()
                        .filter(shift -> shift.weekday() == day.getDayOfWeek())
                        .toList()
                : once;
    }

    Roster roster() {
        return roster;
    }

    PlaceTree places() {
        return places;
    }

    Directory people() {
        return people;
    }

    /** The place whose roster and clerk serve this one: a grid has its village's. */
    Place desk(Place place) {
        return place.level() == Level.GRID ? above(place, Level.VILLAGE).orElse(place) : place;
    }

    private Post last(Place place) {
        return fallback(place).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("County " + county + " has no supervisor"));
    }

    private Optional<Place> above(Place place, Level level) {
        return places.above(place.id(), level);
    }

    private Stream<Post> of(Place place, PostKind kind) {
        return roster.postsOf.getOrDefault(place.id(), List.of()).stream().filter(post -> post.kind() == kind);
    }

    private Stream<Post> in(Office office, PostKind... kinds) {
        return Stream.of(kinds).flatMap(kind -> roster.postsIn.getOrDefault(office.id(), List.of()).stream()
                .filter(post -> post.kind() == kind));
    }

    private Stream<Roster.Term> terms(UUID post) {
        return roster.termsOf.getOrDefault(post, List.of()).stream();
    }

    private boolean present(Post post, Instant at) {
        return holder(post.id(), at).isPresent();
    }

    /** Everybody who has a hand in the post now: the one appointed and the stand-in. */
    private Set<UUID> answering(Post post, Instant at) {
        var all = new LinkedHashSet<UUID>();
        appointed(post.id(), at).ifPresent(all::add);
        holder(post.id(), at).ifPresent(holder -> all.add(holder.account()));
        return all;
    }

    private boolean sameAccount(Post one, Post other, Instant at) {
        return !Collections.disjoint(answering(one, at), answering(other, at));
    }

    private Optional<Roster.Away> awayFrom(UUID post, UUID account, Instant at) {
        return roster.awayFrom.getOrDefault(post, List.of()).stream()
                .filter(away -> away.account().equals(account) && away.covers(at))
                .findFirst();
    }

    /** A stand-in who is away herself stands in for nobody. */
    private boolean awayEverywhere(UUID account, Instant at) {
        var held = roster.termsBy.getOrDefault(account, List.of()).stream()
                .filter(term -> term.covers(at))
                .toList();
        return !held.isEmpty()
                && held.stream()
                        .allMatch(term -> awayFrom(term.post(), account, at).isPresent());
    }

    private Optional<Holder> person(UUID account, boolean standIn) {
        return people.find(account)
                .filter(person -> person.active() && person.admin() == null)
                .map(person -> new Holder(account, person.name(), person.phone(), standIn));
    }

    private Optional<Hat> hat(UUID post, boolean standIn) {
        return find(post).map(own -> {
            var office = office(own.office());
            var scope =
                    switch (own.scopeKind()) {
                        case PLACE -> {
                            var place = places.get(own.place());
                            yield new Scope.Place(county, place.lo(), place.hi());
                        }
                        case OFFICE -> new Scope.Office(county, office.lo(), office.hi());
                    };
            return new Hat(own, office, scope, standIn);
        });
    }
}
