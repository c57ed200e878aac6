package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.onedoor.ACounty;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Actor;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.PostKind;
import org.onedoor.regions.AddPlace;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Both walls against a model in plain Java: random cases over several villages, towns and offices, read by many virtual
 * threads under changing scopes on a few pooled connections (issue §2, acceptance 2.14).
 */
@OneDoorTest
class WallsTest {

    private static final int CASES = 60;
    private static final int READS = 400;

    /** What the model knows of a case. */
    private record Known(UUID id, Receipt receipt, Place place, boolean guarded, Set<UUID> posts) {}

    private final ACounty counties;
    private final Staff staff;
    private final Regions regions;
    private final Organizations organizations;
    private final ACase aCase;
    private final Filing filing;
    private final Cases cases;
    private final CaseReading reading;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    WallsTest(
            ACounty counties,
            Staff staff,
            Regions regions,
            Organizations organizations,
            ACase aCase,
            Filing filing,
            Cases cases,
            CaseReading reading,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.counties = counties;
        this.staff = staff;
        this.regions = regions;
        this.organizations = organizations;
        this.aCase = aCase;
        this.filing = filing;
        this.cases = cases;
        this.reading = reading;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A county with two towns, and everybody in it who may see cases. */
    private final class World {
        final Random random;
        final int county;
        final List<Place> places = new ArrayList<>();
        final List<Staff.Member> clerks = new ArrayList<>();
        final List<Staff.Member> handlers = new ArrayList<>();
        final List<Staff.Member> all = new ArrayList<>();
        final List<Known> cases = Collections.synchronizedList(new ArrayList<>());
        final Map<UUID, Set<UUID>> moved = new ConcurrentHashMap<>();

        World(Random random) {
            this.random = random;
            var home = counties.found();
            county = home.county();
            var prefix = home.root().code().substring(0, 6);
            var other = Scope.in(new Scope.County(county), () -> {
                var town =
                        regions.add(new AddPlace(home.root().id(), Level.TOWN, prefix + "200000", "青石镇", null, false));
                var village =
                        regions.add(new AddPlace(town.id(), Level.VILLAGE, prefix + "200201", "石桥村", null, false));
                return List.of(town, village);
            });
            var tree = regions.tree(county);
            for (var place :
                    List.of(home.village(), home.community(), home.grid(), home.otherGrid(), other.getLast())) {
                places.add(tree.get(place.id()));
            }
            for (var village : List.of(home.village(), home.community(), other.getLast())) {
                clerks.add(staff.at(county, village, PostKind.CLERK));
            }
            all.addAll(clerks);
            all.add(staff.at(county, home.grid(), PostKind.GRID_WORKER));
            for (var town : List.of(home.town(), other.getFirst())) {
                all.add(staff.at(county, town, PostKind.DISPATCHER));
                var office = staff.office(county, town, "civil-affairs");
                handlers.add(staff.in(county, office, town, PostKind.HANDLER));
                all.add(staff.in(county, office, town, PostKind.OFFICE_HEAD));
            }
            handlers.add(staff.in(
                    county, staff.office(county, home.root(), "civil-affairs-bureau"), home.root(), PostKind.HANDLER));
            all.addAll(handlers);
            all.add(staff.at(county, home.root(), PostKind.SUPERVISOR));
            var discipline = staff.office(county, home.root(), "discipline");
            all.add(staff.in(county, discipline, home.root(), PostKind.PROTECTED));
            all.add(staff.in(county, discipline, home.root(), PostKind.PROTECTED));
        }

        void file() {
            var place = places.get(random.nextInt(places.size()));
            var guarded = random.nextInt(5) == 0;
            var receipt = aCase.filed(
                    county,
                    ARequest.of(aCase.request(county, place, null))
                            .aboutStaff(guarded)
                            .form());
            var told = reading.byReceipt(county, receipt.longId()).told();
            cases.add(new Known(
                    receipt.id(), receipt, place, guarded, new HashSet<>(List.of(told.contact(), told.owner()))));
        }

        /** The contact offers it to a random office, which takes it or not; the model follows. */
        void move(Known known) {
            if (known.guarded()) {
                return;
            }
            var clerk = member(known.posts().iterator().next());
            take(clerk, known.id(), new Command.TakeOn());
            var to = handlers.get(random.nextInt(handlers.size()));
            take(clerk, known.id(), new Command.Offer(to.post().id(), "归你们"));
            known.posts().add(to.post().id());
            switch (random.nextInt(3)) {
                case 0 -> take(to, known.id(), new Command.AcceptOffer());
                case 1 -> {
                    take(to, known.id(), new Command.RefuseOffer("不归我们"));
                    known.posts().remove(to.post().id());
                }
                default -> {}
            }
        }

        private Staff.Member member(UUID post) {
            return all.stream()
                    .filter(one -> one.post().id().equals(post))
                    .findFirst()
                    .orElseThrow();
        }

        private void take(Staff.Member member, UUID id, Command command) {
            var hat = hat(member);
            assertThat(Actor.as(
                            staff.actor(member),
                            () -> Scope.in(
                                    hat.scope(),
                                    () -> WallsTest.this.cases.take(
                                            county, id, 0, command, new By.Staff(hat, member.account())))))
                    .as(command.toString())
                    .isInstanceOf(Stepping.Done.class);
        }

        Hat hat(Staff.Member member) {
            return organizations
                    .of(county)
                    .hats(member.account(), Now.instant())
                    .getFirst();
        }

        /** The second wall: what rows of the database the scope may read. */
        Set<UUID> rows(Hat hat) {
            var staffing = organizations.of(county);
            return cases.stream()
                    .filter(known -> switch (hat.scope()) {
                        case Scope.Place place ->
                            !known.guarded()
                                    && place.lo() <= known.place().lo()
                                    && known.place().lo() <= place.hi();
                        case Scope.Office office ->
                            known.posts().stream()
                                    .map(post -> staffing.office(
                                                    staffing.post(post).office())
                                            .lo())
                                    .anyMatch(lo -> known.guarded()
                                            ? lo == office.lo()
                                            : office.lo() <= lo && lo <= office.hi());
                        default -> false;
                    })
                    .map(Known::id)
                    .collect(Collectors.toSet());
        }

        /** The first wall: of protected cases only those of the very post. */
        Set<UUID> shown(Hat hat) {
            var rows = rows(hat);
            cases.stream()
                    .filter(known -> known.guarded()
                            && !known.posts().contains(hat.post().id()))
                    .forEach(known -> rows.remove(known.id()));
            return rows;
        }
    }

    @RepeatedTest(3)
    void eachSeesExactlyWhatTheModelSays(RepetitionInfo repetition) throws Exception {
        var random = new Random(20261122L + repetition.getCurrentRepetition());
        var world = new World(random);
        for (int i = 0; i < CASES; i++) {
            world.file();
        }
        for (var known : List.copyOf(world.cases)) {
            if (random.nextBoolean()) {
                world.move(known);
            }
        }
        var elsewhere = counties.found();
        var stranger = staff.at(elsewhere.county(), elsewhere.root(), PostKind.SUPERVISOR);
        var rows = new HashMap<UUID, Set<UUID>>();
        var shown = new HashMap<UUID, Set<UUID>>();
        for (var member : world.all) {
            rows.put(member.account(), world.rows(world.hat(member)));
            shown.put(member.account(), world.shown(world.hat(member)));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reads = new ArrayList<Callable<Void>>();
            for (int i = 0; i < READS; i++) {
                var member = world.all.get(random.nextInt(world.all.size()));
                var known = world.cases.get(random.nextInt(CASES));
                var kind = random.nextInt(6);
                reads.add(() -> {
                    var hat = world.hat(member);
                    var who = member.post().title();
                    switch (kind) {
                        case 0 -> assertThat(ids(hat.scope())).as(who).isEqualTo(rows.get(member.account()));
                        case 1 -> assertThat(list(member, hat)).as(who).isEqualTo(shown.get(member.account()));
                        case 2 ->
                            assertThat(opens(member, hat, known.id()))
                                    .as(who)
                                    .isEqualTo(shown.get(member.account()).contains(known.id()));
                        case 3 ->
                            assertThat(ids(new Scope.Receipt(
                                            world.county,
                                            Keys.hash(known.receipt().longId()))))
                                    .containsExactly(known.id());
                        case 4 ->
                            assertThat(ids(new Scope.Resident(world.county, member.account())))
                                    .isEmpty();
                        default ->
                            assertThat(opens(
                                            stranger,
                                            organizations
                                                    .of(elsewhere.county())
                                                    .hats(stranger.account(), Now.instant())
                                                    .getFirst(),
                                            known.id()))
                                    .isFalse();
                    }
                    return null;
                });
            }
            for (var read : threads.invokeAll(reads)) {
                read.get();
            }
        }
    }

    /** All rows the database gives, by number of the county or not. */
    private Set<UUID> ids(Scope scope) {
        return Scope.in(
                scope,
                () -> transaction.execute(_ -> new HashSet<>(
                        db.sql("select id from cases.matter").query(UUID.class).list())));
    }

    private Set<UUID> list(Staff.Member member, Hat hat) {
        return Actor.as(
                staff.actor(member),
                () -> reading.list(hat, CaseQueue.View.ALL, Now.instant(), null, 100).items().stream()
                        .map(CaseQueue.Line::id)
                        .collect(Collectors.toSet()));
    }

    private boolean opens(Staff.Member member, Hat hat, UUID id) {
        try {
            Actor.as(staff.actor(member), () -> reading.show(hat, id));
            return true;
        } catch (NotHere _) {
            return false;
        }
    }
}
