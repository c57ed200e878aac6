package org.onedoor.organizations.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Role;
import org.onedoor.organizations.PostKind;

/** The doors of Party organizations: who comes in, who orders what, and what a "no" says. */
@OneDoorTest
class PartyPagesTest {

    private final AParty party;
    private final PartyOrganizations organizations;
    private final Staff staff;

    private AParty.Tree tree;

    PartyPagesTest(AParty party, PartyOrganizations organizations, Staff staff) {
        this.party = party;
        this.organizations = organizations;
        this.staff = staff;
    }

    @BeforeEach
    void aCounty() {
        tree = party.found();
    }

    @Test
    void aSecretarySeesTheOwnBranchAndNotTheNeighbour() {
        var browser = browser(tree.branch(), PartyPostKind.SECRETARY);
        assertThat(browser.get("/desk/party").path()).endsWith("/desk/party/" + tree.branch());
        assertThat(browser.get(at(tree.branch())).text()).contains("望溪村党支部", "001.001.001", "东渡党小组");
        assertThat(browser.get(at(tree.group())).status()).isEqualTo(200);
        for (var other :
                new UUID[] {tree.neighbour(), tree.town(), tree.otherTown(), tree.county(), UUID.randomUUID()}) {
            assertThat(browser.get(at(other)).status()).as("not hers").isEqualTo(404);
        }
    }

    @Test
    void nobodyWithoutAPartyPostComesIn() {
        var clerk = staff.browser(staff.at(tree.number(), tree.home().village(), PostKind.SECRETARY));
        assertThat(clerk.get(at(tree.branch())).status()).isEqualTo(403);
        assertThat(clerk.get("/desk").text()).doesNotContain("支部工作");
        for (var role : new Role[] {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}) {
            assertThat(staff.admin(tree.number(), role).get(at(tree.branch())).status())
                    .as(role.name())
                    .isEqualTo(403);
        }
        assertThat(staff.visitor(tree.number()).get(at(tree.branch())).status()).isEqualTo(303);
    }

    @Test
    void theTownsOfficerSetsUpABranchAndAnotherTownsDoesNot() {
        var browser = browser(tree.town(), PartyPostKind.OFFICER);
        var answer = found(browser, tree.town(), "BRANCH", "南坪村党支部");
        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
        assertThat(browser.get(answer.path()).text()).contains("南坪村党支部", "001.001.003", "空缺");

        assertThat(found(browser, tree.otherTown(), "BRANCH", "别处党支部").status()).isEqualTo(404);
        var wrong = found(browser, tree.town(), "GROUP", "悬空小组");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("悬空小组").contains("党小组设在支部下面");
    }

    /** R-ORG: the unit's code is checked; wrong, it stands only with a reason, which is shown. */
    @Test
    void aWrongUnitCodeStandsOnlyWithAReason() {
        var browser = browser(tree.town(), PartyPostKind.OFFICER);
        var path = at(tree.town()) + "/found";
        var wrong = browser.post(path, unit("91350100M000100Y44", ""));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("校验位不对");
        var made = browser.post(path, unit("91350100M000100Y44", "老证照，编号如此"));
        assertThat(browser.get(made.path()).text()).contains("老证照，编号如此");
        var right = browser.post(path, unit("91350100M000100Y43", ""));
        assertThat(browser.get(right.path()).text()).doesNotContain("校验不通过");
    }

    private static String[] unit(String uscc, String reason) {
        return new String[] {
            "type",
            "BRANCH",
            "name",
            "果品公司党支部",
            "sector",
            "PRIVATE_ENTERPRISE",
            "hostUnit",
            "禾川果品有限公司",
            "uscc",
            uscc,
            "usccReason",
            reason,
            "foundedOn",
            "2026-05-01",
            "document",
            "柳委〔2026〕3号"
        };
    }

    @Test
    void aBranchOrdersItsGroupsAndNotItself() {
        var browser = browser(tree.branch(), PartyPostKind.SECRETARY);
        var group = found(browser, tree.branch(), "GROUP", "西岭党小组");
        assertThat(group.status()).as(group.text()).isEqualTo(302);
        var leader = party.at(tree, tree.branch());
        assertThat(browser.post(group.path() + "/posts/add", "kind", "GROUP_LEADER", "who", leader.login())
                        .status())
                .isEqualTo(302);
        assertThat(party.browser(leader).get("/desk/party").path()).isEqualTo(group.path());

        assertThat(browser.get(at(tree.branch()) + "/close").status()).isEqualTo(403);
        var secretary = browser.post(
                at(tree.branch()) + "/posts/add", "kind", "SECRETARY", "who", leader.login(), "since", "2026-01-01");
        assertThat(secretary.status()).as("a committee is not named by itself").isEqualTo(422);
    }

    @Test
    void theCountysOfficerMovesABranchAndItsSecretaryKeepsIt() {
        var secretary = browser(tree.branch(), PartyPostKind.SECRETARY);
        var county = browser(tree.county(), PartyPostKind.OFFICER);
        var moved = county.post(at(tree.branch()) + "/move", "to", "东岭镇党委", "document", "县委〔2026〕9号");
        assertThat(moved.status()).as(moved.text()).isEqualTo(302);
        assertThat(county.get(at(tree.branch())).text()).contains("001.002.001", "001.001.001", "县委〔2026〕9号");
        assertThat(secretary.get(at(tree.branch())).status()).isEqualTo(200);
        var town = browser(tree.town(), PartyPostKind.OFFICER);
        assertThat(town.get(at(tree.branch())).status())
                .as("it has left the town")
                .isEqualTo(404);
    }

    @Test
    void closingNeedsADocumentAndNothingBelow() {
        var officer = browser(tree.town(), PartyPostKind.OFFICER);
        var path = at(tree.branch()) + "/close";
        assertThat(officer.post(path, "on", "2026-11-01", "document", "").text())
                .contains("请写文号");
        assertThat(officer.post(path, "on", "2026-11-01", "document", "柳委〔2026〕7号")
                        .text())
                .contains("它下面还有党组织");
        officer.post(at(tree.group()) + "/close", "on", "2026-11-01", "document", "柳委〔2026〕6号");
        assertThat(officer.post(path, "on", "2026-11-01", "document", "柳委〔2026〕7号", "to", "河东社区党支部")
                        .status())
                .isEqualTo(302);
        assertThat(officer.get(at(tree.branch())).text()).contains("柳委〔2026〕7号", "已合并");
        assertThat(officer.get(at(tree.town())).text()).doesNotContain("望溪村党支部");
    }

    @Test
    void linksStandBesideTheTreeAndAreSeenFromBothEnds() {
        var secretary = browser(tree.branch(), PartyPostKind.SECRETARY);
        var neighbour = browser(tree.neighbour(), PartyPostKind.SECRETARY);
        secretary.post(at(tree.branch()) + "/links/add", "kind", "JOINT", "who", "河东社区党支部");
        secretary.post(at(tree.branch()) + "/links/add", "kind", "PARTNER", "who", "柳渡镇卫生院");
        assertThat(secretary.get(at(tree.branch())).text()).contains("社区大党委", "河东社区党支部", "柳渡镇卫生院");
        assertThat(neighbour.get(at(tree.neighbour())).text()).contains("社区大党委", "望溪村党支部");
        assertThat(neighbour.get(at(tree.branch())).status())
                .as("a link opens no door")
                .isEqualTo(404);
    }

    @Test
    void theSystemAdministratorEntersTheCommitteeAndItsOfficerOnly() {
        var other = party.bare();
        var admin = staff.admin(other.county(), Role.SYSTEM_ADMIN);
        assertThat(admin.get("/admin/party").text()).contains("建立");
        assertThat(admin.post("/admin/party", "name", "试验县委", "document", "县委〔2026〕1号")
                        .status())
                .isEqualTo(302);
        var officer = staff.at(other.county(), other.village(), PostKind.CLERK);
        assertThat(admin.post("/admin/party/officer", "who", "nobody-of-that-name")
                        .text())
                .contains("没有找到这个人");
        assertThat(admin.post("/admin/party/officer", "who", officer.login()).status())
                .isEqualTo(302);
        assertThat(admin.get("/admin/party").text()).contains("党务管理员：" + officer.name());
        var root = organizations.tree(other.county()).root().orElseThrow();
        assertThat(staff.browser(officer).get(at(root.id())).status()).isEqualTo(200);
        assertThat(admin.get(at(root.id())).status()).isEqualTo(403);
    }

    private ADoor.Visitor browser(UUID organization, PartyPostKind kind) {
        return party.browser(party.at(tree, organization, kind));
    }

    private static String at(UUID organization) {
        return "/desk/party/" + organization;
    }

    private static ADoor.Answer found(ADoor.Visitor browser, UUID above, String type, String name) {
        return browser.post(
                at(above) + "/found",
                "type",
                type,
                "name",
                name,
                "sector",
                "VILLAGE",
                "foundedOn",
                "2026-05-01",
                "document",
                "柳委〔2026〕3号");
    }
}
