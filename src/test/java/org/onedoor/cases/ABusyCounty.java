package org.onedoor.cases;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.onedoor.OneDoor;
import org.onedoor.accounts.Accounts;
import org.onedoor.accounts.NewAccount;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Office;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.ScopeKind;
import org.onedoor.regions.Counties;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A county in a data folder of its own, for the program that runs as another process: places, offices, people and their
 * tokens, written as the real faces write them.
 */
public final class ABusyCounty {

    public static final String PASSWORD = "Liu-du-2026!";

    /** Somebody and her only post. */
    public record Worker(UUID account, UUID post, UUID office, int officeLo, String login, String token) {}

    /** A village, who is first asked there, and who in the town takes over what she hands on. */
    public record Village(Place place, Place town, List<Place> grids, Worker clerk, Worker handler) {}

    private static final Instant SINCE = Instant.parse("2024-01-01T00:00:00Z");
    private static final String CODE = "600000";

    private static final int[] WIDTHS = {20_000_000, 600_000, 20_000, 1_000};
    private static final int[] OFFICES = {1 << 24, 1 << 16, 1 << 8};

    private final JdbcClient db;
    private final String hash;
    private final int county;
    private final Map<UUID, Integer> depths = new HashMap<>();
    private final Map<UUID, Integer> children = new HashMap<>();
    private int people;

    private ABusyCounty(ConfigurableApplicationContext program, int county, String hash) {
        this.db = program.getBean(JdbcClient.class);
        this.hash = hash;
        this.county = county;
    }

    /** The program in this very process, without its sweeps, on that folder. */
    public static ConfigurableApplicationContext open(Path data, String... options) {
        var all = new ArrayList<>(List.of(
                "--server.port=0", "--onedoor.data=" + data, "--onedoor.sweeps=off", "--onedoor.accounts.hash-cost=4"));
        all.addAll(List.of(options));
        return new SpringApplicationBuilder(OneDoor.class).run(all.toArray(String[]::new));
    }

    /** Makes it: so many towns, villages in each and grids in each village. */
    public static List<Village> found(ConfigurableApplicationContext program, int towns, int villages, int grids) {
        int county = program.getBean(Counties.class).found(CODE, "忙县", "*");
        var scope = new Scope.County(county);
        var transaction = new TransactionTemplate(program.getBean(PlatformTransactionManager.class));
        transaction.setTimeout(300);
        return Scope.in(scope, () -> {
            var accounts = program.getBean(Accounts.class);
            var hash = transaction.execute(_ -> {
                var first = accounts.create(new NewAccount(county, "first", "何一", "13900000000", null));
                accounts.password(county, first, PASSWORD, true);
                return program.getBean(JdbcClient.class)
                        .sql("select hash from accounts.account where county = :county and id = :id")
                        .param("county", county)
                        .param("id", first)
                        .query(String.class)
                        .single();
            });
            var made = transaction.execute(_ -> new ABusyCounty(program, county, hash).make(towns, villages, grids));
            // Whoever asked before has an empty tree in memory.
            transaction.executeWithoutResult(_ -> program.getBean(JdbcClient.class)
                    .sql("""
                        insert into technical.snapshot (county, noun, version)
                        select :county, noun, 1 from unnest(array['regions.place', 'organizations.roster', 'accounts.directory'])
                          as noun
                        on conflict (county, noun) do update set version = technical.snapshot.version + 1\
                        """)
                    .param("county", county)
                    .update());
            program.getBean(WorkingCalendar.class).loadShipped();
            program.getBean(Catalogue.class).load(county);
            LockSupport.parkNanos(2_100_000_000L);
            return made;
        });
    }

    private List<Village> make(int towns, int villages, int grids) {
        var root = place(null, Level.COUNTY, CODE + "000000", "忙县", 1, WIDTHS[0]);
        var government = office(null, root, "county-government");
        worker(government, root, PostKind.SUPERVISOR);
        worker(government, root, PostKind.CALLBACK);
        worker(office(government, root, "discipline"), root, PostKind.PROTECTED);
        var made = new ArrayList<Village>();
        for (int t = 0; t < towns; t++) {
            var townCode = CODE + (100 + t);
            var town = place(root, Level.TOWN, townCode + "000", "第" + (t + 1) + "镇", lo(root, t, 1), WIDTHS[1]);
            var hall = office(government, town, "town-government");
            worker(hall, town, PostKind.DISPATCHER);
            worker(hall, town, PostKind.SUPERVISOR);
            worker(hall, town, PostKind.CALLBACK);
            var civil = office(hall, town, "civil-affairs");
            var handler = worker(civil, town, PostKind.HANDLER);
            worker(civil, town, PostKind.OFFICE_HEAD);
            for (int v = 0; v < villages; v++) {
                var code = townCode + (200 + v);
                var name = "第" + (t + 1) + "-" + (v + 1) + "村";
                var at = place(town, Level.VILLAGE, code, name, lo(town, v, 2), WIDTHS[2]);
                var committee = office(hall, at, Office.VILLAGE_COMMITTEE);
                worker(committee, at, PostKind.SECRETARY);
                var clerk = worker(committee, at, PostKind.CLERK);
                var below = new ArrayList<Place>();
                for (int g = 0; g < grids; g++) {
                    var grid = place(
                            at, Level.GRID, code + "%03d".formatted(g + 1), "网格" + (g + 1), lo(at, g, 3), WIDTHS[3]);
                    worker(committee, grid, PostKind.GRID_WORKER);
                    below.add(grid);
                }
                made.add(new Village(at, town, below, clerk, handler));
            }
        }
        return made;
    }

    private static int lo(Place above, int n, int depth) {
        return above.lo() + 1 + n * WIDTHS[depth];
    }

    /** Written as the faces write it, but without asking the whole tree for each place: thousands would take minutes. */
    private Place place(Place above, Level level, String code, String name, int lo, int width) {
        var place = new Place(
                Ids.next(),
                lo,
                lo + width - 1,
                level,
                code,
                name,
                null,
                above == null ? null : above.id(),
                false,
                LocalDate.of(2020, 1, 1),
                null,
                null);
        db.sql("""
            insert into regions.place (county, id, lo, hi, level, code, name, parent, community, valid_from)
            values (:county, :id, :lo, :hi, :level, :code, :name, :parent::uuid, false, :from)\
            """)
                .param("county", county)
                .param("id", place.id())
                .param("lo", place.lo())
                .param("hi", place.hi())
                .param("level", level.name())
                .param("code", code)
                .param("name", name)
                .param("parent", place.parent())
                .param("from", place.validFrom())
                .update();
        return place;
    }

    private Office office(Office above, Place place, String kind) {
        int depth = above == null ? 0 : depths.get(above.id()) + 1;
        int lo = above == null ? 1 : above.lo() + 1 + children.merge(above.id(), 1, Integer::sum) * OFFICES[depth];
        var office = new Office(
                Ids.next(),
                lo,
                lo + OFFICES[depth] - 1,
                place.name() + kind,
                null,
                place.level(),
                place.id(),
                kind,
                "+866008880000",
                place.name() + "1 号",
                null);
        depths.put(office.id(), depth);
        db.sql("""
            insert into organizations.office (county, id, parent, lo, hi, name, level, place, kind, phone, address)
            values (:county, :id, :parent::uuid, :lo, :hi, :name, :level, :place, :kind, :phone, :address)\
            """)
                .param("county", county)
                .param("id", office.id())
                .param("parent", above == null ? null : above.id())
                .param("lo", office.lo())
                .param("hi", office.hi())
                .param("name", office.name())
                .param("level", office.level().name())
                .param("place", office.place())
                .param("kind", kind)
                .param("phone", office.phone())
                .param("address", office.address())
                .update();
        return office;
    }

    private Worker worker(Office office, Place place, PostKind kind) {
        var scope = kind == PostKind.HANDLER || kind == PostKind.OFFICE_HEAD || kind == PostKind.PROTECTED
                ? ScopeKind.OFFICE
                : ScopeKind.PLACE;
        int number = ++people;
        var login = "u" + number;
        var account = Ids.next();
        var post = Ids.next();
        db.sql("""
            with a as (
              insert into accounts.account (county, id, login, name, phone, made_at, hash, lasting)
              values (:county, :account, :login, :name, :phone, :since, :hash, true)),
            p as (
              insert into organizations.post (county, id, office, place, title, kind, scope_kind, made_at)
              values (:county, :post, :office, :place, :title, :kind, :scope, :since) returning id)
            insert into organizations.appointment (county, id, post, account, since, begun)
            select :county, :term, p.id, :account, :since, true from p\
            """)
                .param("county", county)
                .param("account", account)
                .param("login", login)
                .param("name", "何" + number)
                .param("phone", "+86139" + String.format("%08d", number))
                .param("since", SINCE.atOffset(ZoneOffset.UTC))
                .param("hash", hash)
                .param("post", post)
                .param("office", office.id())
                .param("place", place.id())
                .param("title", place.name() + kind)
                .param("kind", kind.name())
                .param("scope", scope.name())
                .param("term", Ids.next())
                .update();
        var named = kind == PostKind.CLERK || kind == PostKind.HANDLER;
        return new Worker(account, post, office.id(), office.lo(), login, named ? token(account) : "");
    }

    /** As the person's own page would make it. */
    private String token(UUID account) {
        var token = "od_" + Ids.longId() + Ids.longId();
        db.sql("""
            insert into accounts.token (county, id, account, name, hash, scopes, made_at, expires_at)
            values (:county, :id, :account, 'program', :hash, '{cases:read,cases:write}', :now, :until)\
            """)
                .param("county", county)
                .param("id", Ids.next())
                .param("account", account)
                .param("hash", Ids.sha256(token))
                .param("now", Now.instant().atOffset(ZoneOffset.UTC))
                .param("until", Now.instant().plus(Duration.ofDays(300)).atOffset(ZoneOffset.UTC))
                .update();
        return token;
    }
}
