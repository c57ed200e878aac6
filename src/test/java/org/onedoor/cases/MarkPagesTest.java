package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onedoor.cases.ACase.at;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;

/** Marks at the desk and on the resident's page: the post that follows up, and everybody who must not see anything. */
@OneDoorTest
class MarkPagesTest {

    private static final String MARKS = "/desk/cases/marks";

    private final ACase cases;
    private final Staff staff;
    private ACase.Town town;

    MarkPagesTest(ACase cases, Staff staff) {
        this.cases = cases;
        this.staff = staff;
    }

    @BeforeEach
    void aTown() {
        town = cases.town();
    }

    private Receipt answered() {
        var receipt = cases.filed(town, "pension-join");
        cases.answered(town, receipt.id(), Outcome.SOLVED);
        return receipt;
    }

    private Receipt rated(int score) {
        var receipt = answered();
        var rate = new Command.Rate(score, "跑了三趟", false, receipt.answerCode());
        assertThat(cases.resident(town, receipt, rate)).isInstanceOf(Stepping.Done.class);
        return receipt;
    }

    @Test
    void thePostOfAnotherOfficeHasItOnItsDeskInItsMenuAndInItsList() {
        var receipt = rated(1);
        var browser = staff.browser(town.callback());
        var desk = browser.get("/desk/cases");
        assertThat(desk.text()).contains("评价要回访").contains("打给居民");
        assertThat(desk.body()).contains(MARKS + "/" + receipt.id()).contains("<em class=\"num\">1</em>");
        assertThat(browser.get(MARKS).text()).contains(receipt.number()).contains("打给居民");
        var page = browser.get(MARKS + "/" + receipt.id());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("非常不满意")
                .contains("跑了三趟")
                .contains("能不能让经办人知道")
                .doesNotContain("林秀菊");
    }

    @Test
    void forEverybodyElseThereIsNothing() {
        var receipt = rated(1);
        for (var member : List.of(
                town.clerk(),
                town.secretary(),
                town.dispatcher(),
                town.supervisor(),
                town.county(),
                town.handler(),
                town.guardian())) {
            var browser = staff.browser(member);
            assertThat(browser.get(MARKS).body())
                    .as(member.post().kind().name())
                    .doesNotContain(receipt.id().toString())
                    .doesNotContain("跑了三趟");
            assertThat(browser.get("/desk/cases").body()).doesNotContain(MARKS + "/" + receipt.id());
            var one = browser.get(MARKS + "/" + receipt.id());
            assertThat(one.status()).isEqualTo(404);
            assertThat(plain(one)).isEqualTo(plain(browser.get(MARKS + "/" + UUID.randomUUID())));
            for (var act : List.of("call", "longer", "answer")) {
                assertThat(browser.post(
                                        MARKS + "/" + receipt.id() + "/" + act,
                                        "version",
                                        "1",
                                        "reached",
                                        "true",
                                        "may",
                                        "true",
                                        "said",
                                        "哪里不好",
                                        "why",
                                        "等",
                                        "result",
                                        "PUT_RIGHT",
                                        "answer",
                                        "好了")
                                .status())
                        .as(act)
                        .isEqualTo(404);
            }
            assertThat(browser.post(MARKS + "/" + receipt.id() + "/reveal", "role", "ASKER", "field", "phone")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(staff.browser(town.clerk())
                        .get("/desk/cases/" + receipt.id())
                        .text())
                .doesNotContain("跑了三趟")
                .doesNotContain("非常不满意");
    }

    /** The words of a page without its reference number. */
    private static String plain(ADoor.Answer page) {
        return page.text().replaceAll("[0-9A-Za-z-]{4,}", "");
    }

    @Test
    void whatIsBadlyFilledInIsSaidAtTheFieldAndNothingIsLost() {
        var receipt = rated(2);
        var browser = staff.browser(town.callback());
        var empty = browser.post(MARKS + "/" + receipt.id() + "/call", "version", "1", "said", "话没说清楚");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.text()).contains("请选打通了没有").contains("话没说清楚");
        var unasked =
                browser.post(MARKS + "/" + receipt.id() + "/call", "version", "1", "reached", "true", "said", "话没说清楚");
        assertThat(unasked.status()).isEqualTo(400);
        assertThat(unasked.text()).contains("请先问居民");
        var early = browser.post(
                MARKS + "/" + receipt.id() + "/answer", "version", "1", "result", "PUT_RIGHT", "answer", "改好了");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text()).contains("要先打通电话");
        assertThat(browser.post(MARKS + "/" + receipt.id() + "/longer", "version", "1", "why", " ")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void sheIsCalledAnsweredReadsItOnHerPageAndRatesOnceMore() {
        var receipt = rated(1);
        var link = "/r/" + receipt.longId();
        var phone = staff.visitor(town.number());
        assertThat(phone.get(link).text())
                .contains("您评价以后")
                .contains("不是办这件事的单位")
                .contains("能不能让办这件事的人知道")
                .doesNotContain("再评一次");
        assertThat(staff.browser(town.clerk()).get(link).text())
                .as("who works for it reads nothing of it there either")
                .doesNotContain("您评价以后");
        var browser = staff.browser(town.callback());
        var page = MARKS + "/" + receipt.id();
        browser.get(page);
        var shown = browser.post(page + "/reveal", "role", "ASKER", "field", "phone");
        assertThat(shown.body()).contains("tel:");
        assertThat(phone.get(link).text()).as("she sees who looked and why").contains("评价回访");
        assertThat(staff.browser(town.clerk()).get(link).text()).doesNotContain("评价回访");
        var called = browser.submit(page + "/call", "version", "1", "reached", "true", "may", "false", "said", "门口还在漏");
        assertThat(called.text()).contains("不要让经办人知道").contains("门口还在漏");
        assertThat(phone.get(link).text()).contains("没有告诉办这件事的人");
        assertThat(staff.browser(town.clerk())
                        .get("/desk/cases/" + receipt.id())
                        .text())
                .doesNotContain("门口还在漏");
        var done = browser.submit(page + "/answer", "version", "2", "result", "PUT_RIGHT", "answer", "县里派人换了整段水管");
        assertThat(done.text()).contains("改好了").contains("已答复");
        assertThat(phone.get(link).text()).contains("县里派人换了整段水管").contains("还可以再评一次");
        var again = phone.submit(link + "/verdict", "score", "4", "code", receipt.answerCode());
        assertThat(again.text()).contains("评价收到了").doesNotContain("还可以再评一次");
        assertThat(browser.get(page).text()).contains("再评的 满意");
        assertThat(browser.get("/desk/cases").text()).doesNotContain("评价要回访");
    }

    @Test
    void anOfficeSeesSumsOfWholeMonthsFromFiveOnAndOnlyTickedWords() {
        for (int n = 0; n < 4; n++) {
            past(5, "谢谢小陈", true);
        }
        var browser = staff.browser(town.clerk());
        assertThat(browser.get(MARKS).text()).contains("还没有可以显示的合计").doesNotContain("谢谢小陈");
        past(2, "拖了很久", false);
        var page = browser.get(MARKS);
        assertThat(page.text()).contains("2026 年 3 月").contains("谢谢小陈").doesNotContain("拖了很久");
        assertThat(staff.browser(town.handler()).get(MARKS).text())
                .as("another office's")
                .doesNotContain("2026 年 3 月")
                .doesNotContain("谢谢小陈");
    }

    private void past(int score, String words, boolean show) {
        at("2026-03-10T10:00", () -> {
            var receipt = answered();
            assertThat(cases.resident(town, receipt, new Command.Rate(score, words, show, receipt.answerCode())))
                    .isInstanceOf(Stepping.Done.class);
        });
    }

    @Test
    void thePageSaysThatAThirdObjectionIsForTheCountysLeaders() {
        var receipt = answered();
        var objection = new Command.Disagree("又漏了", receipt.answerCode());
        cases.resident(town, receipt, objection);
        cases.take(town.clerk(), receipt.id(), new Command.Answer(Outcome.SOLVED, "再修", null));
        cases.resident(town, receipt, objection);
        cases.take(town.dispatcher(), receipt.id(), new Command.Answer(Outcome.SOLVED, "再修一次", null));
        var phone = staff.visitor(town.number());
        var page = phone.get("/r/" + receipt.longId());
        assertThat(page.text()).contains("重办过两次了").contains("包案").contains("12345");
        assertThat(page.body()).doesNotContain("value=\"no\"");
        var refused = phone.post(
                "/r/" + receipt.longId() + "/verdict", "verdict", "no", "why", "还漏", "code", receipt.answerCode());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("已经重办过两次");
    }
}
