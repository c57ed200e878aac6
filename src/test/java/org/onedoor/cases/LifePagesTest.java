package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onedoor.cases.ACase.at;
import static org.onedoor.cases.ACase.moment;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Now;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.PostKind;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The side ways of a case, each through the doors of those who walk it, and the wrong people at them (R-REQ-3, 5, 7, 8). */
@OneDoorTest
class LifePagesTest {

    private final ACase cases;
    private final Staff staff;
    private final Following following;
    private final Organizations organizations;
    private final JdbcClient db;
    private ACase.Town town;

    LifePagesTest(ACase cases, Staff staff, Following following, Organizations organizations, JdbcClient db) {
        this.cases = cases;
        this.staff = staff;
        this.following = following;
        this.organizations = organizations;
        this.db = db;
    }

    @BeforeEach
    void aTown() {
        town = cases.town();
    }

    private ADoor.Answer step(Staff.Member member, Receipt receipt, String step, String... form) {
        var all = new java.util.ArrayList<>(java.util.List.of("version", "0"));
        all.addAll(java.util.List.of(form));
        return staff.browser(member).submit("/desk/cases/" + receipt.id() + "/" + step, all.toArray(String[]::new));
    }

    private ADoor.Answer resident(Receipt receipt, String act, String... form) {
        return staff.visitor(town.number()).submit("/r/" + receipt.longId() + "/" + act, form);
    }

    private ADoor.Answer page(Receipt receipt) {
        return staff.visitor(town.number()).get("/r/" + receipt.longId());
    }

    private Case told(Receipt receipt) {
        return cases.told(town, receipt.id());
    }

    private long messages(String template) {
        return cases.in(town, () -> db.sql(
                        "select count(*) from notices.message where template = :template and state <> 'WITHDRAWN'")
                .param("template", template)
                .query(Long.class)
                .single());
    }

    // ------------------------------------------------------------------ 不予受理, second look

    private Receipt declined() {
        var receipt = cases.filed(town, null);
        step(town.clerk(), receipt, "decline", "reason", "COURT", "basis", "民事诉讼法", "channel", "县法院立案庭");
        assertThat(told(receipt).state()).isEqualTo(State.DECLINED);
        return receipt;
    }

    @Test
    void aRefusalIsLookedAtOnceMoreOneLevelUpByAnotherPerson() {
        var receipt = declined();
        assertThat(resident(receipt, "look-again", "why", "不是官司", "code", "22222222")
                        .text())
                .contains("回复码不对");
        assertThat(resident(receipt, "look-again", "why", "不是官司", "code", receipt.answerCode())
                        .text())
                .contains("已经请上一级再看");
        assertThat(staff.browser(town.secretary()).get("/desk/cases").text()).contains("等您定");
        var own = step(town.clerk(), receipt, "decide-look", "accepted", "true", "why", "还是我说");
        assertThat(own.status()).as("not her own refusal").isEqualTo(403);
        assertThat(own.text()).contains(town.secretary().name());
        assertThat(step(town.handler(), receipt, "decide-look", "accepted", "true", "why", "x")
                        .status())
                .isEqualTo(404);
        assertThat(step(town.secretary(), receipt, "decide-look", "accepted", "true", "why", "邻里的事，归村里")
                        .status())
                .isEqualTo(200);
        assertThat(told(receipt).state()).isEqualTo(State.ACCEPTED);
        assertThat(told(receipt).due()).as("a new promise").isAfter(Now.instant());
        assertThat(messages("cases.looked")).isEqualTo(1);
        step(town.clerk(), receipt, "decline", "reason", "COURT", "basis", "民事诉讼法", "channel", "县法院立案庭");
        assertThat(told(receipt).state()).isEqualTo(State.DECLINED);
        assertThat(staff.visitor(town.number())
                        .post("/r/" + receipt.longId() + "/look-again", "why", "再看", "code", receipt.answerCode())
                        .text())
                .as("once")
                .contains("已经请上一级看过一次了");
    }

    @Test
    void aRefusalThatIsUpheldIsToldWithItsReason() {
        var receipt = declined();
        resident(receipt, "look-again", "why", "不是官司", "code", receipt.answerCode());
        step(town.secretary(), receipt, "decide-look", "accepted", "false", "why", "确实要法院判");
        assertThat(told(receipt).state()).isEqualTo(State.DECLINED);
        assertThat(page(receipt).text()).contains("上一级看过了").contains("确实要法院判").contains("县法院立案庭");
        assertThat(messages("cases.looked")).isEqualTo(1);
    }

    // ------------------------------------------------------------------ 上报

    @Test
    void reportedUpwardItChangesItsOwnerOnlyWhenTheLevelAboveAccepts() {
        var receipt = cases.filed(town, null);
        cases.take(town.clerk(), receipt.id(), new Command.TakeOn());
        var due = told(receipt).due();
        assertThat(step(town.handler(), receipt, "escalate", "why", "x").status())
                .isEqualTo(404);
        assertThat(step(town.supervisor(), receipt, "escalate", "why", "x").status())
                .isEqualTo(403);

        assertThat(step(town.clerk(), receipt, "escalate", "why", "村里没有这个权限").status())
                .isEqualTo(200);
        assertThat(told(receipt).owner()).isEqualTo(town.clerk().post().id());
        assertThat(staff.browser(town.dispatcher()).get("/desk/cases").text()).contains("请您接手");
        assertThat(step(town.dispatcher(), receipt, "accept-offer").status()).isEqualTo(200);
        assertThat(told(receipt).owner()).isEqualTo(town.dispatcher().post().id());
        assertThat(told(receipt).contact()).isEqualTo(town.clerk().post().id());

        step(town.dispatcher(), receipt, "escalate", "why", "镇里也没有");
        assertThat(step(town.county(), receipt, "refuse-offer", "why", "先查清楚").status())
                .isEqualTo(200);
        assertThat(told(receipt).owner())
                .as("refused")
                .isEqualTo(town.dispatcher().post().id());
        step(town.dispatcher(), receipt, "escalate", "why", "查清了，要县里批");
        assertThat(step(town.county(), receipt, "accept-offer").status()).isEqualTo(200);
        assertThat(told(receipt).owner()).isEqualTo(town.county().post().id());
        assertThat(told(receipt).contact())
                .as("stays to the end")
                .isEqualTo(town.clerk().post().id());
        assertThat(told(receipt).due()).as("never lengthens").isEqualTo(due);
        assertThat(staff.browser(town.clerk())
                        .get("/desk/cases/" + receipt.id())
                        .text())
                .contains("村里没有这个权限")
                .contains("镇里也没有")
                .contains("先查清楚")
                .contains("查清了，要县里批");
        var top = step(town.county(), receipt, "escalate", "why", "还要往上");
        assertThat(top.status()).isEqualTo(409);
        assertThat(top.text()).contains("已经在县里");
        assertThat(page(receipt).text()).contains(town.clerk().name());
    }

    // ------------------------------------------------------------------ 退回

    private Receipt assigned() {
        var receipt = cases.filed(town, "pension-join");
        cases.take(
                town.clerk(),
                receipt.id(),
                new Command.Assign(town.handler().post().id(), null));
        return receipt;
    }

    @Test
    void anOfficeSendsBackOnceAndTheDispatcherDecides() {
        var receipt = assigned();
        assertThat(step(town.clerk(), receipt, "send-back", "why", "x").status())
                .isEqualTo(403);
        assertThat(step(town.handler(), receipt, "send-back", "why", "不归民政").status())
                .isEqualTo(200);
        assertThat(told(receipt).state()).as("not before it is decided").isEqualTo(State.ASSIGNED);
        assertThat(step(town.handler(), receipt, "decide-send-back", "granted", "true", "why", "同意")
                        .status())
                .isEqualTo(403);
        assertThat(step(town.clerk(), receipt, "decide-send-back", "granted", "true", "why", "对，不归他们")
                        .status())
                .isEqualTo(200);
        assertThat(told(receipt).state()).isEqualTo(State.ACCEPTED);
        assertThat(told(receipt).owner()).isEqualTo(town.clerk().post().id());
        assertThat(told(receipt).due()).as("never lengthens").isEqualTo(receipt.due());
        cases.take(
                town.clerk(),
                receipt.id(),
                new Command.Assign(town.handler().post().id(), "再看看"));
        var again = step(town.handler(), receipt, "send-back", "why", "还是不归");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("同一个单位只能退回一次");
    }

    @Test
    void afterTwoWorkingDaysItIsNoLongerSentBack() {
        // Thursday before a weekend: the second working day after it is Monday.
        var receipt = at("2026-11-12T10:00", () -> {
            var filed = cases.filed(town, "pension-join");
            cases.take(
                    town.clerk(),
                    filed.id(),
                    new Command.Assign(town.handler().post().id(), null));
            return filed;
        });
        var late = step(town.handler(), receipt, "send-back", "why", "不归我们");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("满两个工作日");
        var inTime = at("2026-11-12T11:00", () -> {
            var filed = cases.filed(town, "pension-join");
            cases.take(
                    town.clerk(),
                    filed.id(),
                    new Command.Assign(town.handler().post().id(), null));
            return filed;
        });
        assertThat(at(
                        "2026-11-16T09:00",
                        () -> cases.attempt(town.handler(), inTime.id(), new Command.SendBack("不归我们"))))
                .isInstanceOf(Stepping.Done.class);
        assertThat(moment("2026-11-16T09:00"))
                .isAfter(moment("2026-11-12T11:00").plus(Duration.ofDays(3)));
    }

    // ------------------------------------------------------------------ objections

    @Test
    void theSecondObjectionGoesOneLevelUpAndTheThirdIsForTheCountysLeaders() {
        var receipt = cases.filed(town, null);
        cases.take(town.clerk(), receipt.id(), new Command.TakeOn());
        cases.take(town.clerk(), receipt.id(), new Command.Answer(Outcome.SOLVED, "修了", null));
        objects(receipt, "第一次没好");
        assertThat(told(receipt).owner())
                .as("the same people")
                .isEqualTo(town.clerk().post().id());
        var promised = told(receipt).due();
        assertThat(promised).as("a new promise").isAfter(Now.instant());
        cases.take(town.clerk(), receipt.id(), new Command.Answer(Outcome.SOLVED, "又修了", null));
        objects(receipt, "第二次没好");
        assertThat(told(receipt).owner()).isEqualTo(town.dispatcher().post().id());
        cases.take(town.dispatcher(), receipt.id(), new Command.Answer(Outcome.SOLVED, "换了", null));
        assertThat(resident(receipt, "verdict", "verdict", "no", "why", "第三次没好", "code", receipt.answerCode())
                        .text())
                .as("R-REQ-8: why, and who takes it instead")
                .contains("重办过两次", "请找县里包案");
        assertThat(told(receipt).state()).isEqualTo(State.ANSWERED);
        assertThat(told(receipt).owner()).isEqualTo(town.dispatcher().post().id());
        assertThat(told(receipt).contact()).isEqualTo(town.clerk().post().id());
        assertThat(told(receipt).round()).isEqualTo(3);
        assertThat(messages("cases.reopened")).isEqualTo(2);
    }

    private void objects(Receipt receipt, String why) {
        assertThat(resident(receipt, "verdict", "verdict", "no", "why", why, "code", receipt.answerCode())
                        .text())
                .contains("重新办");
    }

    // ------------------------------------------------------------------ 延期

    @Test
    void anApprovedExtensionIsToldToTheResidentARefusedOneChangesNothing() {
        var receipt = assigned();
        cases.take(town.handler(), receipt.id(), new Command.Take());
        assertThat(step(town.clerk(), receipt, "ask-extension", "days", "3", "why", "x")
                        .status())
                .isEqualTo(403);
        step(town.handler(), receipt, "ask-extension", "days", "3", "why", "等县里名单");
        assertThat(step(town.head(), receipt, "decide-extension", "granted", "false", "why", "来得及")
                        .status())
                .isEqualTo(200);
        assertThat(told(receipt).due()).isEqualTo(receipt.due());
        assertThat(messages("cases.extended")).as("nothing has changed for her").isZero();

        var other = assigned();
        cases.take(town.handler(), other.id(), new Command.Take());
        step(town.handler(), other, "ask-extension", "days", "3", "why", "等县里名单");
        assertThat(told(other).due()).as("not before it is approved").isEqualTo(other.due());
        step(town.head(), other, "decide-extension", "granted", "true", "why", "可以");
        assertThat(told(other).due()).isAfter(other.due());
        assertThat(messages("cases.extended")).isEqualTo(1);
        assertThat(page(other).text())
                .contains("%d 月 %d 日"
                        .formatted(
                                Now.local(told(other).due().minusMillis(1)).getMonthValue(),
                                Now.local(told(other).due().minusMillis(1)).getDayOfMonth()));
        assertThat(step(town.handler(), other, "ask-extension", "days", "1", "why", "再延")
                        .text())
                .contains("延期只能申请一次");
    }

    // ------------------------------------------------------------------ 等居民补充

    private Receipt waiting() {
        var receipt = cases.filed(town, null);
        cases.take(town.clerk(), receipt.id(), new Command.TakeOn());
        assertThat(step(town.clerk(), receipt, "ask", "missing", "身份证正面\n社保卡", "days", "5")
                        .status())
                .isEqualTo(200);
        return receipt;
    }

    @Test
    void theResidentSaysNothingIsMissingOrHasItFetched() {
        var nothing = waiting();
        assertThat(page(nothing).text()).contains("身份证正面").contains("社保卡").contains("时间先停着");
        assertThat(resident(nothing, "supply", "how", "not-needed", "note", "上回给过老陈")
                        .text())
                .contains("收到了，接着办");
        assertThat(told(nothing).state()).isEqualTo(State.WORKING);
        assertThat(staff.browser(town.clerk())
                        .get("/desk/cases/" + nothing.id())
                        .text())
                .contains("上回给过老陈");
        var fetch = waiting();
        resident(fetch, "supply", "how", "fetch", "note", "腿不好");
        assertThat(told(fetch).state()).isEqualTo(State.WORKING);
        assertThat(messages("cases.staff.supplied")).isEqualTo(2);
        var again = step(town.clerk(), fetch, "ask", "missing", "还有户口本", "days", "3");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("补材料只能一次");
        assertThat(step(town.clerk(), fetch, "allow-asking-again", "why", "我自己同意")
                        .status())
                .isEqualTo(403);
        assertThat(step(town.dispatcher(), fetch, "allow-asking-again", "why", "规定换了")
                        .status())
                .isEqualTo(200);
        assertThat(step(town.clerk(), fetch, "ask", "missing", "户口本", "days", "3")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void waitingEndsByItselfAndThePauseMovedThePromiseByThatMuchOnly() {
        var receipt = waiting();
        var until = told(receipt).waitUntil();
        assertThat(staff.visitor(town.number())
                        .post("/r/" + receipt.longId() + "/supply", "how", "given")
                        .status())
                .isEqualTo(422);
        Now.at(until.plus(Duration.ofDays(3)), () -> following.follow(town.number(), receipt.id()));
        assertThat(told(receipt).state()).isEqualTo(State.WORKING);
        assertThat(told(receipt).due()).isAfter(receipt.due());
        assertThat(messages("cases.staff.wait-over")).isEqualTo(1);
        assertThat(staff.visitor(town.number())
                        .post("/r/" + receipt.longId() + "/supply", "how", "given", "note", "来了")
                        .status())
                .isEqualTo(409);
    }

    // ------------------------------------------------------------------ 撤回

    @Test
    void whoCannotUseACodeWithdrawsByTheCallOfAnotherOffice() {
        var receipt = cases.filed(town, "pension-join", request -> request);
        cases.take(
                town.clerk(),
                receipt.id(),
                new Command.Assign(town.handler().post().id(), null));
        cases.take(town.handler(), receipt.id(), new Command.Take());
        for (var wrong : java.util.List.of(town.clerk(), town.handler(), town.head(), town.supervisor())) {
            assertThat(step(wrong, receipt, "withdraw", "why", "她说不办了").status())
                    .as(wrong.post().title())
                    .isEqualTo(403);
        }
        var same = at(
                "2026-01-06T09:00",
                () -> staff.in(
                        town.number(),
                        staff.office(town.number(), town.home().town(), "civil-affairs"),
                        town.home().town(),
                        PostKind.CALLBACK));
        assertThat(step(same, receipt, "withdraw", "why", "她说不办了").status())
                .as("of the same office")
                .isEqualTo(403);
        assertThat(step(town.callback(), receipt, "withdraw", "why", "电话里说自己办好了")
                        .status())
                .isEqualTo(200);
        assertThat(told(receipt).state()).isEqualTo(State.WITHDRAWN);
        assertThat(told(receipt).history().getLast().fact()).isEqualTo(new Fact.Withdrawn("callback", "电话里说自己办好了"));
        assertThat(page(receipt).text()).contains("已撤回");
    }

    // ------------------------------------------------------------------ phones of staff

    @Test
    void aStaffMembersPhoneIsNoContactOfSomebodyElsesCase() {
        var browser = staff.browser(town.clerk());
        var phone = organizations
                .of(town.number())
                .holder(town.handler().post().id(), Now.instant())
                .orElseThrow()
                .phone();
        for (var field : new String[] {"phone", "whomPhone"}) {
            var page = browser.get("/desk/cases/new");
            var refused = browser.post(
                    "/desk/cases/new",
                    "key",
                    page.field("key"),
                    "words",
                    "老人要办高龄补贴",
                    "place",
                    town.home().village().id().toString(),
                    "name",
                    "林桂菊",
                    field,
                    phone);
            assertThat(refused.status()).as(field + " " + refused.text()).isEqualTo(400);
            assertThat(refused.text()).contains("这是工作人员的号码");
            assertThat(refused.body()).as("what was typed stays").contains("老人要办高龄补贴");
        }
        assertThat(cases.in(town, () -> db.sql("select count(*) from cases.matter where county = :county")
                        .param("county", town.number())
                        .query(Long.class)
                        .single()))
                .isZero();
    }
}
