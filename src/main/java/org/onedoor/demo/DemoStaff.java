package org.onedoor.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Accounts;
import org.onedoor.accounts.DemoLogins;
import org.onedoor.accounts.NewAccount;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Role;
import org.onedoor.organizations.AddOffice;
import org.onedoor.organizations.AddPost;
import org.onedoor.organizations.AddShift;
import org.onedoor.organizations.Appoint;
import org.onedoor.organizations.Office;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.ScopeKind;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Offices, posts and people of the demo county; the caller binds the county's scope. Made unit by unit (the county's own
 * offices, each town, each village, the administrators), each in one transaction and drawn from its own numbers, so that
 * what was interrupted goes on where it stopped.
 */
@Component
@Profile("demo")
class DemoStaff {

    /** Kinds of offices each town has, with their names. */
    private static final String[][] TOWN_OFFICES = {
        {"general", "党政办"},
        {"civil-affairs", "民政办"},
        {"human-resources", "人社所"},
        {"medical-insurance", "医保办"},
        {"urban-management", "城管办"},
        {"water-power", "水电保障办"},
        {"agriculture", "农业农村办"},
        {"land", "自然资源所"},
        {"housing", "住建办"},
        {"police", "派出所"},
        {"justice", "司法所"},
        {"disabled", "残联"},
        {"health", "卫健办"},
        {"education", "教育办"},
        {"veterans", "退役军人服务站"},
        {"organization", "组织办"}
    };

    private final Organizations organizations;
    private final Accounts accounts;
    private final Regions regions;
    private final TransactionTemplate transaction;

    DemoStaff(
            Organizations organizations, Accounts accounts, Regions regions, PlatformTransactionManager transactions) {
        this.organizations = organizations;
        this.accounts = accounts;
        this.regions = regions;
        this.transaction = new TransactionTemplate(transactions);
    }

    private static final Instant SINCE = Instant.parse("2024-01-01T00:00:00Z");

    /** Makes everybody who is not there yet. */
    void make(int county, long seed) {
        var tree = regions.tree(county);
        var root = tree.root();
        unit(there(county, root, "general"), seed, root.code(), random -> county(county, root, random));
        var government = office(county, root, "general");
        boolean first = true;
        for (var town : tree.children(root.id())) {
            var demo = first;
            unit(
                    there(county, town, "general"),
                    seed,
                    town.code(),
                    random -> town(county, government, town, random, demo));
            var hall = office(county, town, "general");
            for (var village : tree.children(town.id())) {
                unit(
                        there(county, village, Office.VILLAGE_COMMITTEE),
                        seed,
                        village.code(),
                        random -> village(county, hall, village, tree.children(village.id()), random));
            }
            first = false;
        }
        unit(
                accounts.directory(county).byLogin("system").isPresent(),
                seed,
                "admin",
                random -> administrators(county, random));
    }

    private void unit(boolean there, long seed, String unit, Consumer<Random> make) {
        if (!there) {
            transaction.executeWithoutResult(
                    _ -> make.accept(new Random(seed ^ unit.hashCode() * 0x9E3779B97F4A7C15L)));
        }
    }

    private boolean there(int county, Place place, String kind) {
        return organizations.of(county).officesOf(place.id()).stream()
                .anyMatch(office -> office.kind().equals(kind));
    }

    private Office office(int county, Place place, String kind) {
        return organizations.of(county).officesOf(place.id()).stream()
                .filter(office -> office.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** Draws a password for each login that is to be shown. */
    List<DemoLogins.Login> passwords(int county) {
        var tree = regions.tree(county);
        var town = tree.children(tree.root().id()).getFirst().name();
        return List.of(
                login(county, "county", "县督查室 督查专员"),
                login(county, "callback", "县督查室 回访员"),
                login(county, "protected", "县纪检 举报受理"),
                login(county, "town", town + " 分办员"),
                login(county, "supervisor", town + " 督办"),
                login(county, "recheck", town + " 回访员"),
                login(county, "handler", town + "民政办 承办"),
                login(county, "secretary", Names.VILLAGE + " 书记主任一肩挑"),
                login(county, "clerk", Names.VILLAGE + " 首问值班员"),
                login(county, "grid", Names.VILLAGE + " 网格员，兼首问值班、文书"),
                login(county, "organization", "县委组织部 党务管理员"),
                login(county, "townparty", town + "党委 党务管理员"),
                login(county, "system", "县系统管理员"),
                login(county, "security", "县安全管理员"),
                login(county, "audit", "县审计管理员"));
    }

    private DemoLogins.Login login(int county, String login, String what) {
        var person = accounts.directory(county).byLogin(login).orElseThrow();
        var password = Ids.sayable(4) + "-" + Ids.sayable(4).toLowerCase(java.util.Locale.ROOT) + "-" + Ids.digits(2);
        accounts.password(county, person.id(), password, true);
        return new DemoLogins.Login(login, person.name(), what, password);
    }

    private void county(int county, Place root, Random random) {
        var government = office(county, null, root.name() + "人民政府", Level.COUNTY, root, "general");
        var supervision = office(county, government, "县督查室", Level.COUNTY, root, "county-hotline");
        post(
                county,
                supervision,
                root,
                "督查专员",
                PostKind.SUPERVISOR,
                ScopeKind.PLACE,
                login(county, random, "county", "程知远"));
        post(
                county,
                supervision,
                root,
                "县回访员",
                PostKind.CALLBACK,
                ScopeKind.PLACE,
                login(county, random, "callback", "姚静文"));
        var discipline = office(county, government, "县纪检监察举报中心", Level.COUNTY, root, "discipline");
        post(
                county,
                discipline,
                root,
                "举报受理",
                PostKind.PROTECTED,
                ScopeKind.OFFICE,
                login(county, random, "protected", "石望舒"));
        post(county, discipline, root, "举报受理（备）", PostKind.PROTECTED, ScopeKind.OFFICE, person(county, random));
        login(county, random, "organization", "余长庚");
        for (var kind : TOWN_OFFICES) {
            if (!kind[0].equals("general")) {
                var office = office(
                        county,
                        government,
                        "县" + kind[1].replace("办", "局").replace("所", "局"),
                        Level.COUNTY,
                        root,
                        kind[0]);
                post(county, office, root, "承办", PostKind.HANDLER, ScopeKind.OFFICE, person(county, random));
            }
        }
    }

    private void town(int county, Office government, Place town, Random random, boolean first) {
        var hall = office(county, government, town.name() + "人民政府", Level.TOWN, town, "general");
        var dispatcher = first ? login(county, random, "town", "何岸") : person(county, random);
        post(county, hall, town, "分办员", PostKind.DISPATCHER, ScopeKind.PLACE, dispatcher);
        post(
                county,
                hall,
                town,
                "镇督办",
                PostKind.SUPERVISOR,
                ScopeKind.PLACE,
                first ? login(county, random, "supervisor", "彭立夏") : person(county, random));
        post(
                county,
                hall,
                town,
                "镇回访员",
                PostKind.CALLBACK,
                ScopeKind.PLACE,
                first ? login(county, random, "recheck", "田秋白") : person(county, random));
        var duty = post(county, hall, town, "镇值班室", PostKind.CLERK, ScopeKind.PLACE, person(county, random));
        organizations.outOfHours(county, town.id(), duty.id());
        if (first) {
            login(county, random, "townparty", "蒋文清");
        }
        for (var kind : TOWN_OFFICES) {
            if (kind[0].equals("general")) {
                continue;
            }
            var office = office(county, hall, town.name() + kind[1], Level.TOWN, town, kind[0]);
            var handler = first && kind[0].equals("civil-affairs")
                    ? login(county, random, "handler", "徐禾")
                    : person(county, random);
            post(county, office, town, "承办", PostKind.HANDLER, ScopeKind.OFFICE, handler);
            post(county, office, town, "负责人", PostKind.OFFICE_HEAD, ScopeKind.OFFICE, person(county, random));
        }
    }

    private void village(int county, Office hall, Place village, List<Place> grids, Random random) {
        var demo = village.name().equals(Names.VILLAGE);
        var committee = office(
                county,
                hall,
                village.name() + (village.community() ? "居委会" : "村委会"),
                Level.VILLAGE,
                village,
                Office.VILLAGE_COMMITTEE);
        var secretary = demo ? login(county, random, "secretary", "罗守田") : person(county, random);
        post(
                county,
                committee,
                village,
                village.community() ? "社区书记" : "村书记",
                PostKind.SECRETARY,
                ScopeKind.PLACE,
                secretary);
        post(county, committee, village, "主任", PostKind.OFFICE_HEAD, ScopeKind.OFFICE, secretary);
        var clerk = demo ? login(county, random, "clerk", "陈小满") : person(county, random);
        var window = post(county, committee, village, "首问值班员", PostKind.CLERK, ScopeKind.PLACE, clerk);
        for (var weekday : DayOfWeek.values()) {
            if (weekday.getValue() <= 5) {
                organizations.add(new AddShift(
                        county, village.id(), weekday, null, LocalTime.of(8, 30), LocalTime.of(17, 30), window.id()));
            }
        }
        int n = 0;
        for (var grid : grids) {
            var worker = demo && n == 0 ? login(county, random, "grid", "方远") : person(county, random);
            // A few grids have nobody just now, so that the map and its alert have something to show.
            if (!demo && n == 0 && Math.floorMod(village.code().hashCode(), 11) == 0) {
                organizations.add(new AddPost(
                        county, committee.id(), grid.id(), "网格员", null, PostKind.GRID_WORKER, ScopeKind.PLACE));
            } else {
                post(county, committee, grid, "网格员", PostKind.GRID_WORKER, ScopeKind.PLACE, worker);
            }
            if (demo && n == 0) {
                post(county, committee, village, "首问值班员（替）", PostKind.CLERK, ScopeKind.PLACE, worker);
                post(county, committee, village, "文书", PostKind.HANDLER, ScopeKind.OFFICE, worker);
            }
            n++;
        }
    }

    private void administrators(int county, Random random) {
        admin(county, random, "system", "系统管理员", Role.SYSTEM_ADMIN);
        admin(county, random, "security", "安全管理员", Role.SECURITY_ADMIN);
        admin(county, random, "audit", "审计管理员", Role.AUDIT_ADMIN);
    }

    private Office office(int county, @Nullable Office parent, String name, Level level, Place place, String kind) {
        return organizations.add(new AddOffice(
                county,
                parent == null ? null : parent.id(),
                name,
                null,
                level,
                place.id(),
                kind,
                "0600" + "%07d".formatted(2_000_000 + Math.floorMod(name.hashCode(), 1_000_000)),
                place.name() + "党群服务中心一楼",
                "8:30–17:30"));
    }

    private Post post(
            int county, Office office, Place place, String title, PostKind kind, ScopeKind scope, UUID account) {
        var post = organizations.add(new AddPost(county, office.id(), place.id(), title, null, kind, scope));
        organizations.appoint(new Appoint(county, post.id(), account, SINCE));
        return post;
    }

    private UUID person(int county, Random random) {
        var name = Names.person(random);
        return accounts.create(
                new NewAccount(county, "s" + random.nextInt(1_000_000_000), name, Names.phone(random), null));
    }

    private UUID login(int county, Random random, String login, String name) {
        return accounts.create(new NewAccount(county, login, name, Names.phone(random), null));
    }

    private void admin(int county, Random random, String login, String name, Role role) {
        accounts.create(new NewAccount(county, login, name, Names.phone(random), role));
    }
}
