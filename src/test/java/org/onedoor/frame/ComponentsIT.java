package org.onedoor.frame;

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
        org.assertj.core.api.Assertions.assertThat(desk.page.evaluate("document.activeElement.className"))
                .isEqualTo("row");
        desk.page.keyboard().press("?");
        desk.see("上一件、下一件");
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void whatIsNotThereSaysSoAndWhatToDo(Device device) {
        visit(device).go("/nothing/here").see("这一步没走通", "打电话时报这个号").look("problem");
    }
}
