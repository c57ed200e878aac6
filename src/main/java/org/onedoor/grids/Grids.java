package org.onedoor.grids;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.onedoor.accounts.Directory;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.StaffActor;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.PlaceTree;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Component;

/** 定格、定人、定责: which grid is whose, and where nobody is; from memory, no statement (foundations §22). */
@Component
class Grids {

    /** What a village cannot be without: who is asked first, and who answers for it. */
    private static final List<PostKind> VILLAGE = List.of(PostKind.SECRETARY, PostKind.CLERK);

    /** A grid and everybody appointed to it, who is there first. */
    record Grid(Place place, List<Worker> workers) {

        Worker.State state() {
            return workers.getFirst().state();
        }
    }

    /** Numbers of the places where somebody is missing, as of one minute. */
    private record Counted(Staffing staffing, PlaceTree tree, long minute, int[] los) {}

    private final Organizations organizations;
    private final Regions regions;
    private final Map<Integer, Counted> counted = new ConcurrentHashMap<>();

    Grids(Organizations organizations, Regions regions) {
        this.organizations = organizations;
        this.regions = regions;
    }

    PlaceTree tree(int county) {
        return regions.tree(county);
    }

    Staffing staffing(int county) {
        return organizations.of(county);
    }

    List<Grid> of(int county, Place village) {
        var staffing = organizations.of(county);
        var now = Now.instant();
        return regions.tree(county).children(village.id()).stream()
                .filter(place -> place.level() == Level.GRID)
                .map(place -> new Grid(place, workers(staffing, place, now)))
                .toList();
    }

    private static List<Worker> workers(Staffing staffing, Place grid, Instant at) {
        var workers = staffing.postsOf(grid.id()).stream()
                .filter(post -> post.kind() == PostKind.GRID_WORKER)
                .map(post -> worker(staffing, post, at))
                .sorted(Comparator.comparing(Worker::state))
                .toList();
        return workers.isEmpty() ? List.of(Worker.NOBODY) : workers;
    }

    /** Posts of the village itself. */
    List<Worker> posts(int county, Place village) {
        var staffing = organizations.of(county);
        var now = Now.instant();
        return staffing.postsOf(village.id()).stream()
                .map(post -> worker(staffing, post, now))
                .toList();
    }

    private static Worker worker(Staffing staffing, Post post, Instant at) {
        var appointed = staffing.appointed(post.id(), at);
        var holder = staffing.holder(post.id(), at);
        var state = holder.isPresent()
                ? holder.get().standIn() ? Worker.State.STOOD_IN : Worker.State.HELD
                : appointed.isPresent() ? Worker.State.AWAY : Worker.State.EMPTY;
        return new Worker(
                state,
                post,
                holder.orElse(null),
                appointed.map(account -> name(staffing, account)).orElse(""));
    }

    private static String name(Staffing staffing, UUID account) {
        return staffing.person(account).map(Directory.Person::name).orElse("");
    }

    /** How many grids and village posts of this place nobody looks after now. */
    int vacant(int county, Place place) {
        int many = 0;
        for (int lo : los(county)) {
            if (place.lo() <= lo && lo <= place.hi()) {
                many++;
            }
        }
        return many;
    }

    private int[] los(int county) {
        var staffing = organizations.of(county);
        var tree = regions.tree(county);
        var now = Now.instant();
        long minute = now.getEpochSecond() / 60;
        var last = counted.get(county);
        if (last == null || last.staffing() != staffing || last.tree() != tree || last.minute() != minute) {
            last = new Counted(staffing, tree, minute, count(staffing, tree, now));
            counted.put(county, last);
        }
        return last.los();
    }

    private static int[] count(Staffing staffing, PlaceTree tree, Instant at) {
        var grids = tree.all(Level.GRID).stream()
                .filter(place -> workers(staffing, place, at).getFirst().state().vacant());
        var villages = tree.all(Level.VILLAGE).stream().flatMap(place -> staffing.postsOf(place.id()).stream()
                .filter(post -> VILLAGE.contains(post.kind()))
                .filter(post -> staffing.holder(post.id(), at).isEmpty())
                .map(_ -> place));
        return Stream.concat(grids, villages).mapToInt(Place::lo).sorted().toArray();
    }

    /** Towns and villages this person may look at: her own, and what lies in them; the system administrator all. */
    List<Place> seen(Actor actor) {
        var tree = regions.tree(actor.county());
        if (tree.isEmpty()) {
            return List.of();
        }
        var all = tree.all(Level.TOWN).stream()
                .flatMap(town -> Stream.concat(Stream.of(town), tree.children(town.id()).stream()))
                .filter(place -> place.level() != Level.GRID);
        if (!(actor instanceof StaffActor staff)) {
            return all.toList();
        }
        var own = staff.hats().stream()
                .map(hat -> tree.get(hat.post().place()))
                .map(place -> place.level() == Level.GRID
                        ? tree.above(place.id(), Level.VILLAGE).orElse(place)
                        : place)
                .toList();
        return all.filter(place -> own.stream().anyMatch(mine -> mine.holds(place)))
                .toList();
    }

    /** What waits for this person to be filled: where she leads; for the system administrator everywhere. */
    int waiting(Actor actor) {
        var tree = regions.tree(actor.county());
        if (tree.isEmpty()) {
            return 0;
        }
        if (!(actor instanceof StaffActor staff)) {
            return actor.is(Role.SYSTEM_ADMIN) ? vacant(actor.county(), tree.root()) : 0;
        }
        var led = staff.hats().stream()
                .filter(hat -> leads(hat.post().kind()))
                .map(Hat::post)
                .map(post -> tree.get(post.place()))
                .toList();
        if (led.isEmpty()) {
            return 0;
        }
        int many = 0;
        for (int lo : los(actor.county())) {
            if (led.stream().anyMatch(place -> place.lo() <= lo && lo <= place.hi())) {
                many++;
            }
        }
        return many;
    }

    private static boolean leads(PostKind kind) {
        return switch (kind) {
            case SECRETARY, DISPATCHER, SUPERVISOR -> true;
            case CLERK, GRID_WORKER, HANDLER, OFFICE_HEAD, CALLBACK, PROTECTED -> false;
        };
    }

    /** Who sees to it that somebody comes: the village's secretary, the town, the county; whoever is there and is not missing. */
    Optional<Post> arranges(int county, Post missing) {
        var staffing = organizations.of(county);
        var place = regions.tree(county).get(missing.place());
        return staffing.fallback(place).stream()
                .filter(post -> !post.id().equals(missing.id()))
                .filter(post -> staffing.holder(post.id(), Now.instant()).isPresent())
                .findFirst();
    }

    /** Who appoints: the county's system administrators. */
    List<Directory.Person> appoint(int county) {
        return organizations.of(county).people(person -> person.admin() == Role.SYSTEM_ADMIN);
    }
}
