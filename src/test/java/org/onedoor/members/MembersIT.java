package org.onedoor.members;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.onedoor.Journey;
import org.onedoor.organizations.party.AParty;
import org.onedoor.organizations.party.PartyPostKind;

/**
 * The organizer enrols a member on the phone and finds her by her initials; the member says that her number has changed, the
 * organizer looks and confirms; the town reads the file and a neighbour does not.
 */
class MembersIT extends Journey {

    private final AParty party;
    private final AMember aMember;

    MembersIT(AParty party, AMember aMember) {
        this.party = party;
        this.aMember = aMember;
    }

    @Test
    void aMemberIsEnrolledAndKeepsHerFileCurrent() {
        var tree = party.found();
        aMember.enrolled(tree, tree.branch(), "王建国");
        var lin = party.at(tree, tree.neighbour(), PartyPostKind.COLLECTOR);
        var here = "/c/" + tree.number() + "/desk/members";

        var organizer =
                visit(Device.PHONE).handTo(party.browser(party.at(tree, tree.branch(), PartyPostKind.ORGANIZER)));
        organizer.go(here).see("党员名册", "王建国", "正式党员").look("members-list");
        organizer.press("登记党员").see("严禁填写涉密内容").look("members-new");
        organizer.press("登记到名册").see("请写姓名").look("members-new-wrong");
        organizer
                .fill("姓名", "林秀菊")
                .fill("身份证号", AMember.idNumber(LocalDate.of(1990, 5, 6)))
                .fill("入党日期", "2026-03-01")
                .fill("手机", "13800138000")
                .select("党小组", "东渡党小组")
                .select("人员类别", "农牧渔民");
        organizer.press("登记到名册").see("林秀菊", "预备党员", "138****8000", "1990-05-06").look("members-file");
        var file = organizer.at();
        organizer.press("更改信息").fill("登录名", lin.login()).look("members-change");
        organizer.press("保存").see("登录账号");
        organizer
                .go(here)
                .fill("找人", "lxj")
                .press("查找")
                .see("林秀菊")
                .seeNot("王建国")
                .look("members-found");

        var own = visit(Device.PHONE).handTo(party.browser(lin));
        own.go(here + "/me").see("我的党员信息", "由我维护").look("members-own");
        own.fill("手机", "13700137000").press("交支部确认").see("已交支部确认：手机").look("members-own-waiting");

        var desk = visit(Device.DESKTOP).handTo(party.browser(party.at(tree, tree.branch(), PartyPostKind.SECRETARY)));
        desk.go(file).see("本人提出的更正", "13700137000").look("members-correction");
        desk.press("属实，照此更改").see("137****7000", "支部确认更正").look("members-corrected");

        var town = visit(Device.DESKTOP, Mode.ENGLISH)
                .handTo(party.browser(party.at(tree, tree.town(), PartyPostKind.OFFICER)), Mode.ENGLISH);
        town.go(here).see("Roster of members", "林秀菊", "Probationary").look("members-town");
        town.go(file).see("superiors read", "137****7000").look("members-town-file");
        var neighbour =
                visit(Device.PHONE).handTo(party.browser(party.at(tree, tree.neighbour(), PartyPostKind.SECRETARY)));
        neighbour.go(here).see("这里还没有党员").look("members-empty");
        neighbour.go(file).see("这里没有您要找的内容").seeNot("林秀菊");
    }
}
