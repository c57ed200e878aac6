package org.onedoor.grids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.Journey;
import org.onedoor.Staff;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.PostKind;
import org.onedoor.regions.Regions;

/**
 * The secretary looks at the grids of her village on a drawing; one worker's post falls vacant, she hears of it and knows
 * whom to ask, and the administrator appoints somebody from the same drawing.
 */
class GridIT extends Journey {

    private final ACounty counties;
    private final Staff staff;
    private final Regions regions;

    GridIT(ACounty counties, Staff staff, Regions regions) {
        this.counties = counties;
        this.staff = staff;
        this.regions = regions;
    }

    @Test
    void aVacancyIsSeenOnTheMapAndFilled() {
        var home = counties.found();
        int county = home.county();
        Scope.in(new Scope.County(county), () -> regions.draw(GridPagesTest.outlines(home)));
        staff.at(county, home.root(), PostKind.SUPERVISOR);
        var secretary = staff.named("罗守田", county, home.village(), PostKind.SECRETARY);
        staff.named("陈小满", county, home.village(), PostKind.CLERK);
        var office = staff.office(county, home.village());
        var fang = staff.named("方远", county, office, home.grid(), PostKind.GRID_WORKER);
        staff.named("方原", county, office, home.otherGrid(), PostKind.GRID_WORKER);
        var here = "/c/" + county + "/desk/grids/" + home.village().id();

        var luo = desk(Device.DESKTOP, secretary, null);
        luo.press("网格").see("望溪村的网格", "每一格都有人管", "方远", "常走访").look("grids-village");
        luo.page.locator(".gridmap a").first().click();
        assertThat(luo.at()).endsWith("#g1");

        // The administrator takes the worker off; the secretary's bell rings and leads to the map.
        var admin = visit(Device.DESKTOP);
        admin.page.setExtraHTTPHeaders(Map.of("X-Test-Actor", "SYSTEM_ADMIN"));
        admin.go("/c/" + county + "/admin/organizations/posts/" + fang.post().id())
                .see("方远", "职责")
                .look("grids-post");
        admin.press("免去现任");
        var bell = staff.browser(secretary);
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(10))
                .until(() -> bell.get("/desk/notices").text().contains("空着"));
        luo.go("/c/" + county + "/desk/notices").see("第一网格 的网格员空着，请安排人").look("grids-notice");
        luo.press("打开").see("1 处没人管", "空岗").look("grids-vacant");
        var phone = desk(Device.PHONE, secretary, null);
        phone.go(here).see("空岗").look("grids-vacant");

        admin.go(here).see("1 处没人管").look("grids-admin");
        admin.press("安排人").fill("谁", fang.login());
        admin.page.locator("#since").fill(Now.today().toString());
        admin.press("任命到岗").go(here).see("每一格都有人管", "方远");

        // The town sees all its villages; a neighbour sees hers only.
        var town = desk(Device.DESKTOP, staff.named("何岸", county, home.town(), PostKind.DISPATCHER), null);
        town.go("/c/" + county + "/desk/grids").see("柳渡镇", "望溪村", "2 个网格").look("grids-list");
        town.go("/c/" + county + "/desk/grids/" + home.town().id())
                .see("柳渡镇的网格", "望溪村")
                .look("grids-town");
        var neighbour = staff.browser(staff.at(county, home.community(), PostKind.CLERK));
        assertThat(neighbour.get("/desk/grids/" + home.village().id()).status()).isEqualTo(404);
    }
}
