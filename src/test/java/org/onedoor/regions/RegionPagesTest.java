package org.onedoor.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@OneDoorTest
class RegionPagesTest {

    private final Regions regions;
    private final Counties counties;
    private final ACounty homes;
    private final ADoor door;
    private final ObjectProvider<FirstCalendar> calendars;
    private final ObjectProvider<FirstAdministrator> administrators;
    private final JdbcClient db;
    private final PlatformTransactionManager transactions;
    private final TransactionTemplate transaction;

    RegionPagesTest(
            Regions regions,
            Counties counties,
            ACounty homes,
            ADoor door,
            ObjectProvider<FirstCalendar> calendars,
            ObjectProvider<FirstAdministrator> administrators,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.regions = regions;
        this.counties = counties;
        this.homes = homes;
        this.door = door;
        this.calendars = calendars;
        this.administrators = administrators;
        this.db = db;
        this.transactions = transactions;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void theTreeIsWalkedFromTheCountyDown() {
        var home = homes.found();
        var admin = door.at(home.county()).as(Role.SYSTEM_ADMIN);
        var top = admin.get("/admin/regions");
        assertThat(top.status()).isEqualTo(200);
        assertThat(top.body()).contains("试验县", "柳渡镇", home.town().code());
        var village = admin.get("/admin/regions/places/" + home.village().id());
        assertThat(village.body()).contains("望溪村", "第一网格", "第二网格", "还没有边界", "柳渡镇");
        var english = admin.get("/setting?lang=en&back=/admin/regions");
        assertThat(english.status()).isEqualTo(302);
        assertThat(admin.get("/admin/regions/places/" + home.town().id()).body())
                .contains("Liudu Town", "Wangxi Village", "<span lang=\"zh\">河东社区</span>");
        assertThat(admin.get("/admin/regions/places/" + java.util.UUID.randomUUID())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void longListsArePaged() {
        var home = homes.found();
        Scope.in(new Scope.County(home.county()), () -> {
            for (int i = 202; i < 272; i++) {
                var code = home.town().code().substring(0, 9) + i;
                regions.add(new AddPlace(home.town().id(), Level.VILLAGE, code, "第" + i + "村", null, false));
            }
        });
        var admin = door.at(home.county()).as(Role.SYSTEM_ADMIN);
        var first = admin.get("/admin/regions/places/" + home.town().id());
        assertThat(first.body()).contains("第249村", "?page=2").doesNotContain("第250村");
        assertThat(admin.get("/admin/regions/places/" + home.town().id() + "?page=2")
                        .body())
                .contains("第250村", "第271村")
                .doesNotContain("第249村", "?page=3");
        assertThat(admin.get("/admin/regions/places/" + home.town().id() + "?page=99")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aVillageIsAddedRenamedAndMerged() {
        var home = homes.found();
        var admin = door.at(home.county()).as(Role.SYSTEM_ADMIN);
        var town = "/admin/regions/places/" + home.town().id();
        var code = home.town().code().substring(0, 9) + "203";
        admin.get(town + "/add");
        assertThat(admin.post(town + "/add", Map.of("name", "石桥村", "code", code, "community", "false"))
                        .location())
                .endsWith(town);
        var added = regions.tree(home.county()).byCode(code).orElseThrow();

        var taken = admin.post(town + "/add", Map.of("name", "另一村", "code", code));
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.body()).contains("这个代码别处在用", "value=\"另一村\"", "出错");

        var place = "/admin/regions/places/" + added.id();
        assertThat(admin.get(place + "/edit").body()).contains("石桥村", code);
        assertThat(admin.post(place + "/edit", Map.of("name", " ", "code", code))
                        .body())
                .contains("名称没写");
        assertThat(admin.post(place + "/edit", Map.of("name", "石桥新村", "code", code))
                        .status())
                .isEqualTo(302);
        assertThat(regions.tree(home.county()).get(added.id()).name()).isEqualTo("石桥新村");

        var root = "/admin/regions/places/" + home.root().id() + "/edit";
        admin.post(root, Map.of("name", "新禾县", "code", home.root().code()));
        assertThat(admin.get("/admin/regions").body())
                .contains("<small>新禾县</small>")
                .doesNotContain(">试验县<");

        var full = "/admin/regions/places/" + home.village().id() + "/close";
        assertThat(admin.get(full).body()).contains("下面还有 2 个地方");
        var refused = admin.post(full, Map.of("successor", ""));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("写明并入哪里");
        assertThat(admin.post(full, Map.of("successor", "600000000000")).body()).contains("接手的要是同一级");
        assertThat(admin.post(full, Map.of("successor", code)).status()).isEqualTo(302);
        assertThat(regions.tree(home.county()).get(home.village().id()).replacedBy())
                .isEqualTo(added.id());
        assertThat(audited(home, "regions.place-changed")).isGreaterThanOrEqualTo(10);
    }

    @Test
    void aTableWithFaultyRowsGoesInWithoutThemOnlyWhenAsked() {
        var home = homes.found();
        var admin = door.at(home.county()).as(Role.SYSTEM_ADMIN);
        var prefix = home.root().code().substring(0, 6);
        assertThat(admin.get("/admin/regions/import").body()).contains("先拿模板");
        assertThat(admin.get("/admin/regions/places.csv").body())
                .contains("级别,区划代码", home.village().code());

        var csv = "级别,区划代码,名称\n镇,%1$s102000,青石镇\n村,%1$s102201,上村\n村,12,坏村\n".formatted(prefix);
        var checked = upload(admin, "/admin/regions/import", csv);
        assertThat(checked.status()).isEqualTo(422);
        assertThat(checked.body()).contains("共 3 行，2 行可以导，1 处有错", "代码“12”不合这一级的规矩", "先导这 2 行");
        assertThat(regions.tree(home.county()).byCode(prefix + "102000")).isEmpty();

        var go = checked.body().replaceAll("(?s).*action=\"[^\"]*(/admin/regions/import/[0-9a-f-]+)\".*", "$1");
        var stranger = door.at(home.county()).with("X-Test-Actor", "SYSTEM_ADMIN;id=" + java.util.UUID.randomUUID());
        stranger.get("/admin/regions/import");
        assertThat(stranger.post(go, Map.of()).body()).contains("已经不在了");

        var done = admin.post(go, Map.of());
        assertThat(done.status()).isEqualTo(302);
        assertThat(done.location()).contains("added=2");
        assertThat(admin.get("/admin/regions/import?added=2").body()).contains("新增 2 个");
        assertThat(regions.tree(home.county()).byCode(prefix + "102201")).isPresent();
        assertThat(admin.post(go, Map.of()).body()).contains("已经不在了");
        assertThat(audited(home, "regions.places-imported")).isEqualTo(1);
    }

    @Test
    void outlinesGoInAndPointsFindTheirGrid() {
        var home = homes.found();
        var admin = door.at(home.county()).as(Role.SYSTEM_ADMIN);
        admin.get("/admin/regions/outlines");
        var sample = admin.get("/admin/regions/outlines.geojson").body();
        assertThat(sample).contains(home.grid().code());
        var done = upload(admin, "/admin/regions/outlines", sample);
        assertThat(done.location()).contains("added=1");
        assertThat(regions.locate(home.county(), 112.505, 31.205)).isEqualTo(new Located(home.grid(), false));
        assertThat(admin.get("/admin/regions/places/" + home.grid().id()).body())
                .contains("有边界");

        var faulty = upload(
                admin, "/admin/regions/outlines", sample.replace(home.grid().code(), "600000"));
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(faulty.body()).contains("没有代码是 600000000000 的地方").doesNotContain("先导这");
        assertThat(upload(admin, "/admin/regions/outlines", "").body()).contains("先选一个文件");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SYSTEM_ADMIN", "VISITOR"})
    void nobodyElseChangesTheTree(Role role) {
        var home = homes.found();
        var other = door.at(home.county()).as(role);
        for (var path : List.of(
                "/admin/regions",
                "/admin/regions/places/" + home.town().id(),
                "/admin/regions/places/" + home.town().id() + "/add",
                "/admin/regions/import",
                "/admin/regions/places.csv",
                "/admin/regions/outlines")) {
            assertThat(other.get(path).status()).as(path).isEqualTo(403);
        }
        other.get("/");
        assertThat(other.post("/admin/regions/places/" + home.village().id() + "/close", Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aVisitorIsSentToTheLoginAndAnAdministratorOfAnotherCountySeesNothing() {
        var home = homes.found();
        assertThat(door.at(home.county()).get("/admin/regions").location()).contains("/accounts/login?back=");
        var elsewhere = door.at(homes.found().county()).as(Role.SYSTEM_ADMIN);
        assertThat(elsewhere.get("/admin/regions/places/" + home.town().id()).status())
                .isEqualTo(404);
    }

    @Test
    void villagesAreListedForTheApi() {
        var home = homes.found();
        var all = door.at(home.county()).get("/api/v1/regions");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.body()).contains("望溪村", "柳渡镇 · 望溪村", "河东社区").doesNotContain("第一网格");
        var first = door.at(home.county()).get("/api/v1/regions?limit=1");
        assertThat(first.body()).contains("\"next\":\"" + home.town().code() + "\"");
        assertThat(door.at(home.county())
                        .get("/api/v1/regions?limit=5&after=" + home.town().code())
                        .body())
                .contains("望溪村")
                .doesNotContain("\"柳渡镇\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "0000000000000000000000"})
    void onceThereIsACountyTheSetUpPageDoesNotExist(String secret) {
        var home = homes.found();
        assertThat(door.at(home.county()).get("/regions/begin/" + secret).status())
                .isEqualTo(404);
    }

    @Test
    void anEmptyInstallationIsSetUpOnceByWhoeverReadsTheLog() {
        var empty = new Beginning(List::of, counties, regions, calendars, administrators, transactions);
        var secret = empty.open();
        assertThat(empty.opens(secret)).isTrue();
        assertThat(empty.opens(secret + "x")).isFalse();
        assertThat(empty.years()).contains(2026);

        var form = new Beginning.BeginCounty("新设县", "609901", 2026, "admin", "long enough a password");
        int county = empty.begin(form);

        assertThat(regions.tree(county).root().name()).isEqualTo("新设县");
        assertThat(regions.tree(county).root().code()).isEqualTo("609901000000");
        assertThat(empty.opens(secret)).as("used up").isFalse();
    }

    @Test
    void aSetUpThatBrokeOffIsGoneOnWith() {
        int county = counties.found("609902", "半个县", "609902.test");
        var half = new CountySource.Home(county, "609902", "半个县", "*");
        var again = new Beginning(() -> List.of(half), counties, regions, calendars, administrators, transactions);
        var secret = again.open();
        assertThat(again.opens(secret)).isTrue();
        assertThat(again.begin(new Beginning.BeginCounty("半个县", "609902", 2026, "admin", "Liu-du-2026!")))
                .isEqualTo(county);
        assertThat(regions.tree(county).root().name()).isEqualTo("半个县");
        assertThat(new Beginning(() -> List.of(half), counties, regions, calendars, administrators, transactions)
                        .opens(secret))
                .isFalse();
    }

    private static ADoor.Answer upload(ADoor.Visitor admin, String path, String content) {
        return admin.upload(path, "file", "table.csv", content.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private long audited(ACounty.Home home, String action) {
        return Scope.in(
                new Scope.County(home.county()),
                () -> transaction.execute(
                        _ -> db.sql("select count(*) from audit.entry where county = :county and action = :action")
                                .param("county", home.county())
                                .param("action", action)
                                .query(Long.class)
                                .single()));
    }
}
