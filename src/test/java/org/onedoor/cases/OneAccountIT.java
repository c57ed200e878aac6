package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onedoor.Codes;
import org.onedoor.Staff;

/**
 * All that one resident has to do with, in one place (A22): what she asked, what she was given, what she said of it, and
 * what she waits for together with neighbours. She logs in by a code to her phone and needs no other key.
 */
class OneAccountIT extends DayInWangxi {

    private static final String PHONE = "13800138081";
    private static final String LAMP = "村口小卖部门前的路灯坏了三天，晚上看不见路";

    private final Village village;
    private final Codes codes;
    private final CaseReading reading;

    OneAccountIT(Townsfolk townsfolk, Staff staff, Village village, Codes codes, CaseReading reading) {
        super(townsfolk, staff);
        this.village = village;
        this.codes = codes;
        this.reading = reading;
    }

    @Test
    void whatSheAskedReceivedRatedAndJoinedStandsInOneAccount() {
        var lead = village.asks(folk.home(), LAMP, "street-light", "13700137009", false);
        village.take(folk.clerk(), lead.id(), new Command.TakeOn());

        var phone = visit(Device.PHONE);
        phone.go(at("/cases/mine")).see("用手机号看").look("u01-not-in");
        phone.press("发验证码登录").fill("手机号", PHONE).press("发验证码");
        phone.see("138****8081")
                .fill("6 位验证码", "000000")
                .press("进去")
                .see("验证码不对")
                .look("u02-wrong-code");
        phone.fill("6 位验证码", codes.last(folk.county(), "+86" + PHONE)).press("进去");
        phone.see("我的办件", "还没有办件").look("u03-empty");

        // Asked: two of her own, and one that a neighbour has asked already.
        file(phone, "屋后的沟堵了，一下雨水就进灶房");
        file(phone, "老人补贴上个月没有打到卡上");
        phone.go(at("/cases/new?how=say")).fill("写几句", LAMP).press("下一步");
        phone.select("事情在哪个村（社区）", "望溪村").fill("电话", PHONE).press("交给他们办");
        phone.see("已经有人反映了").choose("一起等").press("交给他们办").see("您和 2 户一起等结果");
        phone.go(at("/cases/mine")).see("沟堵了", "补贴", "待受理", "和别人的一起办").look("u04-asked-joined");

        // Received: one is answered, and she says so without any code but her login.
        phone.press("沟堵了");
        var longId = longId(phone.at());
        var row = reading.byReceipt(folk.county(), longId).id();
        village.take(folk.clerk(), row, new Command.TakeOn());
        village.take(folk.clerk(), row, new Command.Answer(Outcome.SOLVED, "沟通了，水往外走", null));
        phone.go(at("/cases/mine")).see("请您看看办好了没有").press("沟堵了");
        phone.see("沟通了，水往外走", "不用填回复码").look("u05-received");
        phone.choose("办好了");
        phone.page.locator(".rate label").first().click();
        phone.press("交上去").see("评价收到了");

        // Rated: it stands in her account, and nowhere in the clerk's.
        phone.go(at("/cases/mine")).see("办好了", "您评了非常满意", "待受理", "和别人的一起办").look("u06-all-four");
        login(folk.clerk(), Device.DESKTOP)
                .go(at("/desk/cases/" + row))
                .see("居民说办好了")
                .seeNot("非常满意");

        // Whoever is not logged in by this phone sees none of it.
        var other = visit(Device.PHONE);
        other.go(at("/cases/mine")).seeNot("沟堵了", "补贴");
        phone.go(at("/")).see("路灯不亮", "老人补贴").look("u07-home");
        phone.go(at("/accounts/me"))
                .press("退出")
                .go(at("/cases/mine"))
                .seeNot("沟堵了", "补贴")
                .look("u08-out");
        assertThat(codes.last(folk.county(), "+86" + PHONE)).isNotBlank();
    }

    private void file(Window phone, String words) {
        phone.go(at("/cases/new?how=say")).fill("写几句", words).press("下一步");
        phone.select("事情在哪个村（社区）", "望溪村").fill("电话", PHONE).press("交给他们办");
        phone.see("收到了，有人办");
    }
}
