package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.Journey;
import org.onedoor.Staff;
import org.onedoor.organizations.PostKind;

/** What rules could not place, and who is there when it cannot wait. */
class TriageIT extends Journey {

    private static final String MORNING = "2026-11-18T09:30";
    private static final String NIGHT = "2026-11-18T23:10";

    private final ACounty counties;
    private final Staff staff;
    private final ACase cases;

    TriageIT(ACounty counties, Staff staff, ACase cases) {
        this.counties = counties;
        this.staff = staff;
        this.cases = cases;
    }

    private record Here(ACounty.Home home, Staff.Member luo, Staff.Member chen, Staff.Member he, Staff.Member tian) {
        int county() {
            return home.county();
        }
    }

    private Here here() {
        return ACase.at("2026-01-05T09:00", () -> {
            var home = counties.found();
            int county = home.county();
            staff.named("程知远", county, home.root(), PostKind.SUPERVISOR);
            staff.named(
                    "徐禾", county, staff.office(county, home.town(), "urban-management"), home.town(), PostKind.HANDLER);
            return new Here(
                    home,
                    staff.named("罗守田", county, home.village(), PostKind.SECRETARY),
                    staff.named("陈小满", county, home.village(), PostKind.CLERK),
                    staff.named("何岸", county, home.town(), PostKind.DISPATCHER),
                    staff.named("田秋白", county, home.town(), PostKind.CLERK));
        });
    }

    private Receipt asked(Here here, String at, @Nullable String item, String words, String phone) {
        return ACase.at(
                "2026-11-" + at,
                () -> cases.filed(
                        here.county(),
                        ARequest.at(here.home().village().id(), words)
                                .item(cases.item(here.county(), item))
                                .by("林秀菊")
                                .phone(phone)
                                .form()));
    }

    @Test
    void whatIsSaidTwiceIsJoinedAndWhatNobodyCouldPlaceIsPlacedByOneTap() {
        var here = here();
        var known = asked(here, "17T15:00", "street-light", "村委会到小学那段路灯坏了三盏，晚上看不见路", "13900140001");
        var again = asked(here, "18T08:10", null, "小学那段路灯坏了，晚上看不见路", "13900140002");
        asked(here, "18T08:30", null, "想问问老年食堂什么时候开", "13900140001");

        var he = desk(Device.DESKTOP, here.he(), MORNING);
        he.press("等安排").see("新来的，要受理", "小学那段路灯坏了").look("triage-queue");
        he.press("小学那段路灯坏了，晚上看不见路：").see("像是这几项，点一下就定", "路灯不亮").look("triage-item");
        he.page
                .locator(".note--plain button")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("路灯不亮"))
                .click();
        he.page.waitForURL("**did=change-item**");
        he.see("可能有人已经反映过", known.number(), "公共的事").look("triage-same");
        he.press("并过去").see("已并过去，各自的回执还在").look("triage-joined");

        var resident = visit(Device.PHONE);
        resident.go("/c/" + here.county() + "/r/" + again.longId())
                .see(again.number())
                .look("triage-joined-receipt");

        // The same phone: seen by staff, never said to the public.
        he.go("/c/" + here.county() + "/desk/cases?view=triage").press("想问问老年食堂");
        he.see("同一个电话近三个月说过的", known.number()).seeNot("13900140001").look("triage-same-phone");

        // Whom the place is not: nothing of it.
        var elsewhere = staff.browser(staff.at(here.county(), here.home().community(), PostKind.CLERK));
        assertThat(elsewhere.get("/desk/cases?view=triage").text())
                .doesNotContain("小学那段")
                .doesNotContain("老年食堂什么时候开");
    }

    @Test
    void theRosterShowsItsGapsAndAtNightTheTownsDutyPostIsAsked() {
        var here = here();
        var luo = desk(Device.DESKTOP, here.luo(), MORNING);
        luo.press("值班表").see("望溪村 值班表", "没人值班").look("duty-empty");
        luo.select("谁值", first(luo, "陈小满"));
        for (var day : List.of("星期一", "星期二", "星期三", "星期四", "星期五")) {
            luo.choose(day);
        }
        luo.page.locator("#from").fill("08:30");
        luo.page.locator("#to").fill("16:00");
        luo.press("排上").see("陈小满 · 窗口值班员", "16:00–17:30", "没人值班").look("duty-gap");

        var he = desk(Device.PHONE, here.he(), MORNING);
        he.go("/c/" + here.county() + "/desk/organizations/duty").see("有空档").look("duty-places");
        he.go("/c/" + here.county() + "/desk/organizations/duty/"
                + here.home().town().id());
        he.select("镇值班岗", first(he, "田秋白")).press("存好");
        he.look("duty-town");

        // Ten past eleven at night: first the numbers that save, then the one who is awake.
        var resident = visit(Device.PHONE);
        resident.later(NIGHT);
        resident.go("/c/" + here.county() + "/cases/new?how=say");
        resident.fill("写几句", "电线断了，有人触电站不起来了").press("下一步");
        resident.page
                .locator("select[name=place]")
                .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("望溪村"));
        resident.see("先打电话，人要紧", "120").look("night-danger");
        resident.page.locator("#phone").fill("13900140009");
        resident.press("交给他们办");
        resident.see("收到了，有人办", "田秋白").look("night-receipt");

        var tian = desk(Device.PHONE, here.tian(), NIGHT);
        tian.see("急", "电线断了").look("night-desk");
        var chen = desk(Device.PHONE, here.chen(), NIGHT);
        chen.see("这里的都办完了");
    }

    /** The whole text of the choice in which this name stands. */
    private static String first(Window window, String name) {
        return window.page
                .locator("option")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(name))
                .first()
                .innerText();
    }
}
