package org.onedoor.cases;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.onedoor.OneDoor;
import org.onedoor.accounts.Accounts;
import org.onedoor.accounts.NewAccount;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.AddOffice;
import org.onedoor.organizations.AddPost;
import org.onedoor.organizations.Appoint;
import org.onedoor.organizations.Office;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.ScopeKind;
import org.onedoor.regions.AddPlace;
import org.onedoor.regions.Counties;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A county in a data folder of its own, for the program that runs as another process: places, offices, people and their
 * tokens, made by the real faces.
 */
public final class ABusyCounty {

    public static final String PASSWORD = "Liu-du-2026!";

    /** Somebody and her only post. */
    public record Worker(UUID account, UUID post, UUID office, int officeLo, String login, String token) {}

    /** A village, who is first asked there, and who in the town takes over what she hands on. */
    public record Village(Place place, Place town, List<Place> grids, Worker clerk, Worker handler) {}

    private static final Instant SINCE = Instant.parse("2024-01-01T00:00:00Z");
    private static final String CODE = "600000";

    private final Regions regions;
    private final Organizations organizations;
    private final Accounts accounts;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final int county;
    private int people;

    private ABusyCounty(ConfigurableApplicationContext program, int county) {
        this.regions = program.getBean(Regions.class);
        this.organizations = program.getBean(Organizations.class);
        this.accounts = program.getBean(Accounts.class);
        this.db = program.getBean(JdbcClient.class);
        this.transaction = new TransactionTemplate(program.getBean(PlatformTransactionManager.class));
        this.county = county;
    }

    /** The program in this very process, without its sweeps, on that folder. */
    public static ConfigurableApplicationContext open(Path data) {
        return new SpringApplicationBuilder(OneDoor.class)
                .run(
                        "--server.port=0",
                        "--onedoor.data=" + data,
                        "--onedoor.sweeps=off",
                        "--onedoor.accounts.hash-cost=4");
    }

    /** Makes it: so many towns, villages in each and grids in each village. */
    public static List<Village> found(ConfigurableApplicationContext program, int towns, int villages, int grids) {
        int county = program.getBean(Counties.class).found(CODE, "忙县", "*");
        var making = new ABusyCounty(program, county);
        return Scope.in(new Scope.County(county), () -> {
            program.getBean(WorkingCalendar.class).loadShipped();
            program.getBean(Catalogue.class).load(county);
            return making.make(towns, villages, grids);
        });
    }

    private List<Village> make(int towns, int villages, int grids) {
        var root = place(null, Level.COUNTY, CODE + "000000", "忙县");
        // In one transaction each: within one, every question to a snapshot would read it anew.
        var town = new ArrayList<Place>();
        var village = new ArrayList<List<Place>>();
        var grid = new ArrayList<List<List<Place>>>();
        for (int t = 0; t < towns; t++) {
            var townCode = CODE + (100 + t);
            town.add(place(root, Level.TOWN, townCode + "000", "第" + (t + 1) + "镇"));
            village.add(new ArrayList<>());
            grid.add(new ArrayList<>());
            for (int v = 0; v < villages; v++) {
                var code = townCode + (200 + v);
                var at = place(town.get(t), Level.VILLAGE, code, "第" + (t + 1) + "-" + (v + 1) + "村");
                village.get(t).add(at);
                var below = new ArrayList<Place>();
                for (int g = 0; g < grids; g++) {
                    below.add(place(at, Level.GRID, code + "%03d".formatted(g + 1), "网格" + (g + 1)));
                }
                grid.get(t).add(below);
            }
        }
        var government = office(null, root, "county-government");
        worker(government, root, PostKind.SUPERVISOR);
        worker(government, root, PostKind.CALLBACK);
        worker(office(government, root, "discipline"), root, PostKind.PROTECTED);
        var made = new ArrayList<Village>();
        for (int t = 0; t < towns; t++) {
            var hall = office(government, town.get(t), "town-government");
            worker(hall, town.get(t), PostKind.DISPATCHER);
            worker(hall, town.get(t), PostKind.SUPERVISOR);
            worker(hall, town.get(t), PostKind.CALLBACK);
            var civil = office(hall, town.get(t), "civil-affairs");
            var handler = worker(civil, town.get(t), PostKind.HANDLER);
            worker(civil, town.get(t), PostKind.OFFICE_HEAD);
            for (int v = 0; v < villages; v++) {
                var at = village.get(t).get(v);
                var committee = office(hall, at, Office.VILLAGE_COMMITTEE);
                worker(committee, at, PostKind.SECRETARY);
                var clerk = worker(committee, at, PostKind.CLERK);
                for (var below : grid.get(t).get(v)) {
                    worker(committee, below, PostKind.GRID_WORKER);
                }
                made.add(new Village(at, town.get(t), grid.get(t).get(v), clerk, handler));
            }
        }
        return made;
    }

    private Place place(Place above, Level level, String code, String name) {
        return regions.add(new AddPlace(above == null ? null : above.id(), level, code, name, null, false));
    }

    private Office office(Office above, Place place, String kind) {
        return organizations.add(new AddOffice(
                county,
                above == null ? null : above.id(),
                place.name() + kind,
                null,
                place.level(),
                place.id(),
                kind,
                "0600-8880000",
                place.name() + "1 号",
                null));
    }

    private Worker worker(Office office, Place place, PostKind kind) {
        var scope = kind == PostKind.HANDLER || kind == PostKind.OFFICE_HEAD || kind == PostKind.PROTECTED
                ? ScopeKind.OFFICE
                : ScopeKind.PLACE;
        Post post =
                organizations.add(new AddPost(county, office.id(), place.id(), place.name() + kind, null, kind, scope));
        int number = ++people;
        var login = "u" + number;
        var account = accounts.create(
                new NewAccount(county, login, "何" + number, "139" + String.format("%08d", number), null));
        organizations.appoint(new Appoint(county, post.id(), account, SINCE));
        var named = kind == PostKind.CLERK || kind == PostKind.HANDLER;
        if (named) {
            accounts.password(county, account, PASSWORD, true);
        }
        return new Worker(account, post.id(), office.id(), office.lo(), login, named ? token(account) : "");
    }

    /** As the person's own page would make it. */
    private String token(UUID account) {
        var token = "od_" + Ids.longId() + Ids.longId();
        in(() -> db.sql("""
            insert into accounts.token (county, id, account, name, hash, scopes, made_at, expires_at)
            values (:county, :id, :account, 'program', :hash, '{cases:read,cases:write}', :now, :until)\
            """)
                .param("county", county)
                .param("id", Ids.next())
                .param("account", account)
                .param("hash", Ids.sha256(token))
                .param("now", Now.instant().atOffset(ZoneOffset.UTC))
                .param("until", Now.instant().plus(Duration.ofDays(300)).atOffset(ZoneOffset.UTC))
                .update());
        return token;
    }

    private <T> T in(Supplier<T> work) {
        return transaction.execute(_ -> work.get());
    }
}
