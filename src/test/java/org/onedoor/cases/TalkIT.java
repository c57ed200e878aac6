package org.onedoor.cases;

import org.junit.jupiter.api.Test;
import org.onedoor.Staff;

/**
 * She wants her news by mail, not by telephone. She writes to those who work on it, a person answers on her page, and each
 * hears of the other; her daughter reads along and cannot write; who has nothing to do with it is told whose it is.
 */
class TalkIT extends DayInWangxi {

    TalkIT(Townsfolk townsfolk, Staff staff) {
        super(townsfolk, staff);
    }

    @Test
    void sheWritesAPersonAnswersAndEachIsToldInTheirWay() {
        var resident = visit(Device.PHONE);
        resident.go(at("/cases/new?how=say")).fill("写几句", "屋后的沟又堵了，一下雨水就进灶房").press("下一步");
        resident.select("事情在哪个村（社区）", "望溪村").fill("电话", "13800138061");
        resident.press("怎么告诉您").choose("发邮件").look("t01-told-by");
        resident.press("交给他们办").see("邮箱写得不对").look("t02-fault");
        resident.page.locator("#mail").fill("lin@example.cn");
        resident.press("交给他们办").see("收到了，有人办").look("t03-receipt");
        var code = resident.page.innerText(".code").strip();
        var link = link(resident.page.locator("a.prose[href*='/r/']").getAttribute("href"));
        resident.go(link).see("留言", "有进展：发邮件").look("t04-track");
        resident.press("给办事的人留言").look("t05-write");
        resident.fill("您想说什么", "礼拜六家里没人，礼拜天能来吗").press("留下").see("回复码不对").look("t06-no-code");
        resident.fill("回复码", code).press("留下").see("留下了，办事的人收到了", "礼拜六家里没人").look("t07-written");

        // Her daughter has the link: she reads along, and writes nothing.
        var daughter = visit(Device.PHONE);
        daughter.go(link).see("礼拜六家里没人").press("给办事的人留言");
        daughter.fill("您想说什么", "我妈说算了").fill("回复码", "AAAA2222").press("留下").see("回复码不对");

        // It comes to the clerk's bell and leads to the case; nobody else answers there.
        var clerk = login(folk.clerk(), Device.DESKTOP);
        clerk.go(at("/desk/notices")).see("居民留言了，请回他").look("t08-bell");
        clerk.page
                .locator("li", new com.microsoft.playwright.Page.LocatorOptions().setHasText("居民留言了"))
                .first()
                .locator("button")
                .click();
        clerk.page.waitForURL("**/desk/cases/*");
        var id = caseAt(clerk.at());
        clerk.see("居民留了 1 条言，还没有回", "礼拜六家里没人").seeNot(code, "lin@example.cn").look("t09-case");
        isTold(folk.secretary(), id, "contact", "这一步由这件事的联系人", "version", "0", "how", "page", "note", "好");
        isNotThereFor(folk.neighbour(), id, "contact", "version", "0", "how", "page", "note", "好");
        refuses(
                staff.browser(folk.clerk()).post("/r/" + longId(link) + "/talk", "words", "不用来", "code", code),
                403,
                "您现在登录的是工作人员");
        act(clerk, "回居民的留言");
        clerk.see("居民看得到，会收到通知").choose("在办件页上留言").look("t10-answer");
        act(clerk, "记下");
        clerk.see("请写一句话").look("t11-empty");
        clerk.fill("说明", "好，礼拜天上午带工具来，不用特意等");
        act(clerk, "记下");
        clerk.see("已记下联系", "礼拜天上午带工具来").seeNot("还没有回").look("t12-answered");

        // A letter, no short message; then she would rather be called, and the next news asks the clerk to do so.
        visit(Device.PHONE)
                .go(at("/notices/outbox"))
                .see("lin@example.cn", "有人给您留言")
                .seeNot(code, "13800138061");
        resident.go(link).see("礼拜天上午带工具来", "陈小满").look("t13-thread");
        resident.press("换一种").look("t14-telling");
        resident.choose("请人打电话告诉").fill("回复码", code).press("就这样告诉我");
        resident.see("改好了", "有进展：请人打电话告诉").look("t15-changed");
        clerk.go(at("/desk/cases/" + id));
        act(clerk, "接过来办");
        clerk.go(at("/desk/cases/" + id + "/answer")).choose("办好了").fill("做了什么", "沟通了，水往外走");
        act(clerk, "答复");
        clerk.see("有进展还没打给他").look("t16-call-her");
        clerk.go(at("/desk/cases/" + id));
        act(clerk, "打电话");
        clerk.see("13800138061");
        act(clerk, "打通了，记一笔");
        clerk.choose("打电话").fill("说明", "跟她说了，她去看");
        act(clerk, "记下");
        clerk.see("答复已送到").seeNot("有进展还没打给他").look("t17-called");
        resident.go(link).see("办好了没有，您说了算");
    }
}
