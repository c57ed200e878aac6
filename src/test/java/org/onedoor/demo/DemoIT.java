package org.onedoor.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.Journey;
import org.onedoor.cases.State;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Organizations;
import org.onedoor.regions.Counties;
import org.onedoor.regions.Level;
import org.onedoor.regions.Regions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody looks around in the demo county, in its small form: one case of each kind. */
class DemoIT extends Journey {

    private final DemoCounty demo;
    private final Counties counties;
    private final Regions regions;
    private final Organizations organizations;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    DemoIT(
            DemoCounty demo,
            Counties counties,
            Regions regions,
            Organizations organizations,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.demo = demo;
        this.counties = counties;
        this.regions = regions;
        this.organizations = organizations;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void theCountyIsThere() {
        await().atMost(Duration.ofMinutes(4))
                .until(() ->
                        counties.all().stream().anyMatch(home -> home.code().equals(DemoCounty.CODE))
                                && !demo.logins(county()).isEmpty()
                                && counties.seededUntil(county()).isEmpty()
                                && demo.percent(county()) == 100);
    }

    @Test
    void placesAreAsTheIssueSays() {
        var tree = regions.tree(county());
        var towns = tree.children(tree.root().id());
        assertThat(towns).hasSize(3);
        assertThat(towns.stream().map(town -> tree.children(town.id()).size()))
                .as("46 in one, a few in the others")
                .containsExactlyInAnyOrder(46, 6, 5);
        assertThat(tree.all(Level.VILLAGE)).allSatisfy(village -> {
            assertThat(village.code()).startsWith("60");
            assertThat(tree.children(village.id())).hasSize(3);
        });
        assertThat(tree.all(Level.VILLAGE).stream().anyMatch(place -> place.community()))
                .isTrue();
        assertThat(organizations.of(county()).officesOf(towns.getFirst().id())).hasSizeGreaterThan(10);
        // Every cell of the lattice has its grids; far away is nobody's.
        var found = regions.locate(county(), 110.305, 33.51);
        assertThat(found.outside()).isFalse();
        assertThat(found.place().level()).isEqualTo(Level.GRID);
        assertThat(regions.locate(county(), 110.0, 33.0).outside()).isTrue();
        assertThat(counties.all())
                .as("a second, tiny county")
                .filteredOn(home -> home.name().equals("青浦岭县"))
                .singleElement()
                .satisfies(home -> assertThat(regions.tree(home.county()).all(Level.VILLAGE))
                        .hasSize(2));
    }

    @Test
    void everyStateOccursAndSoDoTheEndsAndWhatClimbs() {
        var states = Set.copyOf(texts("select distinct state from cases.matter where county = :county"));
        assertThat(states)
                .containsExactlyInAnyOrderElementsOf(
                        List.of(State.values()).stream().map(State::name).collect(Collectors.toSet()));
        assertThat(texts(
                        "select distinct closed_as from cases.matter where county = :county and closed_as is not null"))
                .contains("APPROVED");
        assertThat(texts("select state from cases.matter where county = :county and guarded"))
                .isNotEmpty();
        assertThat(texts("select distinct rung from cases.escalation where county = :county"))
                .contains("due", "town", "county");
        assertThat(texts("select because from cases.draw where county = :county"))
                .isNotEmpty();
        assertThat(texts("select state from cases.matter where county = :county and rating is not null"))
                .isNotEmpty();
        assertThat(texts("select state from cases.matter where county = :county and round = 2"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void oneLooksAroundWithTheLoginsOfTheLoginPage(Device device) {
        var clerk = visit(device).go("/accounts/login").see("演示账号", "陈小满").look("demo-logins");
        enter(clerk, "陈小满");
        clerk.go("/desk/cases").see("望溪村").look("demo-desk");

        var admin = visit(device).go("/accounts/login");
        enter(admin, "系统管理员");
        var code = Pattern.compile("现在的动态码是 (\\d{6})").matcher(admin.text());
        assertThat(code.find()).isTrue();
        // The first time she sets her second factor, later she gives its code: one box either way.
        admin.page.fill("#code", code.group(1));
        admin.page.locator("main form button").first().click();
        admin.page.waitForLoadState();
        admin.go("/admin").see("管理", "后台作业").look("admin-home");
        admin.press("后台作业").see("都传到了", "自己跑的").look("admin-jobs");
        admin.go("/admin/regions").press("试一个点").see("已经画了 171 处边界").look("admin-point");
        admin.fill("经度", "110.305").fill("纬度", "33.51").press("看落在哪里").see("网格", "点在它的边界里面");
        admin.look("admin-point-inside");
        admin.fill("经度", "110.10").fill("纬度", "33.20").press("看落在哪里").see("先算最近的村");
    }

    private static void enter(Window window, String who) {
        window.page
                .getByRole(
                        com.microsoft.playwright.options.AriaRole.BUTTON,
                        new com.microsoft.playwright.Page.GetByRoleOptions().setName("用" + who + "登录"))
                .click();
        window.page.waitForLoadState();
    }

    private int county() {
        return counties.all().stream()
                .filter(home -> home.code().equals(DemoCounty.CODE))
                .mapToInt(CountySource.Home::county)
                .findFirst()
                .orElseThrow();
    }

    private List<String> texts(String sql) {
        Supplier<List<String>> read =
                () -> db.sql(sql).param("county", county()).query(String.class).list();
        return new ArrayList<>(Scope.in(new Scope.County(county()), () -> transaction.execute(_ -> read.get())));
    }
}
