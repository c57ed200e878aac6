package org.onedoor.members.dues;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.members.AMember;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.party.AParty;
import org.onedoor.organizations.party.PartyPostKind;

/** The doors of dues: who sees persons, who sees sums, and what a "no" says. */
@OneDoorTest
class DuesPagesTest {

    private final AParty aParty;
    private final AMember aMember;
    private final Staff staff;
    private AParty.Tree tree;
    private ADoor.Visitor collector;
    private ADoor.Visitor bookkeeper;
    private ADoor.Visitor secretary;
    private UUID member;
    private final YearMonth now = YearMonth.from(Now.today());

    DuesPagesTest(AParty aParty, AMember aMember, Staff staff) {
        this.aParty = aParty;
        this.aMember = aMember;
        this.staff = staff;
    }

    @BeforeEach
    void aBranch() {
        tree = aParty.found();
        collector = browser(tree.branch(), PartyPostKind.COLLECTOR);
        bookkeeper = browser(tree.branch(), PartyPostKind.BOOKKEEPER);
        secretary = browser(tree.branch(), PartyPostKind.SECRETARY);
        member = aMember.enrolled(tree, tree.branch(), "王建国");
    }

    private ADoor.Visitor browser(UUID organization, PartyPostKind kind) {
        return aParty.browser(aParty.at(tree, organization, kind));
    }

    private String branch() {
        return "/desk/dues/" + tree.branch();
    }

    private String person() {
        return branch() + "/members/" + member;
    }

    private void stated() {
        var done = collector.post(person() + "/standard", "from", now.toString(), "payer", "WAGE", "base", "5000.01");
        assertThat(done.redirects()).as(done.text()).isTrue();
    }

    @Test
    void theCollectorStatesTakesAndDepositsAndTheBookkeeperConfirms() {
        stated();
        assertThat(collector.get(branch()).text()).contains("王建国", now.toString(), "75.00", "收到");
        assertThat(collector.get(person()).text()).contains("5000.01");
        var taken = collector.post(person() + "/take", "months", now.toString());
        assertThat(taken.redirects()).as(taken.text()).isTrue();
        assertThat(collector.get(branch()).text()).contains("已交清").doesNotContain("75.00");
        var slip = collector.post(branch() + "/slips", "on", Now.today().toString(), "amount", "75", "slip", "BC-0001");
        assertThat(slip.redirects()).as(slip.text()).isTrue();
        assertThat(collector.get(branch() + "/bank").status()).isEqualTo(200);
        var books = bookkeeper.open("/desk/dues");
        assertThat(books.text()).contains("BC-0001", "75.00", "核对无误");
        var confirm = books.body().replaceAll("(?s).*/slips/([0-9a-f-]{36})/confirm.*", "$1");
        var confirmed = bookkeeper.post(branch() + "/slips/" + confirm + "/confirm");
        assertThat(confirmed.redirects()).as(confirmed.text()).isTrue();
        var close = bookkeeper.post(branch() + "/close", "year", String.valueOf(now.getYear()));
        assertThat(close.status()).isEqualTo(422);
        assertThat(close.text()).contains("还没有过完");
        assertThat(collector.post(branch() + "/slips/" + confirm + "/confirm").status())
                .isEqualTo(403);
    }

    /** The base is the member's and the collector's; arrears are the secretary's too; nobody else's. */
    @Test
    void personsAreSeenByCollectorAndSecretaryOnly() {
        stated();
        assertThat(secretary.get(person()).text()).contains("王建国", "75.00").doesNotContain("5000.01");
        assertThat(secretary.post(person() + "/take", "months", now.toString()).status())
                .isEqualTo(403);
        assertThat(bookkeeper.get(person()).status()).isEqualTo(403);
        assertThat(bookkeeper.get(branch()).status()).isEqualTo(403);
        for (var above : new ADoor.Visitor[] {
            browser(tree.town(), PartyPostKind.OFFICER), browser(tree.county(), PartyPostKind.SECRETARY)
        }) {
            assertThat(above.get(branch()).status()).isEqualTo(403);
            assertThat(above.get(person()).status()).isEqualTo(403);
            assertThat(above.get(branch() + "/bank").status()).isEqualTo(403);
            assertThat(above.get(branch() + "/books").status()).isEqualTo(200);
            assertThat(above.open("/desk/dues").text()).contains("望溪村党支部").doesNotContain("王建国");
        }
        for (var other : new ADoor.Visitor[] {
            browser(tree.neighbour(), PartyPostKind.SECRETARY),
            browser(tree.otherTown(), PartyPostKind.OFFICER),
            browser(tree.group(), PartyPostKind.GROUP_LEADER)
        }) {
            assertThat(other.get(branch()).status()).isEqualTo(404);
            assertThat(other.get(person()).status()).isEqualTo(404);
            assertThat(other.get(branch() + "/books").status()).isEqualTo(404);
        }
        var clerk = staff.browser(staff.at(tree.number(), tree.home().village(), PostKind.SECRETARY));
        assertThat(clerk.get(branch()).status()).isEqualTo(403);
        for (var role : new Role[] {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}) {
            assertThat(staff.admin(tree.number(), role).get(branch()).status()).isEqualTo(403);
        }
        assertThat(staff.visitor(tree.number()).get(branch()).status()).isEqualTo(303);
    }

    @Test
    void whatIsWronglyFilledInIsSaidAndKept() {
        var empty = collector.post(person() + "/standard", "from", "", "payer", "", "base", "viel");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("viel").contains("请选缴费类别").contains("请填年月");
        stated();
        var less = collector.post(person() + "/take", "months", now.toString(), "amount", "74.99");
        assertThat(less.status()).isEqualTo(422);
        assertThat(less.text()).contains("75.00");
        var slip = collector.post(branch() + "/slips", "on", "", "amount", "", "slip", "");
        assertThat(slip.status()).isEqualTo(422);
    }

    @Test
    void theBranchDecidesAReductionAndTheTownApproves() {
        stated();
        var decided = secretary.post(
                person() + "/reduce",
                "reduceFrom",
                now.toString(),
                "until",
                now.toString(),
                "owed",
                "0",
                "decision",
                "望支〔2026〕2号");
        assertThat(decided.redirects()).as(decided.text()).isTrue();
        assertThat(collector.get(branch()).text()).contains("75.00");
        var town = browser(tree.town(), PartyPostKind.SECRETARY);
        var below = town.open("/desk/dues");
        assertThat(below.text()).contains("王建国", "望支〔2026〕2号");
        var id = below.body().replaceAll("(?s).*/reductions/([0-9a-f-]{36})/approve.*", "$1");
        var path = "/desk/dues/" + tree.town() + "/reductions/" + id + "/approve";
        assertThat(town.post(path, "approval", "").status()).isEqualTo(422);
        assertThat(browser(tree.otherTown(), PartyPostKind.SECRETARY)
                        .post(
                                path.replace(
                                        tree.town().toString(), tree.otherTown().toString()),
                                "approval",
                                "x")
                        .status())
                .isEqualTo(404);
        assertThat(town.post(path, "approval", "柳委〔2026〕5号").redirects()).isTrue();
        assertThat(collector.get(branch()).text()).contains("已交清");
    }
}
