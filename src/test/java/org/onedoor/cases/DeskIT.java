package org.onedoor.cases;

import org.junit.jupiter.api.Test;
import org.onedoor.Journey;
import org.onedoor.Staff;

/** A clerk's morning at the desk: what is due first, one next step, and a spoken question closed in four inputs. */
class DeskIT extends Journey {

    private final Village village;

    DeskIT(Village village) {
        this.village = village;
    }

    @Test
    void sheClearsHerDeskByKeyboard() {
        var people = village.found();
        village.asks(people, "我今年八十一了，人家说有那个老人钱，我也不晓得咋个弄，帮我问一下嘛。", "old-age-allowance");
        village.asks(people, "村口的路灯坏了三天，晚上摔了一个人", "street-light");
        village.asks(people, "村口路灯不亮好几天了", "street-light");
        village.asks(people, "家里那口子病了，药费报不了", null);
        var desk = visit(Device.DESKTOP);
        enter(desk, people.clerk());
        desk.see("必办", "林＊菊").look("desk");
        desk.page.keyboard().press("j");
        desk.page.keyboard().press("Enter");
        desk.page.waitForSelector("#pane .acts");
        desk.see("老人钱", "联系人", "四个时限").look("desk-case");
        desk.page.keyboard().press("e");
        desk.page.waitForLoadState();
        desk.look("desk-next");
        desk.go(home(people) + "/desk/cases?view=triage").look("desk-triage");
        desk.press("村口的路灯坏了三天").page.waitForSelector("#pane .acts");
        desk.see("可能有人已经反映过").look("desk-same");
        desk.press("更多操作").see("转保护办理").look("desk-more");
        desk.go(home(people) + "/desk/cases?view=open&batch=true").see("都接过来办").look("desk-batch");
        desk.go(home(people) + "/desk/cases?q=nothing").see("没有搜到").look("desk-nothing");
    }

    @Test
    void theSameDeskFitsAPhoneAndWorksWithoutScript() {
        var people = village.found();
        var receipt = village.asks(people, "水管爆了，院子里全是水", "water-off");
        for (var modes : new Mode[][] {{}, {Mode.NO_SCRIPT}, {Mode.ENGLISH}}) {
            var phone = visit(Device.PHONE, modes);
            enter(phone, people.clerk());
            phone.look("desk");
            phone.page.locator("a.row").first().click();
            phone.page.waitForURL("**/desk/cases/" + receipt.id() + "**");
            phone.look("desk-case");
            phone.go(home(people) + "/desk/cases/" + receipt.id() + "/ask").look("desk-form");
            phone.go(home(people) + "/desk/cases/new").look("desk-intake");
        }
    }

    @Test
    void aSpokenQuestionIsRegisteredAndClosedInFourInputs() {
        var people = village.found();
        var desk = visit(Device.DESKTOP);
        enter(desk, people.clerk());
        desk.page.keyboard().press("n");
        desk.page.waitForURL("**/desk/cases/new");
        desk.look("desk-intake");
        desk.press("当场办好").see("要写明怎么答复的").look("desk-intake-fault");
        desk.fill("他怎么说的", "社保卡丢了去哪里补").fill("当场怎么答复的", "带身份证到镇人社所，当天能补").press("当场办好");
        desk.see("已登记", "办好了").look("desk-filed");
        desk.press("更多操作").press("打印回执").see("屏幕上不显示").look("desk-print");
        desk.press("打印").see("回执").look("desk-tear");
    }

    private void enter(Window window, Staff.Member member) {
        window.go("/c/" + member.county() + "/accounts/login");
        window.page.locator("input[name=login]").fill(member.login());
        window.page.locator("input[name=password]").fill(Staff.PASSWORD);
        window.page.locator("main form button").first().click();
        window.page.waitForURL("**/desk/**");
    }

    private static String home(Village.People people) {
        return "/c/" + people.county();
    }
}
