package org.onedoor.organizations;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onedoor.accounts.Directory;
import org.onedoor.frame.Role;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.PlaceTree;

/** Rosters for rule tests, without a database. */
final class ARoster {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    final PlaceTree places;
    private final List<Office> offices = new ArrayList<>();
    private final List<Post> posts = new ArrayList<>();
    private final List<Post> ended = new ArrayList<>();
    private final List<Roster.Term> terms = new ArrayList<>();
    private final List<Roster.Away> away = new ArrayList<>();
    private final List<Roster.Shift> shifts = new ArrayList<>();
    private final List<Roster.Standby> standby = new ArrayList<>();
    private final Map<UUID, Directory.Person> people = new HashMap<>();
    private int next = 1;

    ARoster(PlaceTree places) {
        this.places = places;
    }

    /** A top office, its interval wide enough for what stands below. */
    Office office(Place place, String kind) {
        int lo = next;
        next += 1_000_000;
        return keep(new Office(
                UUID.randomUUID(),
                lo,
                next - 1,
                place.name() + kind,
                null,
                place.level(),
                place.id(),
                kind,
                "1",
                "",
                null));
    }

    Office below(Office above, Place place, String kind) {
        int lo = offices.stream()
                        .filter(office -> above.holds(office) && !office.equals(above))
                        .mapToInt(Office::hi)
                        .max()
                        .orElse(above.lo())
                + 1;
        int width = Math.max(1, (above.hi() - above.lo()) / 1000);
        return keep(new Office(
                UUID.randomUUID(),
                lo,
                lo + width - 1,
                place.name() + kind,
                null,
                place.level(),
                place.id(),
                kind,
                "1",
                "",
                null));
    }

    private Office keep(Office office) {
        offices.add(office);
        return office;
    }

    /** A post somebody new holds. */
    Post held(Office office, Place place, PostKind kind) {
        return heldBy(person(), office, place, kind);
    }

    Post heldBy(UUID account, Office office, Place place, PostKind kind) {
        var post = vacant(office, place, kind);
        terms.add(new Roster.Term(UUID.randomUUID(), post.id(), account, BEGIN, null));
        return post;
    }

    Post vacant(Office office, Place place, PostKind kind) {
        var scope = place.level() == Level.COUNTY || kind == PostKind.HANDLER ? ScopeKind.OFFICE : ScopeKind.PLACE;
        var post = new Post(UUID.randomUUID(), office.id(), place.id(), place.name() + kind, null, kind, scope, null);
        posts.add(post);
        return post;
    }

    UUID person() {
        return person(null, true);
    }

    UUID person(Role admin, boolean active) {
        var id = UUID.randomUUID();
        var name = "p" + people.size();
        people.put(id, new Directory.Person(id, name, name, "+8613900000000", admin, active, 0));
        return id;
    }

    UUID holder(Post post) {
        return terms.stream()
                .filter(term -> term.post().equals(post.id()))
                .findFirst()
                .orElseThrow()
                .account();
    }

    void away(Post post, UUID standIn, Instant since, Instant until) {
        away.add(new Roster.Away(UUID.randomUUID(), post.id(), holder(post), standIn, since, until));
    }

    /** The post ends, and with it whoever held it. */
    void end(Post post, Instant at) {
        posts.remove(post);
        ended.add(post);
        terms.replaceAll(term -> term.post().equals(post.id())
                ? new Roster.Term(term.id(), term.post(), term.account(), term.since(), at)
                : term);
    }

    void weekly(Place place, Post post, DayOfWeek day, int from, int to) {
        shifts.add(new Roster.Shift(UUID.randomUUID(), place.id(), day, null, from * 60, to * 60, post.id()));
    }

    void once(Place place, Post post, LocalDate day, int from, int to) {
        shifts.add(new Roster.Shift(UUID.randomUUID(), place.id(), null, day, from * 60, to * 60, post.id()));
    }

    void standby(Place town, Post post) {
        standby.add(new Roster.Standby(town.id(), post.id()));
    }

    Staffing staffing() {
        return new Staffing(
                1,
                new Roster(offices, posts, ended, terms, away, shifts, standby),
                new Directory(List.copyOf(people.values())),
                places);
    }
}
