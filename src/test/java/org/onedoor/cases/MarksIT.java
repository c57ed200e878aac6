package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onedoor.Journey;
import org.onedoor.Staff;

/**
 * She is very dissatisfied and says so on her phone; somebody of another office calls, asks first whether the handler may
 * know, has it put right and answers; she rates once more. The handler sees nothing of it, only sums when there are enough.
 */
class MarksIT extends Journey {

    private final ACase cases;
    private final Staff staff;

    MarksIT(ACase cases, Staff staff) {
        this.cases = cases;
        this.staff = staff;
    }

    private Window login(ACase.Town town, Staff.Member member, Device device, Mode... modes) {
        var window = visit(device, modes);
        window.go("/c/" + town.number() + "/accounts/login");
        window.page.locator("input[name=login]").fill(member.login());
        window.page.locator("input[name=password]").fill(Staff.PASSWORD);
        window.page.locator("input[name=password]").press("Enter");
        window.page.waitForURL("**/desk**");
        return window;
    }

    @Test
    void aLowMarkIsCalledAboutPutRightAndRatedOnceMore() {
        var town = cases.town();
        var here = "/c/" + town.number();
        var receipt = cases.filed(town, "pension-join");
        cases.answered(town, receipt.id(), Outcome.SOLVED);

        var phone = visit(Device.PHONE);
        phone.go(here + "/r/" + receipt.longId()).see("您满意吗");
        assertThat(phone.page.locator("input[name=score]:checked").count())
                .as("nothing preselected")
                .isZero();
        phone.choose("很不满意").fill("还想说点什么", "跑了三趟，水管还是漏").fill("回复码", receipt.answerCode());
        phone.press("交上去").see("评价收到了", "您评价以后", "不是办这件事的单位").look("marks-1-rated");

        var callback = login(town, town.callback(), Device.DESKTOP);
        callback.see("评价要回访", "打给居民").look("marks-2-desk");
        callback.press("打给居民").see("能不能让经办人知道", "跑了三趟").look("marks-3-follow-up");
        callback.press("打电话").see("138").shoot("marks-4-phone");
        callback.press("记下").see("请选打通了没有").look("marks-5-fault");
        callback.choose("打通了，也问了").choose("不要让经办人知道");
        callback.fill("居民说哪里不满意", "第二天又漏了，打电话没人接").press("记下");
        callback.see("改好，答复居民", "不要让经办人知道").look("marks-6-asked");
        phone.go(here + "/r/" + receipt.longId()).see("没有告诉办这件事的人", "前给您答复").look("marks-7-waiting");
        callback.choose("改好了").fill("告诉居民的话", "镇水管站换了整段管子，您再看看。").press("答复");
        callback.see("已答复").look("marks-8-answered");

        var clerk = login(town, town.clerk(), Device.DESKTOP);
        clerk.go(here + "/desk/cases/" + receipt.id())
                .seeNot("跑了三趟", "非常不满意", "镇水管站")
                .look("marks-9-handler");
        clerk.go(here + "/desk/cases/marks").see("还没有可以显示的合计").seeNot("评价要回访").look("marks-10-handler-sums");
        clerk.go(here + "/desk/cases/marks/" + receipt.id()).see("不归您看").shoot("marks-11-handler-refused");

        phone.go(here + "/r/" + receipt.longId())
                .see("改好了", "镇水管站换了整段管子", "再评一次")
                .look("marks-12-answer");
        phone.page.locator(".rate label").nth(1).click();
        phone.fill("回复码", receipt.answerCode()).press("交上去");
        phone.see("评价收到了").seeNot("再评一次").look("marks-13-again");
        var told = cases.told(town, receipt.id());
        assertThat(told.firstRating()).isEqualTo(1);
        assertThat(told.ratings()).isEqualTo(2);
        callback.go(here + "/desk/cases/marks").see("已经答复的").look("marks-14-list");
    }

    @Test
    void theSamePagesOnAPhoneInEnglishAndWithoutScript() {
        var town = cases.town();
        var receipt = cases.filed(town, "pension-join");
        cases.answered(town, receipt.id(), Outcome.SOLVED);
        cases.resident(town, receipt, new Command.Rate(2, "话说得难听", false, receipt.answerCode()));
        for (int n = 0; n < 6; n++) {
            var score = 5 - n % 3;
            ACase.at("2026-03-10T10:00", () -> {
                var one = cases.filed(town, "pension-join");
                cases.answered(town, one.id(), Outcome.SOLVED);
                cases.resident(town, one, new Command.Rate(score, "谢谢小陈，来得快", true, one.answerCode()));
            });
        }
        for (var mode : new Mode[] {Mode.ENGLISH, Mode.DARK, Mode.NO_SCRIPT}) {
            var phone = login(town, town.callback(), Device.PHONE, mode);
            phone.go("/c/" + town.number() + "/desk/cases").look("marks-20-desk");
            phone.go("/c/" + town.number() + "/desk/cases/marks").look("marks-21-list");
            phone.go("/c/" + town.number() + "/desk/cases/marks/" + receipt.id())
                    .look("marks-22-follow-up");
        }
        var clerk = login(town, town.clerk(), Device.PHONE);
        clerk.go("/c/" + town.number() + "/desk/cases/marks")
                .see("2026 年 3 月", "谢谢小陈")
                .look("marks-23-sums");
        var wide = login(town, town.clerk(), Device.DESKTOP);
        wide.go("/c/" + town.number() + "/desk/cases/marks").see("合计").look("marks-24-sums");
    }
}
