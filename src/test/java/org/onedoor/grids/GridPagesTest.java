package org.onedoor.grids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.GoAway;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.PostKind;
import org.onedoor.regions.Regions;

/** Whose each grid is, and that whoever can fill one hears of it. */
@OneDoorTest
class GridPagesTest {

    private final ACounty counties;
    private final Staff staff;
    private final Organizations organizations;
    private final Regions regions;

    private ACounty.Home home;
    private Staff.Member secretary;
    private Staff.Member worker;
    private Staff.Member clerk;
    private String here;

    GridPagesTest(ACounty counties, Staff staff, Organizations organizations, Regions regions) {
        this.counties = counties;
        this.staff = staff;
        this.organizations = organizations;
        this.regions = regions;
    }

    @BeforeEach
    void settled() {
        home = counties.found();
        staff.at(home.county(), home.root(), PostKind.SUPERVISOR);
        secretary = staff.named("罗守田", home.county(), home.village(), PostKind.SECRETARY);
        clerk = staff.named("陈小满", home.county(), home.village(), PostKind.CLERK);
        worker = staff.named(
                "方远", home.county(), staff.office(home.county(), home.village()), home.grid(), PostKind.GRID_WORKER);
        here = "/desk/grids/" + home.village().id();
    }

    /** Two grids side by side. */
    static byte[] outlines(ACounty.Home home) {
        return """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"code":"%s"},"geometry":{"type":"Polygon","coordinates":
              [[[110.30,33.50],[110.31,33.50],[110.31,33.51],[110.30,33.51],[110.30,33.50]]]}},
            {"type":"Feature","properties":{"code":"%s"},"geometry":{"type":"Polygon","coordinates":
              [[[110.31,33.50],[110.32,33.50],[110.325,33.508],[110.31,33.51],[110.31,33.50]]]}}]}
            """.formatted(home.grid().code(), home.otherGrid().code()).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void eachGridHasItsOutlineItsWorkerAndItsDuties() {
        Scope.in(new Scope.County(home.county()), () -> regions.draw(outlines(home)));
        var page = staff.browser(clerk).get(here);
        assertThat(page.text())
                .contains("第一网格")
                .contains("方远")
                .contains("常走访、常看看")
                .contains("第二网格")
                .contains("没有设岗")
                .contains("书记主任")
                .contains("罗守田");
        assertThat(page.body())
                .contains("第一网格：有人 方远")
                .contains("第二网格：没有设岗")
                .containsPattern("<path class=\"gr \" fill-rule=\"evenodd\" d=\"M[0-9 ]+L[0-9 L]+Z\"/>")
                .contains("gr--none");
        var town = staff.browser(staff.at(home.county(), home.town(), PostKind.DISPATCHER))
                .get("/desk/grids/" + home.town().id());
        assertThat(town.text()).contains("望溪村").contains("2 个网格").contains("没人");
        assertThat(town.body()).contains("望溪村 第一网格：有人 方远");
    }

    @Test
    void withoutOutlinesTheTableSaysItAll() {
        var page = staff.browser(clerk).get(here);
        assertThat(page.body()).doesNotContain("class=\"chart gridmap\"");
        assertThat(page.text()).contains("第一网格").contains("方远");
    }

    @Test
    void theNeighboursGridsAreNotHers() {
        var neighbour = staff.at(home.county(), home.community(), PostKind.CLERK);
        assertThat(staff.browser(neighbour).get(here).status()).isEqualTo(404);
        assertThat(staff.browser(neighbour).get("/desk/grids").path())
                .isEqualTo("/desk/grids/" + home.community().id());
        assertThat(staff.visitor(home.county()).get(here).path()).contains("/accounts/login");
        assertThat(staff.browser(clerk).get("/desk/grids/" + home.root().id()).status())
                .isEqualTo(404);
    }

    @Test
    void whoCanFillAVacancyHearsOfItAndTheNumberStays() {
        var browser = staff.browser(secretary);
        assertThat(browser.get(here).text()).contains("1 处没人管");
        organizations(() -> organizations.vacate(home.county(), worker.post().id()));
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(10))
                .until(() -> browser.get("/desk/notices").text().contains("第一网格 的网格员空着，请安排人"));
        var page = browser.get(here);
        assertThat(page.text()).contains("2 处没人管").contains("空岗");
        assertThat(page.body()).containsPattern("网格\\s*<em class=\"num\">2</em>");
        assertThat(staff.browser(clerk).get(here).body())
                .as("she cannot fill it")
                .doesNotContainPattern("网格\\s*<em class=\"num\">");

        // The administrator sees it in her menu and is led to where one appoints.
        var admin = staff.admin(home.county(), Role.SYSTEM_ADMIN);
        assertThat(browser.get(here).text()).contains("请找系统管理员");
        assertThat(admin.get(here).body())
                .containsPattern("网格\\s*<em class=\"num\">2</em>")
                .contains("/admin/organizations/posts/" + worker.post().id());
        admin.post(
                "/admin/organizations/posts/" + worker.post().id() + "/appoint",
                "who",
                worker.login(),
                "since",
                Now.today().toString());
        assertThat(browser.get(here).text()).contains("1 处没人管").contains("方远");
    }

    @Test
    void anAbsenceWithoutAStandInIsToldAndOneWithIsShown() {
        var browser = staff.browser(secretary);
        away(null);
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(10))
                .until(() -> browser.get("/desk/notices").text().contains("第一网格 的网格员外出，没人代"));
        assertThat(browser.get(here).text()).contains("外出，没人代").contains("方远");
    }

    @Test
    void whoStandsInIsNamedWithWhomSheStandsInFor() {
        away(clerk);
        assertThat(staff.browser(secretary).get(here).text())
                .contains("陈小满 代 方远")
                .contains("1 处没人管");
    }

    @Test
    void dutiesAreSaidInTheCountysOwnWordsWhereItWants() {
        var admin = staff.admin(home.county(), Role.SYSTEM_ADMIN);
        var post = "/admin/organizations/posts/" + worker.post().id();
        assertThat(admin.get(post).text()).contains("空着就按岗位类型").contains("常走访");
        assertThat(admin.post(post + "/duties", "duties", "长".repeat(501)).status())
                .isEqualTo(422);
        admin.post(post + "/duties", "duties", "每周走一遍独居老人");
        assertThat(staff.browser(clerk).get(here).text()).contains("每周走一遍独居老人").doesNotContain("常走访");
        admin.post(post + "/duties", "duties", " ");
        assertThat(staff.browser(clerk).get(here).text()).contains("常走访");
        assertThat(staff.browser(clerk).post(post + "/duties", "duties", "不干").status())
                .isEqualTo(403);
    }

    private void away(Staff.Member standIn) {
        organizations(() -> organizations.away(new GoAway(
                home.county(),
                worker.post().id(),
                worker.account(),
                standIn == null ? null : standIn.account(),
                Now.instant(),
                Now.instant().plus(Duration.ofDays(3)))));
    }

    private void organizations(Runnable work) {
        Scope.in(new Scope.County(home.county()), () -> {
            work.run();
            return 0;
        });
    }
}
