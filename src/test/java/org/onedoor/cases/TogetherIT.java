package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onedoor.Journey;
import org.onedoor.Staff;

/** Two households and one lamp: the second waits together with the first, and says herself whether it shines. */
class TogetherIT extends Journey {

    private static final String WORDS = "村口小卖部门前的路灯坏了三天，晚上看不见路";

    private final Village village;

    TogetherIT(Village village) {
        this.village = village;
    }

    @Test
    void sheJoinsWithoutWaitingForAnotherReceiptAndSaysHerOwnWord() {
        var people = village.found();
        var home = "/c/" + people.county();
        var lead = village.asks(people, WORDS, "street-light");
        village.take(people.clerk(), lead.id(), new Command.TakeOn());

        var phone = visit(Device.PHONE);
        phone.go(home + "/cases/new?how=say").fill("写几句", WORDS).press("下一步");
        phone.select("事情在哪个村（社区）", "望溪村").press("交给他们办");
        phone.see("已经有人反映了", "已有 1 人").look("together-same");
        phone.choose("一起等").press("交给他们办");
        phone.see("您和 2 户一起等结果", "回复码").look("together-receipt");
        var code = phone.page.locator("p.code").innerText();
        var link = phone.page.locator("a[href*='/r/']").first().getAttribute("href");
        phone.go(link)
                .see("和邻居的一起办", "一共 2 户", people.clerk().name())
                .seeNot("3800138000")
                .look("together-track");

        var desk = visit(Device.DESKTOP);
        desk.go(home + "/accounts/login");
        desk.page.locator("input[name=login]").fill(people.clerk().login());
        desk.page.locator("input[name=password]").fill(Staff.PASSWORD);
        desk.page.locator("form button:visible").last().click();
        desk.go(home + "/desk/cases/" + lead.id()).see("一共 2 户").look("together-desk");
        village.take(people.clerk(), lead.id(), new Command.Answer(Outcome.SOLVED, "换了灯头，当晚亮了", null));

        phone.go(link).see("换了灯头，当晚亮了", "办好了没有，您说了算").look("together-answered");
        phone.choose("没办好，请重新办");
        phone.page.locator("textarea[name=why]").first().fill("我门口这一盏还不亮");
        phone.page.locator("form[action$='/verdict'] input[name=code]").fill(code);
        phone.press("交上去");
        phone.see("重新办", "正在办").look("together-again");
        desk.go(home + "/desk/cases").see("路灯不亮").look("together-desk-again");
        assertThat(desk.page.content()).contains("路灯不亮");
    }
}
