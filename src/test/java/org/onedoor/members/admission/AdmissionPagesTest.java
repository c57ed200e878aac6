package org.onedoor.members.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Role;
import org.onedoor.members.AMember;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.party.AParty;
import org.onedoor.organizations.party.PartyPostKind;

/** The doors of admission: who comes in, who records what, and how a refusal reads. */
@OneDoorTest
class AdmissionPagesTest {

    private static final LocalDate BORN = LocalDate.of(1995, 3, 2);

    private final AParty party;
    private final AMember members;
    private final AnAdmission anAdmission;
    private final Staff staff;
    private AParty.Tree tree;
    private ADoor.Visitor branch;
    private ADoor.Visitor town;
    private ADoor.Visitor county;

    AdmissionPagesTest(AParty party, AMember members, AnAdmission anAdmission, Staff staff) {
        this.party = party;
        this.members = members;
        this.anAdmission = anAdmission;
        this.staff = staff;
    }

    @BeforeEach
    void aCounty() {
        tree = party.found();
        branch = browser(tree.branch(), PartyPostKind.SECRETARY);
        town = browser(tree.town(), PartyPostKind.OFFICER);
        county = browser(tree.county(), PartyPostKind.OFFICER);
    }

    private ADoor.Visitor browser(UUID organization, PartyPostKind kind) {
        return party.browser(party.at(tree, organization, kind));
    }

    private String opened() {
        return "/desk/admission/"
                + anAdmission.opened(tree, tree.branch(), "陈思远", AMember.idNumber(BORN), "13800138000");
    }

    /** Records a step and expects it to stand. */
    private static void done(ADoor.Visitor browser, String file, String act, String day, String... fields) {
        var answer = post(browser, file, act, day, fields);
        assertThat(answer.status()).as(act + ": " + answer.text()).isEqualTo(302);
    }

    private static ADoor.Answer post(ADoor.Visitor browser, String file, String act, String day, String... fields) {
        var seen = browser.get(file + "/record?act=" + act);
        assertThat(seen.status()).as(act + ": " + seen.text()).isEqualTo(200);
        var all = new ArrayList<>(List.of("act", act, "seen", seen.field("seen"), "day", day));
        all.addAll(List.of(fields));
        return browser.post(file + "/record", all.toArray(String[]::new));
    }

    private static void refused(
            ADoor.Visitor browser, String file, String act, String day, String why, String... fields) {
        var answer = post(browser, file, act, day, fields);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.text()).contains(why);
        assertThat(answer.body()).as("the form is kept").contains("value=\"" + day + "\"");
    }

    @Test
    void aSecretaryOpensAFileAndIsToldWhatComesNext() {
        var wrong = branch.post(
                "/desk/admission/new",
                "branch",
                tree.branch().toString(),
                "name",
                "陈思远",
                "idNumber",
                "123",
                "day",
                "2024-03-01");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("身份证号码不对");
        var number = AMember.idNumber(BORN);
        var made = branch.post(
                "/desk/admission/new",
                "branch",
                tree.branch().toString(),
                "name",
                "陈思远",
                "idNumber",
                number,
                "phone",
                "13800138000",
                "day",
                "2024-03-01");
        assertThat(made.status()).as(made.text()).isEqualTo(302);
        var page = branch.get(made.path());
        assertThat(page.text()).contains("党组织派人谈话", "望溪村党支部", "入党申请书", "138****8000");
        assertThat(page.body()).doesNotContain(number).doesNotContain("13800138000");
        assertThat(branch.get("/desk/admission").text()).contains("陈思远", "党组织派人谈话", "已经迟了");
        assertThat(town.get("/desk/admission").text()).doesNotContain("陈思远");
        assertThat(town.get("/desk/admission?view=1").text()).contains("陈思远");
    }

    @Test
    void whoIsNoSuperiorAndNotOfTheBranchLearnsOfNoFile() {
        var file = opened();
        for (var stranger : List.of(
                browser(tree.neighbour(), PartyPostKind.SECRETARY),
                browser(tree.otherTown(), PartyPostKind.OFFICER),
                browser(tree.group(), PartyPostKind.GROUP_LEADER),
                browser(tree.branch(), PartyPostKind.COLLECTOR))) {
            assertThat(stranger.get(file).status()).isEqualTo(404);
            assertThat(stranger.get(file + "/record?act=2").status()).isEqualTo(404);
            assertThat(stranger.post(file + "/record", "act", "2", "seen", "1", "day", "2024-03-05")
                            .status())
                    .isEqualTo(404);
        }
        for (var role : new Role[] {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}) {
            assertThat(staff.admin(tree.number(), role).get(file).status())
                    .as(role.name())
                    .isEqualTo(403);
        }
        var clerk = staff.browser(staff.at(tree.number(), tree.home().village(), PostKind.CLERK));
        assertThat(clerk.get(file).status()).isEqualTo(403);
        assertThat(clerk.get("/desk/admission").status()).isEqualTo(403);
        assertThat(branch.get("/desk/admission/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void superiorsReadAndRecordOnlyWhatTheyDo() {
        var file = opened();
        assertThat(town.get(file).status()).isEqualTo(200);
        assertThat(town.get(file + "/record?act=2").status()).isEqualTo(403);
        done(branch, file, "2", "2024-03-05");
        done(branch, file, "3", "2024-03-20", "agreed", "true");
        assertThat(branch.get(file + "/record?act=4").status()).isEqualTo(403);
        assertThat(county.get(file + "/record?act=4").status()).isEqualTo(403);
        done(town, file, "4", "2024-03-25");
    }

    /** From the application to full membership, all 25 steps; each hard block of R-DEV-6 refuses once. */
    @Test
    void allTwentyFiveStepsWithEachHardBlockOnce() {
        var one = members.enrolled(tree, tree.branch(), "王建国").toString();
        var two = members.enrolled(tree, tree.branch(), "林秀菊").toString();
        var young = branch.post(
                "/desk/admission/new",
                "branch",
                tree.branch().toString(),
                "name",
                "李小满",
                "idNumber",
                AMember.idNumber(LocalDate.of(2006, 3, 2)),
                "day",
                "2024-03-01");
        assertThat(young.text()).contains("年满 18 周岁");
        var file = opened();
        refused(branch, file, "3", "2024-03-20", "第 2 步还没有做", "agreed", "true");
        done(branch, file, "2", "2024-03-05");
        done(branch, file, "3", "2024-03-20", "agreed", "true");
        done(town, file, "4", "2024-03-25");
        refused(branch, file, "5", "2024-03-25", "一名或者两名");
        done(branch, file, "5", "2024-03-25", "first", one, "second", two);
        done(branch, file, "6", "2024-09-18");
        refused(branch, file, "7", "2025-03-19", "时间还不够", "agreed", "true");
        done(branch, file, "7", "2025-04-01", "agreed", "true");
        done(town, file, "8", "2025-04-10", "agreed", "true");
        refused(branch, file, "9", "2025-04-11", "应当是两名", "first", one);
        done(branch, file, "9", "2025-04-11", "first", one, "second", two);
        done(branch, file, "10", "2025-04-20", "agreed", "false");
        done(town, file, "11", "2025-05-10", "days", "3", "hours", "24");
        refused(branch, file, "12", "2025-05-20", "没有合格", "agreed", "true");
        done(branch, file, "10", "2025-05-18", "agreed", "true");
        done(branch, file, "12", "2025-05-20", "agreed", "true");
        done(town, file, "13", "2025-05-25", "agreed", "true");
        done(branch, file, "14", "2025-05-28");
        refused(
                branch,
                file,
                "15",
                "2025-06-10",
                "没有超过半数",
                "due",
                "16",
                "present",
                "8",
                "ayes",
                "8",
                "noes",
                "0",
                "abstained",
                "0",
                "secret",
                "true");
        refused(
                branch,
                file,
                "15",
                "2025-06-10",
                "无记名",
                "due",
                "16",
                "present",
                "12",
                "ayes",
                "12",
                "noes",
                "0",
                "abstained",
                "0");
        done(
                branch,
                file,
                "15",
                "2025-06-10",
                "due",
                "16",
                "present",
                "12",
                "ayes",
                "11",
                "noes",
                "1",
                "abstained",
                "0",
                "secret",
                "true");
        done(town, file, "16", "2025-06-20");
        done(town, file, "17", "2025-06-30", "agreed", "true", "document", "柳委〔2025〕8号");
        done(county, file, "18", "2025-07-02");
        done(branch, file, "19", "2025-07-03");
        done(town, file, "20", "2025-07-05");
        done(branch, file, "21", "2025-12-05");
        done(branch, file, "22", "2026-06-01");
        var ballot = new String[] {
            "due", "16", "present", "12", "ayes", "12", "noes", "0", "abstained", "0", "secret", "true"
        };
        refused(branch, file, "23", "2026-06-09", "满了才能讨论转正", with(ballot, "what", "FULL"));
        refused(branch, file, "23", "2026-06-12", "不少于 6 个月", with(ballot, "what", "EXTEND", "months", "3"));
        done(branch, file, "23", "2026-06-12", with(ballot, "what", "FULL"));
        done(town, file, "24", "2026-06-20", "agreed", "true");
        done(branch, file, "25", "2026-06-22");
        assertThat(branch.get(file).text()).contains("都做完了", "已归档", "转正时间", "2026-06-10", "柳委〔2025〕8号");
    }

    /** The 2026 text: consent, then five working days; an objection stops the clock (R-GEN-8). */
    @Test
    void theNoticeHangsFiveWorkingDays() {
        var one = members.enrolled(tree, tree.branch(), "王建国").toString();
        var file = opened();
        done(branch, file, "2", "2024-03-05");
        done(branch, file, "3", "2024-03-20", "agreed", "true");
        done(town, file, "4", "2024-03-25");
        done(branch, file, "5", "2024-03-25", "first", one);
        done(branch, file, "7", "2026-05-20", "agreed", "true");
        refused(branch, file, "posted", "2026-06-01", "上级党委同意以后");
        done(town, file, "8", "2026-06-01", "agreed", "true");
        done(branch, file, "posted", "2026-06-01");
        refused(branch, file, "over", "2026-06-05", "不少于 5 个工作日");
        done(branch, file, "objected", "2026-06-03");
        refused(branch, file, "over", "2026-06-30", "意见正在核实");
        done(branch, file, "settled", "2026-06-10", "upheld", "false");
        done(branch, file, "over", "2026-06-30");
        assertThat(branch.get(file).text()).contains("发展对象", "确定入党介绍人");
    }

    @Test
    void theLastLineIsTakenBackAndAPaperFiled() {
        var file = opened();
        done(branch, file, "2", "2024-03-05");
        var seen = branch.get(file + "/record?act=paper").field("seen");
        assertThat(branch.post(file + "/back", "seq", "1", "seen", seen).status())
                .isEqualTo(409);
        assertThat(branch.post(file + "/back", "seq", "2", "seen", seen).status())
                .isEqualTo(302);
        assertThat(branch.get(file).text()).contains("收回第 2 条", "已收回");
        refused(branch, file, "paper", "2024-03-06", "放在哪里", "code", "application", "place", "");
        done(branch, file, "paper", "2024-03-06", "code", "application", "place", "支部档案柜");
        assertThat(branch.get(file).text()).contains("支部档案柜", "不缺材料");
        assertThat(branch.post(file + "/record", "act", "2", "seen", "1", "day", "2024-03-05")
                        .status())
                .as("somebody has recorded meanwhile")
                .isEqualTo(409);
        done(branch, file, "ended", "2024-03-07", "how", "WITHDRAWN");
        assertThat(branch.get(file).text()).contains("本人撤回申请");
    }

    private static String[] with(String[] fields, String... more) {
        var all = new ArrayList<>(List.of(fields));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
