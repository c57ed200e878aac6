package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.Staff;

/**
 * A resident tells us on her phone, without an account; two people in two offices work on it; it ends when she says so, at
 * the second answer. At each step somebody whose step it is not tries, and is told whose it is.
 */
class FromAskingToSolvedIT extends DayInWangxi {

    /** Told twice: with the small behaviours, and with JavaScript switched off for everybody. */
    enum Browser {
        USUAL,
        WITHOUT_SCRIPT(Mode.NO_SCRIPT);

        private final Mode[] modes;

        Browser(Mode... modes) {
            this.modes = modes;
        }
    }

    private static final String OWNER = "这一步由这件事的经办人";

    private final Village village;

    FromAskingToSolvedIT(Townsfolk townsfolk, Staff staff, Village village) {
        super(townsfolk, staff);
        this.village = village;
    }

    @ParameterizedTest
    @EnumSource(Browser.class)
    void aCaseGoesRoundUntilTheResidentSaysItIsSolved(Browser browser) {
        // Two that came in yesterday have been begun and are due in weeks.
        for (var words : new String[] {"我想办低保，要带什么", "低保的钱少了一个月"}) {
            var begun = village.asks(folk.home(), words, "minimum-living", "13700137000", false);
            village.take(folk.clerk(), begun.id(), new Command.TakeOn());
            village.take(folk.clerk(), begun.id(), new Command.Contact("call", null));
        }

        // She files.
        var resident = visit(Device.PHONE, browser.modes);
        resident.go(at("/")).press("说一说").look("a01-say");
        resident.fill("写几句", "我八十一了，老人补贴上个月没有打到卡上，帮我问一问").press("下一步");
        resident.look("a02-send");
        resident.select("事情在哪个村（社区）", "望溪村")
                .fill("电话", "13800138011")
                .fill("怎么称呼您", "林秀菊")
                .press("交给他们办");
        resident.see("收到了，有人办", "我们承诺", "陈小满").look("a03-receipt");
        assertThat(resident.page.locator(".qr").count()).isEqualTo(1);
        var code = resident.page.innerText(".code").strip();
        var link = link(resident.page.locator("a.prose[href*='/r/']").getAttribute("href"));
        resident.go(link).see("我们承诺", "待受理", "还剩").look("a04-track");

        // It stands first on the desk of whoever was asked.
        var clerk = login(folk.clerk(), Device.DESKTOP, browser.modes);
        clerk.see("新来的，要受理").look("a05-desk");
        assertThat(clerk.page.locator(".row .row__t").first().innerText())
                .as("due first")
                .contains("新来的，要受理");
        clerk.page.locator("a.row").first().click();
        clerk.page.waitForURL("**/desk/cases/*");
        var id = caseAt(clerk.at());
        clerk.see("我八十一了", "联系人", "经办人", "陈小满").seeNot("13800138011", "林秀菊", code);
        clerk.look("a06-case");
        isNotThereFor(folk.neighbour(), id, "take-on", "version", "0");
        isNotThereFor(folk.handler(), id, "take-on", "version", "0");
        isTold(folk.secretary(), id, "answer", OWNER, "version", "0", "outcome", "SOLVED", "done", "办了");

        act(clerk, "高龄补贴");
        clerk.see("事项已改", "高龄补贴");
        more(clerk);
        clerk.shoot("a07-more");
        clerk.go(at("/desk/cases/" + id));
        more(clerk);
        act(clerk, "接过来办");
        clerk.see("已接过来");
        act(clerk, "打电话");
        clerk.see("13800138011").look("a08-revealed");
        act(clerk, "打通了，记一笔");
        clerk.look("a09-contact");
        clerk.choose("打电话").fill("说明", "老人说卡没换过");
        act(clerk, "记下");
        clerk.see("已记下联系", "老人说卡没换过");

        // Hand-over: hers until the other accepts.
        act(clerk, "请人帮忙");
        clerk.shoot("a10-help");
        act(clerk, "移交");
        clerk.see("对方接手以前，还是您的").look("a11-offer");
        act(clerk, "请对方接手");
        clerk.see("还没").look("a12-offer-faults");
        clerk.page
                .locator("select[name=to]")
                .selectOption(folk.handler().post().id().toString());
        clerk.fill("原因", "补贴归民政办发，请查卡");
        act(clerk, "请对方接手");
        clerk.see("已请对方接手", "徐禾").look("a13-offered");
        isTold(folk.secretary(), id, "accept-offer", "这一步由被请来接手的岗位", "version", "0");
        isNotThereFor(folk.neighbour(), id, "accept-offer", "version", "0");

        var handler = login(folk.handler(), Device.DESKTOP, browser.modes);
        handler.see("请您接手").look("b01-desk");
        handler.go(at("/desk/cases/" + id)).look("b02-case");

        // Refused with a reason, it never left the clerk; asked again, it is taken.
        more(handler);
        act(handler, "不接手");
        handler.fill("原因", "先问清是哪张卡").look("b02-refuse");
        act(handler, "不接手");
        handler.see("已说明不接手").seeNot("高龄补贴");
        isNotThereFor(folk.handler(), id, "accept-offer", "version", "0");
        clerk.go(at("/desk/cases/" + id)).see("没有接手", "先问清是哪张卡").look("a13-refused");
        clerk.go(at("/desk/cases/" + id + "/offer"));
        clerk.page
                .locator("select[name=to]")
                .selectOption(folk.handler().post().id().toString());
        clerk.fill("原因", "是农商行的卡，请查");
        act(clerk, "请对方接手");
        clerk.see("已请对方接手", "已请 柳渡镇民政办 徐禾 接手，对方接手以前还是 望溪村村委会 陈小满 的");
        handler.go(at("/desk/cases/" + id));
        act(handler, "接手");
        handler.see("已接手").look("b03-taken");
        isTold(folk.clerk(), id, "answer", OWNER, "version", "0", "outcome", "SOLVED", "done", "办了");
        resident.go(link).see("徐禾", "陈小满").look("a14-track-handed-over");

        // Something is missing: all of it at once, and the clock stands still.
        more(handler);
        handler.shoot("b04-more");
        act(handler, "请居民补材料");
        handler.see("居民会收到短信，期间停表").look("b05-ask");
        handler.fill("还差什么", "老人社保卡的照片").fill("几个工作日", "3");
        act(handler, "告诉居民");
        handler.see("已告诉居民，停表等他", "停表等居民").look("b06-waiting");
        isTold(folk.secretary(), id, "supply", "这一步", "version", "0", "how", "given");

        resident.go(link).see("要补材料", "老人社保卡的照片", "时间先停着").look("a15-missing");
        refuses(
                staff.browser(folk.secretary()).post("/r/" + longId(link) + "/supply", "how", "not-needed"),
                403,
                "您现在登录的是工作人员");
        resident.press("交上去").see("请从给出的几种里选一种").look("a16-missing-fault");
        resident.choose("我拍了照片，或写在下面");
        resident.page.setInputFiles("#photos", new FilePayload("card.jpg", "image/jpeg", photo()));
        resident.fill("说明", "卡在这里").press("交上去").see("收到了，接着办", "正在办").look("a17-supplied");

        // Answered; she says no.
        handler.go(at("/desk/cases/" + id)).see("补材料结束，接着办", "卡在这里").look("b07-supplied");
        assertThat(handler.page.locator(".photos img").count()).isEqualTo(1);
        act(handler, "答复办结");
        handler.look("b08-answer");
        act(handler, "答复");
        handler.see("还没").look("b09-answer-faults");
        handler.choose("办好了").fill("做了什么", "徐禾 今天查过，补贴已补发到卡上，三天内到账");
        act(handler, "答复");
        handler.see("已答复，等居民说办没办好").look("b10-answered");

        resident.go(link).see("请您看看办好了没有", "补贴已补发到卡上").look("a18-answered");
        var daughter = visit(Device.PHONE, browser.modes);
        daughter.go(link).choose("办好了").fill("回复码", "AAAA2222").press("交上去");
        daughter.see("回复码不对").look("a19-not-her-code");
        refuses(
                staff.browser(folk.clerk())
                        .post("/r/" + longId(link) + "/verdict", "verdict", "yes", "score", "5", "code", code),
                403,
                "您现在登录的是工作人员");
        isTold(folk.clerk(), id, "confirm", "这一步", "version", "0");

        resident.choose("没办好，请重新办");
        resident.page.locator("#why").fill("卡上还是没有钱");
        resident.fill("回复码", code).press("交上去");
        resident.see("记下了，重新办", "卡上还是没有钱").look("a20-objected");

        // Done again, and now it is.
        handler.go(at("/desk/cases")).see("高龄补贴").look("b11-desk-again");
        handler.go(at("/desk/cases/" + id))
                .see("居民说没办好：“卡上还是没有钱”", "居民说没办好，重新办")
                .look("b12-again");
        act(handler, "答复办结");
        handler.choose("办好了").fill("做了什么", "徐禾 到银行查过，卡号写错了，今天已经到账");
        act(handler, "答复");
        handler.see("已答复，等居民说办没办好");
        resident.go(link).see("今天已经到账").look("a21-second-answer");
        resident.choose("办好了");
        resident.page.locator(".rate label").first().click();
        resident.fill("还想说点什么", "小徐跑了两趟")
                .fill("回复码", code.toLowerCase(java.util.Locale.ROOT))
                .press("交上去");
        resident.see("评价收到了", "您说办好了").look("a22-solved");

        handler.go(at("/desk/cases/" + id)).see("居民说办好了").seeNot("小徐跑了两趟").look("b13-closed");
        clerk.go(at("/desk/cases?view=all")).see("办好了").look("a23-all");
        assertThat(village.looks(folk.county(), id))
                .as("the call is written down")
                .hasSize(1);
        resident.see("望溪村村委会");
        mayNoLonger(id);
    }

    /** Closed by her word: nobody of the staff moves it any more. */
    private void mayNoLonger(UUID id) {
        refuses(
                staff.browser(folk.handler())
                        .post("/desk/cases/" + id + "/answer", "version", "0", "outcome", "SOLVED", "done", "再办"),
                409,
                "现在走不到这一步");
    }
}
