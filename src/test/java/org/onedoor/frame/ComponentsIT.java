package org.onedoor.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.Journey;

/** The parts of the design, as they are. */
class ComponentsIT extends Journey {

    @ParameterizedTest
    @EnumSource(Device.class)
    void everyPartStandsOnOnePage(Device device) {
        visit(device).go("/frame/components").see("已超时", "还差一处没填好").look("components");
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void everyPartStandsInEnglishToo(Device device) {
        visit(device, Mode.ENGLISH).go("/frame/components").see("Overdue").look("components");
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void everyPartStandsInElderModeToo(Device device) {
        visit(device, Mode.ELDER).go("/frame/components").see("退出长辈版").look("components");
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void theStaffPageTakesTheWholeWidth(Device device) {
        visit(device).go("/frame/components/staff").look("worklist");
        visit(device).go("/frame/components/staff?show=pane").look("worklist-pane");
    }

    @Test
    void theStaffPageHasADarkTheme() {
        visit(Device.DESKTOP, Mode.DARK).go("/frame/components/staff").look("worklist");
    }

    @Test
    void theKeyboardMovesThroughTheList() {
        var desk = visit(Device.DESKTOP).go("/frame/components/staff");
        desk.page.keyboard().press("j");
        assertThat(desk.page.evaluate("document.activeElement.className")).isEqualTo("row");
        desk.page.keyboard().press("?");
        desk.see("上一件、下一件");
    }

    @Test
    void wordsTypedSurviveAClosedTab() {
        var resident = visit(Device.PHONE).go("/frame/components").fill("还想说点什么", "水管漏了两天");
        resident.fill("联系电话", "139 0000 0000");
        resident.go("/").go("/frame/components");
        assertThat(resident.page.getByLabel("还想说点什么").inputValue()).isEqualTo("水管漏了两天");
        assertThat(resident.page.evaluate("JSON.stringify(localStorage)").toString())
                .doesNotContain("0000");
    }

    @Test
    void oneButtonRecordsAVoice() {
        var resident = visit(Device.PHONE).go("/frame/components");
        resident.press("点一下，开始说");
        PlaywrightAssertions.assertThat(resident.page.locator("[data-clock]")).hasText("1:59");
        resident.press("说完了");
        PlaywrightAssertions.assertThat(resident.page.locator("audio")).isVisible();
        assertThat(resident.page.evaluate("document.querySelector('#voice').files.length"))
                .isEqualTo(1);
        resident.see("重说一遍").seeNot("点一下，开始说");
    }

    @Test
    void withoutNetworkThePageSaysThatWordsAreKept() {
        var resident = visit(Device.PHONE).go("/frame/components");
        resident.page.context().setOffline(true);
        PlaywrightAssertions.assertThat(resident.page.locator("[data-offline]")).isVisible();
        resident.see("没有网：照样写");
        resident.page.context().setOffline(false);
    }

    @Test
    void theToastCountsDown() {
        var desk = visit(Device.DESKTOP).go("/frame/components/staff");
        PlaywrightAssertions.assertThat(desk.page.locator("[data-left]")).containsText(Pattern.compile("59\\d"));
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void whatIsNotThereSaysSoAndWhatToDo(Device device) {
        visit(device).go("/nothing/here").see("这一步没走通", "打电话时报这个号").look("problem");
    }
}
