package org.onedoor.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.party.AParty;
import org.onedoor.organizations.party.PartyPostKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The roster's doors: who gets through, what is badly filled in, what is masked, and what is written down. */
@OneDoorTest
class MemberPagesTest {

    private final AParty aParty;
    private final AMember aMember;
    private final Staff staff;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private AParty.Tree tree;
    private UUID member;
    private EnrolMember wish;

    MemberPagesTest(
            AParty aParty, AMember aMember, Staff staff, JdbcClient db, PlatformTransactionManager transactions) {
        this.aParty = aParty;
        this.aMember = aMember;
        this.staff = staff;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void aMemberOfTheGroup() {
        tree = aParty.found();
        var plain = AMember.wish(tree.branch(), "王建国");
        wish = new EnrolMember(
                tree.branch(),
                AMember.details("王建国", tree.group()),
                plain.idNumber(),
                plain.phone(),
                plain.household(),
                plain.residence());
        member = aMember.enrolled(tree, wish);
    }

    private ADoor.Visitor at(UUID organization, PartyPostKind kind) {
        return aParty.browser(aParty.at(tree, organization, kind));
    }

    private String file() {
        return "/desk/members/" + member;
    }

    @Test
    void whoSeesAFileAndWhoDoesNot() {
        for (var browser : List.of(
                at(tree.branch(), PartyPostKind.SECRETARY),
                at(tree.branch(), PartyPostKind.DEPUTY),
                at(tree.branch(), PartyPostKind.ORGANIZER),
                at(tree.group(), PartyPostKind.GROUP_LEADER),
                at(tree.town(), PartyPostKind.SECRETARY),
                at(tree.town(), PartyPostKind.OFFICER),
                at(tree.county(), PartyPostKind.OFFICER))) {
            assertThat(browser.get("/desk/members").text()).contains("王建国");
            var page = browser.get(file());
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains("138****8000").doesNotContain("13800138000", wish.idNumber(), "河东路");
        }
        for (var browser :
                List.of(at(tree.neighbour(), PartyPostKind.SECRETARY), at(tree.otherTown(), PartyPostKind.OFFICER))) {
            assertThat(browser.get("/desk/members").text()).doesNotContain("王建国");
            assertThat(browser.get(file()).status()).isEqualTo(404);
            assertThat(browser.get("/desk/members?org=" + tree.branch()).status())
                    .isEqualTo(404);
            assertThat(browser.get(file() + "/change").status()).isEqualTo(404);
        }
        for (var kind : List.of(
                PartyPostKind.PUBLICITY,
                PartyPostKind.DISCIPLINE,
                PartyPostKind.MEMBER,
                PartyPostKind.COLLECTOR,
                PartyPostKind.BOOKKEEPER)) {
            var browser = at(tree.branch(), kind);
            assertThat(browser.get("/desk/members").status()).as(kind.name()).isEqualTo(403);
            assertThat(browser.get(file()).status()).as(kind.name()).isEqualTo(404);
        }
    }

    /** Staff without a Party post and the three administrators: not one of these pages (R-SEC-11). */
    @Test
    void whoHoldsNoPartyPostComesNoFurtherThanTheDoor() {
        int county = tree.number();
        var home = tree.home();
        for (var browser : List.of(
                staff.browser(staff.at(county, home.village(), PostKind.CLERK)),
                staff.browser(staff.at(county, home.village(), PostKind.SECRETARY)),
                staff.browser(staff.at(county, home.root(), PostKind.SUPERVISOR)),
                staff.admin(county, Role.SYSTEM_ADMIN),
                staff.admin(county, Role.SECURITY_ADMIN),
                staff.admin(county, Role.AUDIT_ADMIN))) {
            for (var path : List.of("/desk/members", file(), file() + "/change", "/desk/members/new")) {
                var answer = browser.get(path);
                assertThat(answer.status()).as(path).isEqualTo(403);
                assertThat(answer.body()).doesNotContain("王建国");
            }
            assertThat(browser.get("/desk/members/me").status()).isIn(403, 404);
            assertThat(browser.post("/desk/members/find", "words", wish.idNumber())
                            .status())
                    .isEqualTo(403);
        }
        assertThat(staff.visitor(county).get(file()).redirects()).isTrue();
    }

    /** R-ROLE-2: a superior reads and never edits; a group leader calls people and sees no papers. */
    @Test
    void aSuperiorReadsAndTheBranchKeeps() {
        for (var browser : List.of(
                at(tree.town(), PartyPostKind.SECRETARY),
                at(tree.county(), PartyPostKind.OFFICER),
                at(tree.group(), PartyPostKind.GROUP_LEADER))) {
            assertThat(browser.get(file()).text()).contains("上级只查看");
            assertThat(browser.get(file() + "/change").status()).isEqualTo(403);
            assertThat(browser.post(file() + "/checked", "group", "CONTACT").status())
                    .isEqualTo(403);
            assertThat(browser.post(file() + "/correction", "right", "true").status())
                    .isEqualTo(403);
            assertThat(browser.get("/desk/members/new").status()).isEqualTo(403);
        }
        var leader = at(tree.group(), PartyPostKind.GROUP_LEADER);
        assertThat(leader.post(file() + "/reveal", "field", "ID_NUMBER", "why", "papers")
                        .status())
                .isEqualTo(403);
        assertThat(leader.post(file() + "/reveal", "field", "PHONE", "why", "contact")
                        .text())
                .contains("13800138000");
    }

    @Test
    void aLookNeedsAReasonAndIsWrittenDown() {
        var browser = at(tree.branch(), PartyPostKind.ORGANIZER);
        var refused = browser.post(file() + "/reveal", "field", "ID_NUMBER", "why", "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).doesNotContain(wish.idNumber());
        assertThat(looks()).isEmpty();
        assertThat(browser.post(file() + "/reveal", "field", "ID_NUMBER", "why", "papers")
                        .body())
                .contains(wish.idNumber())
                .doesNotContain("13800138000");
        assertThat(browser.post(file() + "/reveal", "field", "RESIDENCE", "why", "help")
                        .body())
                .contains("柳渡镇河东路 8 号");
        assertThat(looks()).containsExactly("members.id-number.viewed 核对证件", "members.residence.viewed 走访帮助");
        assertThat(browser.post(file() + "/reveal", "field", "NAME", "why", "papers")
                        .status())
                .isEqualTo(404);
    }

    private List<String> looks() {
        return inside(() -> db.sql("""
            select action || ' ' || why from audit.entry
            where county = :county and subject = :member and action like '%.viewed' order by at, id\
            """)
                .param("county", tree.number())
                .param("member", member)
                .query(String.class)
                .list());
    }

    private <T> T inside(Supplier<T> work) {
        return Scope.in(new Scope.Interior(tree.number()), () -> transaction.execute(_ -> work.get()));
    }

    @Test
    void somebodyIsFoundByNameInitialsAndNumberWithoutAnAddress() {
        var browser = at(tree.town(), PartyPostKind.OFFICER);
        browser.get("/desk/members");
        for (var words : List.of("建国", "wjg", wish.idNumber())) {
            var found = browser.post("/desk/members/find", "words", words);
            assertThat(found.status()).isEqualTo(200);
            assertThat(found.text()).as(words).contains("王建国");
            assertThat(found.body()).doesNotContain(wish.idNumber());
        }
        assertThat(browser.post("/desk/members/find", "words", "李四").text()).contains("没有找到");
        assertThat(browser.post("/desk/members/find", "words", "王").status()).isEqualTo(422);
        assertThat(browser.post(
                                "/desk/members/find",
                                "words",
                                "建国",
                                "org",
                                tree.neighbour().toString())
                        .text())
                .contains("没有找到");
    }

    @Test
    void theBranchEnrolsAndChanges() {
        var browser = at(tree.branch(), PartyPostKind.SECRETARY);
        assertThat(browser.get("/desk/members/new").text()).contains("严禁填写涉密内容");
        var empty = browser.post("/desk/members/new", "name", "");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.text()).contains("请写姓名").contains("请选人员类别").contains("入党日期");
        var number = AMember.idNumber(java.time.LocalDate.of(1988, 8, 8));
        var filled = new String[] {
            "name",
            "何小岸",
            "idNumber",
            number,
            "ethnicity",
            "22",
            "category",
            "NEW_EMPLOYMENT",
            "joinedOn",
            "2026-03-01",
            "phone",
            "13900139000"
        };
        var done = browser.post("/desk/members/new", filled);
        assertThat(done.status()).as(done.text()).isEqualTo(302);
        var page = browser.get(done.path());
        assertThat(page.text())
                .contains("何小岸", "预备党员", "畲族", "新就业群体", "1988-08-08", "139****9000")
                .doesNotContain(number);
        var again = browser.post("/desk/members/new", filled);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text()).contains("已经在本县名册里");

        var form = browser.get(done.path() + "/change");
        var changed = browser.post(
                done.path() + "/change",
                "version",
                form.field("version"),
                "name",
                "何小岸",
                "ethnicity",
                "22",
                "category",
                "STUDENT",
                "joinedOn",
                "2026-03-01",
                "unitAndPost",
                "柳渡镇快递站");
        assertThat(changed.status()).as(changed.text()).isEqualTo(302);
        assertThat(browser.get(done.path()).text()).contains("柳渡镇快递站", "139****9000", "人员类别：新就业群体 → 学生");
        var stale = browser.post(
                done.path() + "/change",
                "version",
                form.field("version"),
                "name",
                "何小岸",
                "ethnicity",
                "22",
                "category",
                "OTHER",
                "joinedOn",
                "2026-03-01");
        assertThat(stale.status()).isEqualTo(409);
        assertThat(browser.post(
                                done.path() + "/change",
                                "version",
                                "1",
                                "name",
                                "何小岸",
                                "ethnicity",
                                "22",
                                "category",
                                "OTHER",
                                "joinedOn",
                                "2026-03-01",
                                "fullOn",
                                "2026-04-01")
                        .text())
                .contains("不在这里改");
        assertThat(browser.post(
                                done.path() + "/change",
                                "version",
                                "1",
                                "name",
                                "何小岸",
                                "idNumber",
                                wish.idNumber(),
                                "ethnicity",
                                "22",
                                "category",
                                "OTHER",
                                "joinedOn",
                                "2026-03-01")
                        .text())
                .contains("已经在本县名册里");
    }

    @Test
    void aMemberCorrectsHerFileAndTheBranchAnswers() {
        var organizer = at(tree.branch(), PartyPostKind.ORGANIZER);
        var comrade = aParty.at(tree, tree.neighbour(), PartyPostKind.COLLECTOR);
        var own = aParty.browser(comrade);
        assertThat(own.get("/desk/members/me").status()).isEqualTo(404);
        assertThat(given(organizer, "nobody").status()).isEqualTo(422);
        assertThat(given(organizer, comrade.login()).status()).isEqualTo(302);

        var file = this.member;
        this.member = aMember.enrolled(tree, tree.branch(), "李四");
        assertThat(given(organizer, comrade.login()).text()).contains("已经给了另一位党员");
        this.member = file;

        assertThat(own.get("/desk/members/me").text()).contains("王建国", "我的党员信息");
        assertThat(own.post("/desk/members/me", "phone", "12").status()).isEqualTo(422);
        assertThat(own.post("/desk/members/me", "phone", "13700137000", "category", "RETIRED")
                        .status())
                .isEqualTo(302);
        assertThat(own.get("/desk/members/me").text()).contains("已交支部确认", "手机", "人员类别");
        assertThat(at(tree.town(), PartyPostKind.OFFICER).get(file()).body())
                .as("a superior does not read what waits")
                .doesNotContain("13700137000");
        assertThat(organizer.get(file()).text()).contains("13700137000", "离退休人员");
        assertThat(organizer.post(file() + "/correction", "reason", "").status())
                .isEqualTo(422);
        assertThat(organizer.post(file() + "/correction", "reason", "退休证还没有发").status())
                .isEqualTo(302);
        assertThat(own.get("/desk/members/me").text()).contains("退回了", "退休证还没有发");
        own.post("/desk/members/me", "phone", "13700137000");
        assertThat(organizer.post(file() + "/correction", "right", "true").status())
                .isEqualTo(302);
        assertThat(own.get("/desk/members/me").text()).contains("已经确认");
        assertThat(organizer.get(file()).text()).contains("137****7000", "本人提出更正", "支部确认更正");
        assertThat(organizer.post(file() + "/checked", "group", "IDENTITY").status())
                .isEqualTo(302);
        assertThat(organizer.get(file()).text()).contains("核对无变化");
    }

    private ADoor.Answer given(ADoor.Visitor organizer, String login) {
        var form = organizer.get(file() + "/change");
        return organizer.post(
                file() + "/change",
                "version",
                form.field("version"),
                "name",
                "王建国",
                "ethnicity",
                "01",
                "category",
                "FARMER",
                "joinedOn",
                "2005-06-30",
                "fullOn",
                "2006-06-30",
                "group",
                tree.group().toString(),
                "login",
                login);
    }

    @Test
    void theRosterIsPagedAndNarrowed() {
        for (int i = 0; i < 51; i++) {
            aMember.enrolled(tree, tree.neighbour(), "党员" + (char) ('甲' + i));
        }
        var browser = at(tree.town(), PartyPostKind.SECRETARY);
        var first = browser.get("/desk/members");
        var next = first.body()
                .replaceAll("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(next).contains("cursor=");
        var second = browser.get(next.replaceFirst("^/c/\\d+", ""));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).contains("党员").doesNotContain("王建国");
        assertThat(browser.get(next.replaceFirst("^/c/\\d+", "") + "x").status())
                .isEqualTo(400);
        assertThat(browser.get("/desk/members?org=" + tree.group()).text())
                .contains("王建国")
                .doesNotContain("党员甲");
        assertThat(browser.get("/desk/members?org=" + tree.branch() + "&status=PROBATIONARY")
                        .text())
                .contains("这里还没有党员");
        assertThat(browser.get("/setting?lang=en&back=/desk/members").redirects())
                .isTrue();
        assertThat(browser.get("/desk/members").text()).contains("Roster of members", "Full member");
    }

    @ParameterizedTest
    @EnumSource(FieldGroup.class)
    void eachGroupSaysWhoKeepsItAndHowFreshItIs(FieldGroup group) {
        var page = at(tree.branch(), PartyPostKind.SECRETARY).get(file()).body();
        assertThat(page).contains("id=\"" + group.path() + "\"");
        assertThat(page).contains(group.byMember() ? "本人维护，支部确认" : "支部维护").contains("核对");
    }
}
