package org.onedoor.doors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.Journey;

/** A resident opens the door. */
class HomeIT extends Journey {

    @ParameterizedTest
    @EnumSource(Device.class)
    void theHomePageAsksWhatOneWants(Device device) {
        visit(device).go("/").see("您好，想办什么事？").look("home");
        visit(device, Mode.ENGLISH).go("/").see("Hello").look("home");
        visit(device, Mode.ELDER).go("/").see("退出长辈版").look("home");
        visit(device, Mode.NO_SCRIPT).go("/").see("您好").look("home");
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void whatWePromiseStandsAtTheFootOfEachPage(Device device) {
        var resident = visit(device).go("/");
        resident.press("无障碍说明").see("不会用手机").look("accessibility");
        resident.press("隐私").see("谁能看到").look("privacy");
    }
}
