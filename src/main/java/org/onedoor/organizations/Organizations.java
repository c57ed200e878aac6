package org.onedoor.organizations;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Accounts;
import org.onedoor.accounts.Directory;
import org.onedoor.accounts.NewAccount;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.frame.Actor;
import org.onedoor.frame.CountyEvent;
import org.onedoor.frame.Ids;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Snapshot;
import org.onedoor.frame.Snapshots;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 机构簿 · Offices, posts and who holds them: asked from memory, changed here under the County scope. */
@Service
@Transactional(readOnly = true)
public class Organizations {

    /** Who held what until lately is still asked by the seeder and by lists of the last months. */
    private static final Duration KEPT = Duration.ofDays(400);
    /** Widths of the office tree by depth: 127 roots, 255 children each, 255 each, 31 each, then single numbers. */
    private static final int[] WIDTHS = {1 << 24, 1 << 16, 1 << 8, 1 << 3, 1};

    private final RosterStore store;
    private final Accounts accounts;
    private final Regions regions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Snapshot<Roster> rosters;
    private final Map<Integer, Staffing> staffing = new ConcurrentHashMap<>();

    Organizations(
            RosterStore store,
            Accounts accounts,
            Regions regions,
            Audit audit,
            ApplicationEventPublisher events,
            Snapshots snapshots) {
        this.store = store;
        this.accounts = accounts;
        this.regions = regions;
        this.audit = audit;
        this.events = events;
        this.rosters = snapshots.of(
                "organizations.roster",
                county -> store.load(county, Now.instant().minus(KEPT)));
    }

    /** Who answers for what in this county; from memory, no scope needed. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Staffing of(int county) {
        var roster = rosters.of(county);
        var people = accounts.directory(county);
        var places = regions.tree(county);
        var last = staffing.get(county);
        if (last != null && last.madeOf(roster, people, places)) {
            return last;
        }
        var fresh = new Staffing(county, roster, people, places);
        staffing.put(county, fresh);
        return fresh;
    }

    /** Whom to ask for this place at this moment, for the home page. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public OnDuty duty(int county, Place place, Instant at) {
        return of(county).onDuty(place, at);
    }

    /** @throws IllegalArgumentException when there is no room left below the parent */
    @Transactional
    public Office add(AddOffice office) {
        int county = office.county();
        int depth = 0;
        int first = 1;
        int end = Integer.MAX_VALUE;
        if (office.parent() != null) {
            var parent = store.spot(county, office.parent()).orElseThrow(NotHere::new);
            depth = parent.depth() + 1;
            first = parent.lo() + 1;
            end = parent.hi();
        }
        int width = WIDTHS[Math.min(depth, WIDTHS.length - 1)];
        int lo = Math.max(first, store.lastChild(county, office.parent()) + 1);
        if (lo > end - width + 1) {
            throw new IllegalArgumentException("No room for another office below " + office.parent());
        }
        var made = new Office(
                Ids.next(),
                lo,
                lo + width - 1,
                office.name().strip(),
                office.nameEn(),
                office.level(),
                office.place(),
                office.kind(),
                office.phone(),
                office.address(),
                office.hours());
        store.insert(county, made, office.parent());
        rosters.changed(county);
        record(county, "organizations.office-added", made.id());
        return made;
    }

    @Transactional
    public void describe(int county, UUID office, String name, String phone, String address, @Nullable String hours) {
        store.describe(county, office, name.strip(), phone, address, hours);
        rosters.changed(county);
        record(county, "organizations.office-changed", office);
    }

    @Transactional
    public Post add(AddPost post) {
        int county = post.county();
        var place = post.place() == null ? office(county, post.office()).place() : post.place();
        var made = new Post(
                Ids.next(),
                post.office(),
                place,
                post.title().strip(),
                post.titleEn(),
                post.kind(),
                post.scopeKind(),
                null);
        store.insert(county, made, Now.instant());
        rosters.changed(county);
        record(county, "organizations.post-added", made.id());
        return made;
    }

    /** 定责: what this post answers for; empty: as every post of its kind. */
    @Transactional
    public void duties(int county, UUID post, String duties) {
        if (!store.lock(county, post)) {
            throw new NotHere();
        }
        store.duties(county, post, duties.isBlank() ? null : duties.strip());
        rosters.changed(county);
        record(county, "organizations.duties-changed", post);
    }

    /** Whoever held the post until then holds it no longer. */
    @Transactional
    public Appointing appoint(Appoint appointment) {
        int county = appointment.county();
        var person = accounts.person(county, appointment.account());
        if (person.isEmpty() || !person.get().active()) {
            return new Appointing.Refused("organizations.appoint.locked");
        }
        if (person.get().admin() != null) {
            return new Appointing.Refused("organizations.appoint.admin");
        }
        if (!store.lock(county, appointment.post())) {
            return new Appointing.Refused("organizations.appoint.ended");
        }
        var now = Now.instant();
        boolean begun = !appointment.since().isAfter(now);
        var before = store.cut(county, appointment.post(), appointment.since());
        var id = Ids.next();
        store.appoint(county, id, appointment, begun);
        rosters.changed(county);
        record(county, "organizations.appointed", appointment.post());
        if (begun) {
            events.publishEvent(
                    new PostFilled(county, now, Ids.next(), actor(), appointment.post(), appointment.account()));
            before.filter(account -> !account.equals(appointment.account()))
                    .ifPresent(account -> accounts.endSessions(county, account));
        }
        return new Appointing.Done(id);
    }

    /** Ends who holds the post now; nobody holds it until the next appointment. */
    @Transactional
    public void vacate(int county, UUID post) {
        if (!store.lock(county, post)) {
            throw new NotHere();
        }
        var now = Now.instant();
        store.cut(county, post, now).ifPresent(account -> {
            events.publishEvent(new PostVacated(county, now, Ids.next(), actor(), post, account));
            accounts.endSessions(county, account);
        });
        rosters.changed(county);
        record(county, "organizations.vacated", post);
    }

    /** Ends the post itself. */
    @Transactional
    public void end(int county, UUID post) {
        var now = Now.instant();
        if (!store.end(county, post, now)) {
            throw new NotHere();
        }
        store.cut(county, post, now).ifPresent(account -> accounts.endSessions(county, account));
        events.publishEvent(new PostEnded(county, now, Ids.next(), actor(), post));
        rosters.changed(county);
        record(county, "organizations.post-ended", post);
    }

    /** The holder is away; who stands in for her must be somebody who may log in and is not an administrator. */
    @Transactional
    public GoingAway away(GoAway away) {
        int county = away.county();
        if (!away.until().isAfter(away.since())) {
            return new GoingAway.Refused("organizations.away.backwards");
        }
        var staffing = of(county);
        if (staffing.ended(away.post())
                || staffing.appointed(away.post(), away.since())
                        .filter(away.account()::equals)
                        .isEmpty()) {
            return new GoingAway.Refused("organizations.away.not-held");
        }
        if (staffing.roster().awayFrom.getOrDefault(away.post(), List.of()).stream()
                .anyMatch(other -> other.account().equals(away.account())
                        && other.since().isBefore(away.until())
                        && away.since().isBefore(other.until()))) {
            return new GoingAway.Refused("organizations.away.twice");
        }
        if (away.standIn() != null) {
            var standIn = staffing.people().find(away.standIn());
            if (standIn.isEmpty()
                    || !standIn.get().active()
                    || standIn.get().admin() != null
                    || away.standIn().equals(away.account())) {
                return new GoingAway.Refused("organizations.away.who");
            }
        }
        var now = Now.instant();
        boolean begun = !away.since().isAfter(now);
        var id = Ids.next();
        store.away(id, away, begun);
        rosters.changed(county);
        record(county, "organizations.away-noted", away.post());
        if (begun) {
            events.publishEvent(gone(county, now, away.post(), away.standIn()));
        }
        return new GoingAway.Done(id);
    }

    /** Back early, or not going at all. @param account only if it is hers; null: the administrator may end anybody's */
    @Transactional
    public void back(int county, UUID away, @Nullable UUID account) {
        if (!store.back(county, away, account, Now.instant())) {
            throw new NotHere();
        }
        rosters.changed(county);
        record(county, "organizations.back", away);
    }

    @Transactional
    public void add(AddShift shift) {
        int from = shift.from().toSecondOfDay() / 60;
        int to = shift.to().toSecondOfDay() / 60;
        boolean overnight = to <= from;
        insert(shift, 0, from, overnight ? 24 * 60 : to);
        if (overnight && to > 0) {
            insert(shift, 1, 0, to);
        }
        rosters.changed(shift.county());
        record(shift.county(), "organizations.shift-added", shift.post());
    }

    @Transactional
    public void removeShift(int county, UUID shift) {
        store.removeShift(county, shift);
        rosters.changed(county);
        record(county, "organizations.shift-removed", shift);
    }

    /** Names the post of a town that answers out of hours; null takes it back. */
    @Transactional
    public void outOfHours(int county, UUID town, @Nullable UUID post) {
        store.standby(county, town, post);
        rosters.changed(county);
        record(county, "organizations.standby-named", town);
    }

    /** Rows of an imported file: what is there already stays, the rest is made. */
    @Transactional
    Taken take(int county, List<RosterFile.Row> rows) {
        var staffing = of(county);
        var offices = new HashMap<String, Office>();
        var byName = new HashMap<String, UUID>();
        var posts = new HashMap<String, Post>();
        var logins = new HashMap<String, UUID>();
        for (var office : staffing.offices()) {
            offices.put(RosterFile.Row.key(office.name(), regions.tree(county).get(office.place())), office);
            byName.put(office.name(), office.id());
            staffing.postsIn(office.id()).forEach(post -> posts.put(office.id() + post.title(), post));
        }
        int newOffices = 0;
        int newPosts = 0;
        int newPeople = 0;
        int same = 0;
        for (var row : rows) {
            var office = offices.get(row.key());
            if (office == null) {
                office = add(new AddOffice(
                        county,
                        row.above() == null ? null : byName.get(row.above()),
                        row.office(),
                        null,
                        row.place().level(),
                        row.place().id(),
                        row.kind(),
                        row.phone(),
                        row.address(),
                        null));
                offices.put(row.key(), office);
                byName.put(office.name(), office.id());
                newOffices++;
            }
            var post = posts.get(office.id() + row.title());
            boolean known = post != null;
            if (post == null) {
                post = add(new AddPost(
                        county, office.id(), row.postPlace().id(), row.title(), null, row.postKind(), row.scope()));
                posts.put(office.id() + row.title(), post);
                newPosts++;
            }
            if (row.person() == null) {
                same += known ? 1 : 0;
                continue;
            }
            var person = row.person();
            var account = logins.get(person.login());
            if (account == null) {
                account = staffing.people()
                        .byLogin(person.login())
                        .map(Directory.Person::id)
                        .orElse(null);
            }
            if (account == null) {
                account = accounts.create(new NewAccount(county, person.login(), person.name(), person.phone(), null));
                newPeople++;
            }
            logins.put(person.login(), account);
            if (known
                    && staffing.appointed(post.id(), Now.instant())
                            .filter(account::equals)
                            .isPresent()) {
                same++;
            } else {
                appoint(new Appoint(county, post.id(), account, Now.instant()));
            }
        }
        return new Taken(newOffices, newPosts, newPeople, same);
    }

    /** Announces what has come due: appointments that begin or end today, absences that begin. Each once. */
    @Transactional
    public int announce(int county) {
        var now = Now.instant();
        var due = store.takeDue(county, now);
        for (var one : due) {
            events.publishEvent(
                    switch (one.what()) {
                        case "filled" ->
                            new PostFilled(county, now, Ids.next(), Actor.NOBODY, one.post(), one.account());
                        case "vacated" ->
                            new PostVacated(county, now, Ids.next(), Actor.NOBODY, one.post(), one.account());
                        default -> gone(county, now, one.post(), one.standIn());
                    });
            if ("vacated".equals(one.what())) {
                accounts.endSessions(county, one.account());
            }
        }
        return due.size();
    }

    private void insert(AddShift shift, int daysLater, int from, int to) {
        store.insert(
                shift.county(),
                new Roster.Shift(
                        Ids.next(),
                        shift.place(),
                        shift.weekday() == null ? null : shift.weekday().plus(daysLater),
                        shift.day() == null ? null : shift.day().plusDays(daysLater),
                        from,
                        to,
                        shift.post()));
    }

    private CountyEvent gone(int county, Instant now, UUID post, @Nullable UUID standIn) {
        return standIn == null
                ? new ContactAbsent(county, now, Ids.next(), actor(), post)
                : new StandInBegan(county, now, Ids.next(), actor(), post, standIn);
    }

    /** Made perhaps a moment ago in this transaction, so not yet in the snapshot. */
    private Office office(int county, UUID office) {
        return of(county)
                .findOffice(office)
                .or(() -> store.office(county, office))
                .orElseThrow(NotHere::new);
    }

    private void record(int county, String action, UUID subject) {
        audit.record(new Entry(county, actor(), null, action, subject));
    }

    private static UUID actor() {
        return Actor.current().id();
    }
}
