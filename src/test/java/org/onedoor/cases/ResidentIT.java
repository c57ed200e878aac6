package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onedoor.Journey;

/** A resident's day on the phone: she tells us, keeps her receipt, follows it, and her daughter follows from far away. */
class ResidentIT extends Journey {

    private static final String PLACE = "事情在哪个村（社区）";

    @Test
    void sheFilesInTwoPagesAndFollowsByHerReceipt() {
        var phone = visit(Device.PHONE);
        phone.go("/").see("您好，想办什么事？").look("home-nowhere");
        phone.press("选我的村").see("望溪村").look("villages");
        phone.press("望溪村").see("今天谁在岗").look("home");
        phone.press("说一说").see("第 1 页，共 2 页").look("say");
        phone.fill("写几句", "村口第二盏路灯三天不亮了，打我 13900130001").press("下一步");
        phone.see("这个号码只给办事的人看，好吗？").look("send");
        assertThat(phone.page.locator("#phone").inputValue()).isEqualTo("13900130001");
        phone.press("交给他们办");
        if (phone.at().startsWith("/cases/new/same")) {
            phone.see("已经有人反映了").look("same");
            phone.choose("不是同一件，照样交").press("交给他们办");
        }
        phone.see("收到了，有人办", "我们承诺", "回复码").look("receipt");
        var link = phone.page.locator("a[href*='/r/']").first().getAttribute("href");
        phone.press("打印回执").see("撕下来自己留着").look("receipt-print");

        var daughter = visit(Device.DESKTOP);
        daughter.go(link).see("我们承诺", "还剩", "办到哪一步了", "谁看过我的资料").look("track");
        daughter.seeNot("13900130001");
        phone.go(link).look("track");
        phone.press("催一催").see("已经催了");
        phone.press("不办了，撤回").fill("为什么不办了", "自己修好了").fill("回复码", "23456789");
        phone.page.locator("details button").last().click();
        phone.see("回复码不对", "出错").look("track-refused");
    }

    @Test
    void whoFillsInBadlyIsToldWhereAndLosesNothing() {
        var phone = visit(Device.PHONE);
        phone.go("/cases/new?how=call").see("请人打给您").look("call");
        phone.choose("上午").press("下一步");
        phone.fill("怎么称呼您", "林秀菊").press("交给他们办");
        phone.see("还差 2 处没填好", "请选村或社区", "要我们打给您，请留个电话").look("send-faults");
        assertThat(phone.page.getByLabel("怎么称呼您").inputValue()).isEqualTo("林秀菊");
    }

    @Test
    void anItemAsksOneQuestionAPage() {
        var phone = visit(Device.PHONE);
        phone.go("/cases/new?item=old-age-allowance")
                .see("谁来领这笔钱", "我们承诺 5 个工作日内办好")
                .look("question");
        phone.press("下一步").see("这一题要答").look("question-fault");
        phone.choose("老人本人").press("下一步").see("老人哪天出生").look("question-date");
        phone.fill("老人哪天出生", "1945-03-12").press("下一步").see("还想说点什么").press("下一步");
        phone.select(PLACE, "望溪村").fill("电话", "13900130002").press("再看一遍");
        phone.see("看一遍，对不对", "老人本人", "1945-03-12").look("check");
        phone.press("交给他们办").see("收到了，有人办");
    }

    @Test
    void theSamePagesServeElderPeopleEnglishAndWithoutScript() {
        for (var mode : new Mode[] {Mode.ELDER, Mode.ENGLISH, Mode.NO_SCRIPT}) {
            var phone = visit(Device.PHONE, mode);
            phone.go("/").look("home");
            phone.go("/cases/new?how=say").look("say");
            phone.page.locator("textarea[name=words]").fill("水管漏水 water pipe");
            phone.page.locator("form[action$='/cases/new'] button").last().click();
            phone.page.waitForURL("**/cases/new/send");
            phone.look("send");
            phone.page
                    .locator("select[name=place]")
                    .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
            phone.page.locator("form[action$='/cases/new/send'] > button").click();
            phone.page.waitForURL(url -> url.contains("/cases/receipt") || url.contains("/cases/new/same"));
            if (phone.at().startsWith("/cases/new/same")) {
                phone.page.locator("input[value=own]").check();
                phone.page.locator("form > button").first().click();
            }
            phone.look("receipt");
            phone.go(phone.page.locator("a[href*='/r/']").first().getAttribute("href"))
                    .look("track");
            phone.go("/cases/find").look("find");
            phone.go("/cases/mine").look("mine");
            phone.go("/doors/privacy").look("privacy");
            phone.go("/doors/accessibility").look("accessibility");
            phone.go("/doors/villages").look("villages");
            phone.go("/doors/people").look("people");
        }
    }
}
