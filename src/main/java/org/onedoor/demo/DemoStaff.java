package org.onedoor.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
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

/** Offices, posts and people of the demo county; the caller binds the county's scope. */
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

    DemoStaff(Organizations organizations, Accounts accounts, Regions regions) {
        this.organizations = organizations;
        this.accounts = accounts;
        this.regions = regions;
    }

    private static final Instant SINCE = Instant.parse("2024-01-01T00:00:00Z");

    /** Makes everybody; gives back the logins to show. */
    List<DemoLogins.Login> make(int county, Random random) {
        var shown = new ArrayList<DemoLogins.Login>();
        var tree = regions.tree(county);
        var root = tree.root();
        var government = office(county, null, "禾川县人民政府", Level.COUNTY, root, "general");
        var supervision = office(county, government, "县督查室", Level.COUNTY, root, "county-hotline");
        post(
                county,
                supervision,
                root,
                "督查专员",
                PostKind.SUPERVISOR,
                ScopeKind.PLACE,
                login(county, random, "county", "程知远", "县督查室 督查专员", shown));
        post(
                county,
                supervision,
                root,
                "县回访员",
                PostKind.CALLBACK,
                ScopeKind.PLACE,
                login(county, random, "callback", "姚静文", "县督查室 回访员", shown));
        var discipline = office(county, government, "县纪检监察举报中心", Level.COUNTY, root, "discipline");
        post(
                county,
                discipline,
                root,
                "举报受理",
                PostKind.PROTECTED,
                ScopeKind.OFFICE,
                login(county, random, "protected", "石望舒", "县纪检 举报受理", shown));
        post(county, discipline, root, "举报受理（备）", PostKind.PROTECTED, ScopeKind.OFFICE, person(county, random));
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
        int n = 0;
        for (var town : tree.children(root.id())) {
            town(county, government, town, random, n++ == 0, shown);
        }
        admin(county, random, "system", "系统管理员", Role.SYSTEM_ADMIN, shown);
        admin(county, random, "security", "安全管理员", Role.SECURITY_ADMIN, shown);
        admin(county, random, "audit", "审计管理员", Role.AUDIT_ADMIN, shown);
        return shown;
    }

    private void town(
            int county, Office government, Place town, Random random, boolean first, List<DemoLogins.Login> shown) {
        var hall = office(county, government, town.name() + "人民政府", Level.TOWN, town, "general");
        var dispatcher =
                first ? login(county, random, "town", "何岸", town.name() + " 分办员", shown) : person(county, random);
        post(county, hall, town, "分办员", PostKind.DISPATCHER, ScopeKind.PLACE, dispatcher);
        post(
                county,
                hall,
                town,
                "镇督办",
                PostKind.SUPERVISOR,
                ScopeKind.PLACE,
                first
                        ? login(county, random, "supervisor", "彭立夏", town.name() + " 督办", shown)
                        : person(county, random));
        post(
                county,
                hall,
                town,
                "镇回访员",
                PostKind.CALLBACK,
                ScopeKind.PLACE,
                first ? login(county, random, "recheck", "田秋白", town.name() + " 回访员", shown) : person(county, random));
        var duty = post(county, hall, town, "镇值班室", PostKind.CLERK, ScopeKind.PLACE, person(county, random));
        organizations.outOfHours(county, town.id(), duty.id());
        for (var kind : TOWN_OFFICES) {
            if (kind[0].equals("general")) {
                continue;
            }
            var office = office(county, hall, town.name() + kind[1], Level.TOWN, town, kind[0]);
            var handler = first && kind[0].equals("civil-affairs")
                    ? login(county, random, "handler", "徐禾", town.name() + kind[1] + " 承办", shown)
                    : person(county, random);
            post(county, office, town, "承办", PostKind.HANDLER, ScopeKind.OFFICE, handler);
            post(county, office, town, "负责人", PostKind.OFFICE_HEAD, ScopeKind.OFFICE, person(county, random));
        }
        for (var village : regions.tree(county).children(town.id())) {
            village(county, hall, village, random, first && village.name().equals(Names.VILLAGE), shown);
        }
    }

    private void village(
            int county, Office hall, Place village, Random random, boolean demo, List<DemoLogins.Login> shown) {
        var committee = office(
                county,
                hall,
                village.name() + (village.community() ? "居委会" : "村委会"),
                Level.VILLAGE,
                village,
                Office.VILLAGE_COMMITTEE);
        var secretary = demo
                ? login(county, random, "secretary", "罗守田", village.name() + " 书记主任一肩挑", shown)
                : person(county, random);
        post(
                county,
                committee,
                village,
                village.community() ? "社区书记" : "村书记",
                PostKind.SECRETARY,
                ScopeKind.PLACE,
                secretary);
        post(county, committee, village, "主任", PostKind.OFFICE_HEAD, ScopeKind.OFFICE, secretary);
        var clerk =
                demo ? login(county, random, "clerk", "陈小满", village.name() + " 首问值班员", shown) : person(county, random);
        var window = post(county, committee, village, "首问值班员", PostKind.CLERK, ScopeKind.PLACE, clerk);
        for (var weekday : DayOfWeek.values()) {
            if (weekday.getValue() <= 5) {
                organizations.add(new AddShift(
                        county, village.id(), weekday, null, LocalTime.of(8, 30), LocalTime.of(17, 30), window.id()));
            }
        }
        int n = 0;
        for (var grid : regions.tree(county).children(village.id())) {
            var worker = demo && n == 0
                    ? login(county, random, "grid", "方远", village.name() + " 网格员，兼首问值班、文书", shown)
                    : person(county, random);
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

    private UUID login(
            int county, Random random, String login, String name, String what, List<DemoLogins.Login> shown) {
        var account = accounts.create(new NewAccount(county, login, name, Names.phone(random), null));
        shown.add(withPassword(county, account, login, name, what));
        return account;
    }

    private void admin(int county, Random random, String login, String name, Role role, List<DemoLogins.Login> shown) {
        var account = accounts.create(new NewAccount(county, login, name, Names.phone(random), role));
        shown.add(withPassword(county, account, login, name, "县" + name));
    }

    private DemoLogins.Login withPassword(int county, UUID account, String login, String name, String what) {
        var password = Ids.sayable(4) + "-" + Ids.sayable(4).toLowerCase(java.util.Locale.ROOT) + "-" + Ids.digits(2);
        accounts.password(county, account, password, true);
        return new DemoLogins.Login(login, name, what, password);
    }
}
