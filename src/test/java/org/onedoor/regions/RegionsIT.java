package org.onedoor.regions;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.ACounty;
import org.onedoor.Journey;

/** The system administrator sets up where things are and which days count. */
class RegionsIT extends Journey {

    private final ACounty homes;

    RegionsIT(ACounty homes) {
        this.homes = homes;
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void placesAreWalkedChangedAndImported(Device device) {
        var home = homes.found();
        var admin = administrator(device).go("/c/" + home.county() + "/admin/regions");
        admin.see("柳渡镇").look("regions-list");
        admin.press("柳渡镇").press("望溪村").see("第一网格").look("regions-village");
        admin.press("加下级").see("在望溪村下面加一个").press("存好").see("还差").look("regions-add-fault");
        admin.fill("名称", "第三网格")
                .fill("区划代码", home.village().code() + "003")
                .press("存好")
                .see("第三网格");
        admin.press("撤并").see("并入哪里").look("regions-close");

        admin.go("/c/" + home.county() + "/admin/regions/import").see("先拿模板").look("regions-import");
        admin.page.setInputFiles(
                "#file",
                new com.microsoft.playwright.options.FilePayload(
                        "places.csv",
                        "text/csv",
                        ("级别,区划代码,名称\n村," + home.town().code().substring(0, 9) + "209,青石村\n村,12,坏村\n")
                                .getBytes(StandardCharsets.UTF_8)));
        admin.press("上传检查").see("共 2 行，1 行可以导，1 处有错").look("regions-import-faulty");
        admin.press("先导这 1 行").see("新增 1 个").look("regions-import-done");
        admin.go("/c/" + home.county() + "/admin/regions/outlines")
                .see("GeoJSON")
                .look("regions-outlines");
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void theYearIsLookedAtAndChanged(Device device) {
        var home = homes.found();
        var admin = administrator(device).go("/c/" + home.county() + "/admin/calendar?year=2026");
        admin.see("全年 248 个工作日").look("calendar-year");
        admin.press("2027").see("暂定").look("calendar-provisional");
        admin.press("办公时间").fill("承诺到期那天，几点为止", "25:00").press("存好").see("写成 17:30");
        admin.look("calendar-hours-fault");
        admin.fill("承诺到期那天，几点为止", "17:30").press("存好").see("办公时间改好了");
        admin.press("地方的日子").see("没有地方自己的日子").look("calendar-local-empty");
        admin.fill("哪里（区划代码）", home.village().code());
        admin.fill("日期", "2099-01-01").fill("因为什么", "防汛停工").press("加上").see("选一个日期");
        admin.fill("日期", "2030-06-03").press("加上").see("柳渡镇 · 望溪村").look("calendar-local");
        admin.go("/c/" + home.county() + "/admin/calendar/import").see("先拿模板").look("calendar-import");
    }

    @Test
    void englishPagesShowChineseNamesWhereThereAreNoOthers() {
        var home = homes.found();
        var admin = administrator(Device.DESKTOP, Mode.ENGLISH).go("/c/" + home.county() + "/admin/regions");
        admin.press("Liudu Town").see("河东社区").look("regions-list");
        admin.go("/c/" + home.county() + "/admin/calendar?year=2026")
                .see("248 working days")
                .look("calendar-year");
        admin.go("/c/" + home.county() + "/admin/calendar/local")
                .see("Local days")
                .look("calendar-local");
    }

    private Window administrator(Device device, Mode... modes) {
        var window = visit(device, modes);
        window.page.setExtraHTTPHeaders(Map.of("X-Test-Actor", "SYSTEM_ADMIN"));
        return window;
    }
}
