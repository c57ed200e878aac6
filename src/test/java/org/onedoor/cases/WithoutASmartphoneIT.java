package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.onedoor.Staff;
import org.onedoor.frame.Now;

/**
 * An 81-year-old phones from her fixed line. The clerk writes down what she says, paper brings her the code, her daughter
 * far away follows and cannot speak for her, and another office calls her back and notes what she says herself.
 */
class WithoutASmartphoneIT extends DayInWangxi {

    private static final String CALLBACK = "这一步由另一个单位的回访岗位";

    private final Keys keys;
    private final Following following;

    WithoutASmartphoneIT(Townsfolk townsfolk, Staff staff, Keys keys, Following following) {
        super(townsfolk, staff);
        this.keys = keys;
        this.following = following;
    }

    /** Counts what has to be typed or chosen. */
    private static final class Inputs {
        private final Window window;
        private int made;

        Inputs(Window window) {
            this.window = window;
        }

        Inputs type(String label, String words) {
            window.fill(label, words);
            made++;
            return this;
        }

        Inputs pick(String label, String words) {
            window.select(label, words);
            made++;
            return this;
        }
    }

    @Test
    void sheIsAskedByTelephoneAndHerDaughterOnlyReads() {
        var clerk = login(folk.clerk(), Device.DESKTOP);
        clerk.press("登记").see("登记一件").look("c01-intake");
        var inputs = new Inputs(clerk)
                .type("他怎么说的", "我八十一了，屋后的沟堵了，一下雨水就进灶房，娃在外头打工")
                .type("姓名", "周桂兰")
                .type("电话", "0600-2155081")
                .pick("怎么来的", "电话");
        assertThat(inputs.made).isLessThanOrEqualTo(4);
        clerk.shoot("c02-intake-filled");
        clerk.page.locator("button[value=register]").click();
        clerk.see("已登记", "周＊兰", "打印回执").seeNot("周桂兰", "2155081").look("c03-registered");
        var id = caseAt(clerk.at());
        isTold(folk.secretary(), id, "answer", "这一步由这件事的经办人", "version", "0", "outcome", "SOLVED", "done", "好");
        isNotThereFor(folk.neighbour(), id, "print", "version", "0");

        // The code is printed, and stands on no screen.
        act(clerk, "打印回执");
        clerk.see("屏幕上不显示").look("c04-print");
        clerk.page.locator("#pane form button[data-key=e]").click();
        var code = keys.answerCode(folk.county(), id, 2);
        clerk.see("回执").seeNot(code).look("c05-tear-off");
        assertThat(clerk.page.locator(".code").isVisible()).as("on the screen").isFalse();
        clerk.page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(clerk.page.locator(".code").innerText()).as("on paper").isEqualTo(code);
        assertThat(clerk.page.locator(".qr").isVisible()).isTrue();
        clerk.shoot("c06-paper");
        clerk.page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        clerk.press("回去").seeNot(code);

        // The daughter scans the upper half, a thousand kilometres away.
        var link = at("/r/" + keys.longId(folk.county(), id));
        var daughter = visit(Device.PHONE);
        daughter.go(link).see("我们承诺", "打电话登记的", "陈小满").seeNot(code, "2155081").look("c07-daughter");

        act(clerk, "接过来办");
        clerk.see("已接过来");
        clerk.go(at("/desk/cases/" + id + "/answer")).choose("办好了");
        clerk.fill("做了什么", "陈小满和网格员方远下午去疏通了沟，雨水能走了");
        act(clerk, "答复");
        clerk.see("已答复");
        daughter.go(link).see("请您看看办好了没有").choose("办好了");
        daughter.page.locator(".rate label").first().click();
        daughter.press("交上去").see("回复码不对").look("c08-daughter-refused");

        // She says nothing for a week: people without a mobile are always drawn.
        var later = Now.instant().plus(Duration.ofDays(9));
        Now.at(later, () -> following.sweep(folk.county()));
        refuses(
                staff.browser(folk.clerk()).post("/desk/cases/" + id + "/recheck", "version", "0", "result", "solved"),
                403,
                "由");
        isTold(folk.supervisor(), id, "rate", CALLBACK, "version", "0", "score", "5");
        isTold(folk.secretary(), id, "recheck", CALLBACK, "version", "0", "result", "solved");

        var callback = login(folk.callback(), Device.DESKTOP);
        callback.see("要回访").look("c09-callback-desk");
        callback.page.locator("a.row").first().click();
        callback.see("周＊兰").look("c10-callback-case");
        act(callback, "打电话");
        callback.see("06002155081").look("c11-callback-phone");
        callback.go(at("/desk/cases/" + id + "/recheck")).see("先问居民事情办好没有").look("c12-recheck");
        act(callback, "记下");
        callback.see("还没选").look("c13-recheck-fault");
        callback.choose("居民说办好了").fill("说明", "大娘说水不进灶房了");
        act(callback, "记下");
        callback.see("回访已记下").look("c14-rechecked");
        act(callback, "代记评价");
        callback.see("只记居民在电话里亲口说的").look("c15-rate");
        assertThat(callback.page.locator("input[name=score]:checked").count())
                .as("nothing preselected")
                .isZero();
        callback.page
                .locator(".opt", new Page.LocatorOptions().setHasText("非常满意"))
                .first()
                .click();
        act(callback, "记下");
        callback.see("评价已记下").look("c16-rated");

        var told = townsfolk.told(folk, id);
        assertThat(told.end()).isEqualTo(End.APPROVED);
        assertThat(told.rating()).isEqualTo(5);
        assertThat(told.history()).anySatisfy(entry -> {
            assertThat(entry.fact()).isInstanceOf(Fact.Rated.class);
            assertThat(((Fact.Rated) entry.fact()).how()).isEqualTo("callback");
            assertThat(entry.post()).isEqualTo(folk.callback().post().id());
        });
        clerk.go(at("/desk/cases/" + id)).see("回访").seeNot("非常满意").look("c17-clerk-after");
        daughter.go(link).see("柳渡镇党政办 田秋白 打电话问您，照您说的记下", "您评价了").seeNot("非常满意").look("c18-daughter-after");
    }

    /** A10: asked on the way, answered on the way, on a phone. */
    @Test
    void aQuestionIsRegisteredAndAnsweredOnTheSpotFromAPhone() {
        var grid = login(folk.grid(), Device.PHONE);
        grid.look("d01-desk");
        grid.press("登记").look("d02-intake");
        grid.page.locator("button[value=done]").click();
        grid.see("当场办好要写明怎么答复的").look("d03-fault");
        var inputs = new Inputs(grid).type("他怎么说的", "问医保在哪天以前交").type("当场怎么答复的", "十二月三十一日以前，手机上或村里都能交");
        assertThat(inputs.made).isLessThanOrEqualTo(4);
        grid.page.locator("button[value=done]").click();
        grid.see("已登记，当场答复了").look("d04-done");
        var id = caseAt(grid.at());
        var told = townsfolk.told(folk, id);
        assertThat(told.history().stream().map(entry -> entry.fact().getClass().getSimpleName()))
                .as("each step stands in the history")
                .containsExactly("Filed", "Accepted", "Assigned", "Taken", "Contacted", "Answered", "Delivered");
        assertThat(told.contact()).isEqualTo(folk.grid().post().id());
        grid.see("经过", "签收了", "答复了");

        // Everything of the menu is there on a phone, and the way out.
        grid.page.locator(".menu--top summary").click();
        grid.see("值班表", "外出与代岗").shoot("d05-menu");
        grid.press("退出").seeNot("今日必办");

        // Only those who sit where people come may register.
        var supervisor = staff.browser(folk.supervisor());
        refuses(supervisor.get("/desk/cases/new"), 403, "登记由首问值班员");
        refuses(
                supervisor.post(
                        "/desk/cases/new",
                        "act",
                        "done",
                        "key",
                        java.util.UUID.randomUUID().toString(),
                        "words",
                        "问一问",
                        "answer",
                        "答了",
                        "place",
                        folk.home().village().id().toString()),
                403,
                "登记由首问值班员");
    }
}
