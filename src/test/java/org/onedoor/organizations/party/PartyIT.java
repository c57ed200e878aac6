package org.onedoor.organizations.party;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onedoor.Journey;

/**
 * The town's officer sets up a branch for a new company, is stopped by a miscopied unit code, and names its secretary; she
 * finds her branch on the phone, makes a group, and cannot look into the neighbour's.
 */
class PartyIT extends Journey {

    private final AParty party;

    PartyIT(AParty party) {
        this.party = party;
    }

    @Test
    void aBranchIsSetUpAndItsSecretaryTakesItOn() {
        var tree = party.found();
        var officer = party.at(tree, tree.town(), PartyPostKind.OFFICER);
        var zhou = party.at(tree, tree.branch());
        var here = "/c/" + tree.number() + "/desk/party";

        var town = visit(Device.DESKTOP).handTo(party.browser(officer));
        town.go(here).see("柳渡镇党委", "001.001", "望溪村党支部", "空缺").look("party-town");
        town.press("设立").see("批复文号").look("party-found");
        town.fill("名称", "果品公司党支部")
                .select("领域", "非公企业")
                .fill("所在单位", "禾川果品有限公司")
                .fill("统一社会信用代码", "91350100M000100Y44")
                .fill("批复文号", "柳委〔2026〕3号");
        town.press("设立").see("校验位不对").look("party-found-wrong");
        town.fill("统一社会信用代码", "91350100M000100Y43").press("设立");
        town.see("果品公司党支部", "001.001.003", "空缺", "柳委〔2026〕3号").look("party-new");
        town.press("定人").fill("谁", zhou.login()).look("party-appoint");
        town.press("保存").see("书记").look("party-led");

        var phone = visit(Device.PHONE).handTo(party.browser(zhou));
        phone.go(here).see("果品公司党支部").look("party-branch");
        phone.press("设立").fill("名称", "一车间党小组").fill("批复文号", "果支〔2026〕1号");
        phone.press("设立").see("一车间党小组", "001.001.003.001").look("party-group");
        phone.go(here + "/" + tree.neighbour()).see("这里没有您要找的内容").seeNot("河东社区");
        phone.go(here + "/" + UUID.randomUUID()).see("这里没有您要找的内容");
    }
}
