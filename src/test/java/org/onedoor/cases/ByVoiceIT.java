package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.junit.jupiter.api.Test;
import org.onedoor.Staff;

/**
 * A neighbour who writes with difficulty speaks for his mother, in large print; the clerk listens and writes down what was
 * said, so that whoever follows can read it (Q05).
 */
class ByVoiceIT extends DayInWangxi {

    ByVoiceIT(Townsfolk townsfolk, Staff staff) {
        super(townsfolk, staff);
    }

    @Test
    void whatIsSpokenForSomebodyElseIsHeardWrittenDownAndRead() {
        var son = visit(Device.PHONE, Mode.ELDER);
        son.go(at("/")).press("说一说").look("f01-say");
        var recorder = son.page.locator("[data-recorder]").first();
        recorder.locator("[data-start]").click();
        var clock = recorder.locator("[data-clock]");
        // A second of it is enough.
        son.page.waitForFunction("clock => clock.textContent.trim() !== ''", clock.elementHandle());
        recorder.locator("[data-stop]").click();
        recorder.locator("audio").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
        assertThat(recorder.locator("[data-start]").innerText())
                .contains("重说一遍")
                .doesNotContain("点一下");
        son.look("f02-spoken").press("下一步");
        son.see("在哪儿，怎么找您").select("事情在哪个村（社区）", "望溪村");
        son.page.locator("#phone").fill("13800138044");
        son.press("替别人办");
        son.choose("我是替别人办的");
        son.page.locator("#forName").fill("我妈周桂兰");
        son.page.locator("#relation").fill("母亲");
        son.look("f03-for-mother").press("交给他们办");
        son.see("收到了，有人办", "回复码归他本人").look("f04-receipt");
        assertThat(son.page.locator(".code").count())
                .as("the code is his mother's")
                .isZero();
        var link = link(son.page.locator("a.prose[href*='/r/']").getAttribute("href"));

        var clerk = login(folk.clerk(), Device.DESKTOP);
        clerk.page.locator("a.row").first().click();
        clerk.page.waitForURL("**/desk/cases/*");
        var id = caseAt(clerk.at());
        clerk.see("母亲", "打印回执").look("f05-heard");
        var audio = clerk.page.locator("#pane audio").getAttribute("src");
        assertThat(staff.browser(folk.clerk()).get(inside(audio)).status()).isEqualTo(200);
        assertThat(staff.browser(folk.neighbour()).get(inside(audio)).status())
                .as("not for the next village's clerk")
                .isEqualTo(404);
        act(clerk, "听完写下来");
        clerk.page.locator("#pane textarea[name=words]").fill("我妈的降压药在村里拿不到，要跑镇上");
        clerk.page.locator("#pane form:has(textarea[name=words]) button").click();
        clerk.see("已写下来", "我妈的降压药在村里拿不到").look("f06-written");
        isNotThereFor(folk.neighbour(), id, "note", "version", "0", "note", "听听");

        son.go(link).see("我妈的降压药在村里拿不到", "替我妈周桂兰办（母亲）").look("f07-track");
        visit(Device.PHONE, Mode.ENGLISH).go(link).see("母亲").look("f08-english");
    }

    private String inside(String address) {
        return address.substring(at("").length());
    }
}
