package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Now;
import org.onedoor.organizations.PostKind;

/** The staff desk as those who sit at it meet it: right person, wrong person, and a case that has just been handed away. */
@OneDoorTest
class DeskPagesTest {

    private final Village village;
    private final ACase cases;
    private final Staff staff;
    private Village.People people;

    DeskPagesTest(Village village, ACase cases, Staff staff) {
        this.village = village;
        this.cases = cases;
        this.staff = staff;
    }

    @BeforeEach
    void aCounty() {
        people = village.found();
    }

    @Test
    void whatIsNewStandsOnTheDeskOfWhoeverWasAskedFirst() {
        var receipt = village.asks(people, "路灯坏了三天，老人晚上看不见", "street-light");
        var page = staff.browser(people.clerk()).get("/desk/cases");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("必办").contains("林＊菊").contains("新来的，要受理");
        assertThat(page.body()).contains("/desk/cases/" + receipt.id());
        assertThat(staff.browser(people.otherClerk())
                        .get("/desk/cases?view=open")
                        .body())
                .doesNotContain(receipt.id().toString());
    }

    /** Each post lists its own part of the place asked for, and none lists another's in its stead. */
    @Test
    void narrowedToAPlaceOnlyThatPlaceIsListedWhateverHerPosts() {
        var home = people.home();
        staff.hold(
                home.county(),
                people.clerk().account(),
                staff.office(home.county(), home.community()),
                home.community(),
                PostKind.CLERK);
        staff.hold(
                home.county(),
                people.clerk().account(),
                staff.office(home.county(), home.town()),
                home.town(),
                PostKind.SUPERVISOR);
        var inVillage = village.asks(people, "村口路灯坏了", "street-light");
        var inCommunity = cases.filed(
                home.county(),
                ARequest.at(home.community().id(), "社区门口路灯坏了")
                        .item(cases.item(home.county(), "street-light"))
                        .form());
        var clerk = staff.browser(people.clerk());
        for (var view : List.of("open", "all", "triage")) {
            assertThat(clerk.get("/desk/cases?view=" + view).body())
                    .contains(inVillage.id().toString(), inCommunity.id().toString());
            assertThat(clerk.get("/desk/cases?view=" + view + "&place="
                                    + home.village().id())
                            .body())
                    .as(view)
                    .contains(inVillage.id().toString())
                    .doesNotContain(inCommunity.id().toString());
            assertThat(clerk.get("/desk/cases?view=" + view + "&place="
                                    + home.community().id())
                            .body())
                    .as(view)
                    .contains(inCommunity.id().toString())
                    .doesNotContain(inVillage.id().toString());
            assertThat(staff.browser(people.otherClerk())
                            .get("/desk/cases?view=" + view + "&place="
                                    + home.town().id())
                            .body())
                    .as("her own part of the town")
                    .contains(inCommunity.id().toString())
                    .doesNotContain(inVillage.id().toString());
        }
    }

    @Test
    void aCaseShowsHerWordsTheTwoNamesAndOneNextStep() {
        var receipt = village.asks(people, "我今年八十一了，有没有老人钱", "old-age-allowance");
        var page = staff.browser(people.clerk()).get("/desk/cases/" + receipt.id());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains(receipt.number())
                .contains("我今年八十一了")
                .contains("联系人")
                .contains("经办人")
                .contains(people.clerk().name())
                .doesNotContain("13800138000")
                .doesNotContain("林桂菊");
    }

    @Test
    void outsideHerPlaceACaseDoesNotExist() {
        var receipt = village.asks(people, "水管爆了", null);
        var browser = staff.browser(people.otherClerk());
        assertThat(browser.get("/desk/cases/" + receipt.id()).status()).isEqualTo(404);
        assertThat(browser.get("/desk/cases/" + receipt.id() + "/note").status())
                .isEqualTo(404);
        assertThat(browser.post("/desk/cases/" + receipt.id() + "/take-on", "version", "1")
                        .status())
                .isEqualTo(404);
        assertThat(browser.get("/desk/cases/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void whoMayNotIsToldByNameWhoMay() {
        var receipt = village.asks(people, "水管爆了", null);
        var page = staff.browser(people.grid()).get("/desk/cases/" + receipt.id());
        assertThat(page.status()).as("not in her grid").isEqualTo(404);
        var answer = staff.browser(people.supervisor())
                .post("/desk/cases/" + receipt.id() + "/answer", "version", "1", "outcome", "SOLVED", "done", "修了");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("经办人").contains(people.clerk().name());
    }

    @Test
    void oneTapTakesItOnAndTheToastOffersUndo() {
        var receipt = village.asks(people, "水管爆了", null);
        var browser = staff.browser(people.clerk());
        browser.get("/desk/cases/" + receipt.id());
        var done = browser.submit("/desk/cases/" + receipt.id() + "/take-on?list=view%3Dmine", "version", "1");
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.text()).contains("已接过来").contains("撤回");
        var undone = browser.submit("/desk/cases/" + receipt.id() + "/undo", "version", done.field("version"));
        assertThat(undone.text()).contains("已撤回").contains("待受理");
    }

    @Test
    void whatIsBadlyFilledInIsSaidAtTheFieldAndNothingIsLost() {
        var receipt = taken("水管爆了");
        var page = staff.browser(people.clerk())
                .post("/desk/cases/" + receipt.id() + "/ask", "version", "0", "missing", "身份证正面\n银行卡照片", "days", "99");
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.text()).contains("等居民补充最多 10 个工作日").contains("银行卡照片");
        var empty = staff.browser(people.clerk())
                .post("/desk/cases/" + receipt.id() + "/answer", "version", "0", "done", "换了一节水管");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.text()).contains("“办成什么样”还没选").contains("换了一节水管");
    }

    @Test
    void whatIsNotFullySolvedNeedsAReason() {
        var receipt = taken("水管爆了");
        var page = staff.browser(people.clerk())
                .post(
                        "/desk/cases/" + receipt.id() + "/answer",
                        "version",
                        "0",
                        "outcome",
                        "NOT_POSSIBLE",
                        "done",
                        "看过了");
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.body()).contains("id=\"reason-error\"");
    }

    @Test
    void whoWasOvertakenSeesWhatChangedAndKeepsHerWords() {
        var receipt = taken("水管爆了");
        var browser = staff.browser(people.clerk());
        var form = browser.get("/desk/cases/" + receipt.id() + "/answer");
        village.take(people.clerk(), receipt.id(), new Command.Note("已约了师傅下午来"));
        var page = browser.post(
                "/desk/cases/" + receipt.id() + "/answer",
                "version",
                form.field("version"),
                "outcome",
                "SOLVED",
                "done",
                "换了一节水管，不漏了");
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.text()).contains("已约了师傅下午来").contains("换了一节水管，不漏了");
        var again = browser.submit(
                "/desk/cases/" + receipt.id() + "/answer",
                "version",
                page.field("version"),
                "outcome",
                "SOLVED",
                "done",
                "换了一节水管，不漏了");
        assertThat(again.text()).contains("已答复");
    }

    @Test
    void whatIsBegunAgainSaysThatTheResidentObjected() {
        var receipt = taken("水管爆了");
        village.take(people.clerk(), receipt.id(), new Command.Contact("call", null));
        var clerk = staff.browser(people.clerk());
        assertThat(clerk.get("/desk/cases").text()).contains("在办，要答复");
        village.take(people.clerk(), receipt.id(), new Command.Answer(Outcome.SOLVED, "换了水管", null));
        staff.visitor(people.county())
                .post(
                        "/r/" + receipt.longId() + "/verdict",
                        "verdict",
                        "no",
                        "why",
                        "还漏",
                        "code",
                        String.valueOf(receipt.answerCode()));
        assertThat(clerk.get("/desk/cases").text()).contains("居民说没办好，要重办").doesNotContain("在办，要答复");
        assertThat(staff.browser(people.secretary())
                        .get("/desk/cases?view=open")
                        .text())
                .contains("居民说没办好");
    }

    @Test
    void theRailSaysHowMuchIsDueAndCountsAnewAfterAStep() {
        var first = taken("水管爆了");
        taken("路灯坏了");
        village.asks(people, "有人拿了不该拿的", null, "13800138000", true);
        var clerk = staff.browser(people.clerk());
        assertThat(due(clerk)).as("nothing is due today").isEmpty();
        var monthLater = Now.local(Now.instant())
                .plusDays(30)
                .withHour(10)
                .withMinute(0)
                .withSecond(0)
                .withNano(0);
        var late = staff.browser(people.clerk()).with("X-Test-Now", monthLater.toString());
        late.post("/desk/cases/" + first.id() + "/note", "version", "0", "note", "看过了");
        assertThat(due(late)).isEqualTo("2");
        late.post("/desk/cases/" + first.id() + "/answer", "version", "0", "outcome", "SOLVED", "done", "换了一节水管");
        assertThat(due(late)).isEqualTo("1");
        var protector = staff.browser(people.protector()).with("X-Test-Now", monthLater.toString());
        assertThat(due(protector)).as("the protected case is hers alone").isEqualTo("1");
    }

    /** The number beside 今日必办; empty where none stands. */
    private static String due(ADoor.Visitor who) {
        var rail = who.get("/desk/notices").body();
        var entry = Pattern.compile("(?s)<a class=\"nv\" href=\"[^\"]*/desk/cases\".*?</a>")
                .matcher(rail);
        assertThat(entry.find()).isTrue();
        var number = Pattern.compile("<em class=\"num\">(\\d+\\+?)</em>").matcher(entry.group());
        return number.find() ? number.group(1) : "";
    }

    @Test
    void whoHasToSignHerselfIsNotToldToWaitForAnother() {
        var receipt = village.asks(people, "水管爆了", null);
        village.take(people.clerk(), receipt.id(), new Command.Accept());
        village.take(
                people.clerk(),
                receipt.id(),
                new Command.Assign(people.secretary().post().id(), null));
        for (var view : new String[] {"open", "all", "mine"}) {
            assertThat(staff.browser(people.secretary())
                            .get("/desk/cases?view=" + view)
                            .text())
                    .as(view)
                    .contains("等您签收")
                    .doesNotContain("等对方签收");
        }
        assertThat(staff.browser(people.clerk()).get("/desk/cases?view=open").text())
                .contains("等对方签收")
                .doesNotContain("等您签收");
    }

    @Test
    void whoAssignsToHerOtherPostIsToldThatSheSignsHerself() {
        var receipt = village.asks(people, "水管爆了", null);
        village.take(people.clerk(), receipt.id(), new Command.Accept());
        var home = people.home().village();
        var other = staff.hold(
                people.county(),
                people.clerk().account(),
                staff.office(people.county(), home),
                home,
                PostKind.SECRETARY);
        var done = staff.browser(people.clerk())
                .submit(
                        "/desk/cases/" + receipt.id() + "/assign",
                        "version",
                        "2",
                        "to",
                        other.id().toString());
        assertThat(done.text()).contains("等您签收").doesNotContain("等对方签收");
    }

    @Test
    void handedAwayItLeavesTheDeskButNotTheContactsSight() {
        var receipt = taken("低保怎么申请");
        var browser = staff.browser(people.clerk());
        browser.submit(
                "/desk/cases/" + receipt.id() + "/offer",
                "version",
                "0",
                "to",
                people.handler().post().id().toString(),
                "why",
                "归民政办");
        var theirs = staff.browser(people.handler());
        assertThat(theirs.get("/desk/cases").text()).contains("请您接手");
        assertThat(theirs.submit("/desk/cases/" + receipt.id() + "/accept-offer", "version", "0")
                        .text())
                .contains("已接手");
        var answer = browser.post(
                "/desk/cases/" + receipt.id() + "/answer", "version", "0", "outcome", "SOLVED", "done", "办好了");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains(people.handler().name());
        assertThat(browser.get("/desk/cases/" + receipt.id()).text()).contains("联系人");
    }

    @Test
    void anExtensionIsDecidedBySomebodyElseAndTheAskerIsToldWho() {
        var receipt = taken("低保怎么申请");
        village.take(people.clerk(), receipt.id(), new Command.AskExtension(3, "要等县里名单"));
        var own = staff.browser(people.clerk())
                .post(
                        "/desk/cases/" + receipt.id() + "/decide-extension",
                        "version",
                        "0",
                        "granted",
                        "true",
                        "why",
                        "可以");
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.text()).contains(people.secretary().name());
        var desk = staff.browser(people.secretary());
        assertThat(desk.get("/desk/cases").text()).contains("等您定");
        assertThat(desk.submit(
                                "/desk/cases/" + receipt.id() + "/decide-extension",
                                "version",
                                "0",
                                "granted",
                                "true",
                                "why",
                                "等名单")
                        .text())
                .contains("已批");
        assertThat(desk.get("/desk/cases").text()).doesNotContain("等您定");
    }

    @Test
    void whoHoldsTwoPostsIsPutUnderTheOneThatHasAPart() {
        var both = staff.at(people.county(), people.home().village(), PostKind.SECRETARY, PostKind.GRID_WORKER);
        var receipt = village.asks(people, "水管爆了", null);
        village.take(
                people.clerk(),
                receipt.id(),
                new Command.Assign(both.posts().getLast().id(), null));
        var page = staff.browser(both).get("/desk/cases/" + receipt.id());
        assertThat(page.text()).contains("网格员”的身份办");
        assertThat(staff.browser(both)
                        .submit("/desk/cases/" + receipt.id() + "/take", "version", "0")
                        .text())
                .contains("已签收");
    }

    @Test
    void whereTwoPostsAreEquallyFarSheIsAsked() {
        var both = staff.at(people.county(), people.home().town(), PostKind.DISPATCHER, PostKind.SUPERVISOR);
        var receipt = village.asks(people, "水管爆了", null);
        var browser = staff.browser(both);
        var asked = browser.post("/desk/cases/" + receipt.id() + "/take-on", "version", "0");
        assertThat(asked.status()).isEqualTo(400);
        assertThat(asked.text()).contains("用哪个岗位办");
        assertThat(browser.submit(
                                "/desk/cases/" + receipt.id() + "/take-on",
                                "version",
                                "0",
                                "seat",
                                both.post().id().toString())
                        .text())
                .contains("已接过来");
    }

    @Test
    void theNamedPeopleCallByOneTapOthersSayWhyAndEveryLookIsKept() {
        var receipt = village.asks(people, "水管爆了", null);
        var call = staff.browser(people.clerk())
                .post("/desk/cases/" + receipt.id() + "/reveal", "role", "ASKER", "field", "phone");
        assertThat(call.status()).isEqualTo(200);
        assertThat(call.body()).contains("tel:13800138000");
        var secretary = staff.browser(people.secretary());
        var silent = secretary.post("/desk/cases/" + receipt.id() + "/reveal", "role", "ASKER", "field", "phone");
        assertThat(silent.status()).isEqualTo(400);
        assertThat(silent.body()).doesNotContain("13800138000");
        assertThat(secretary
                        .post(
                                "/desk/cases/" + receipt.id() + "/reveal",
                                "role",
                                "ASKER",
                                "field",
                                "phone",
                                "why",
                                "check")
                        .body())
                .contains("13800138000");
        assertThat(village.looks(people.county(), receipt.id())).containsExactlyInAnyOrder(receipt.number(), "核实办理情况");
    }

    @Test
    void aProtectedCaseIsNotThereForThePlacesConcerned() {
        var receipt = village.asks(people, "村书记收了礼", null, "13800138001", true);
        for (var member : java.util.List.of(
                people.clerk(),
                people.secretary(),
                people.dispatcher(),
                people.supervisor(),
                people.countySupervisor())) {
            var browser = staff.browser(member);
            assertThat(browser.get("/desk/cases/" + receipt.id()).status()).isEqualTo(404);
            assertThat(browser.get("/desk/cases?view=all").body()).doesNotContain(receipt.number());
            assertThat(browser.get("/desk/cases?q=" + receipt.number()).body())
                    .doesNotContain(receipt.id().toString());
            assertThat(browser.get("/desk/cases?q=13800138001").body())
                    .doesNotContain(receipt.id().toString());
        }
        var page = staff.browser(people.protector()).get("/desk/cases/" + receipt.id());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("姓名保密");
    }

    @Test
    void whoProtectsACaseNoLongerSeesIt() {
        var receipt = village.asks(people, "村书记收了礼", null);
        var browser = staff.browser(people.clerk());
        var gone = browser.submit("/desk/cases/" + receipt.id() + "/protect", "version", "1");
        assertThat(gone.text()).contains("已转到保护办理");
        assertThat(browser.get("/desk/cases/" + receipt.id()).status()).isEqualTo(404);
        assertThat(staff.browser(people.protector()).get("/desk/cases").body())
                .contains(receipt.id().toString());
    }

    @Test
    void aCaseIsFoundByNumberPhoneNameAndWords() {
        var receipt = village.asks(people, "村口的路灯坏了三天", null);
        var browser = staff.browser(people.clerk());
        for (var words : new String[] {receipt.number(), "13800138000", "林桂菊", "路灯"}) {
            assertThat(search(browser, words)).as(words).contains(receipt.id().toString());
        }
        assertThat(search(browser, "拖拉机")).doesNotContain(receipt.id().toString());
        assertThat(search(staff.browser(people.otherClerk()), "路灯"))
                .doesNotContain(receipt.id().toString());
    }

    private static String search(ADoor.Visitor browser, String words) {
        return browser.get(
                        "/desk/cases?q=" + java.net.URLEncoder.encode(words, java.nio.charset.StandardCharsets.UTF_8))
                .body();
    }

    @Test
    void aFilterIsKeptUnderANameAndItsAddressIsShared() {
        village.asks(people, "水管爆了", null);
        var browser = staff.browser(people.clerk());
        browser.get("/desk/cases");
        var kept = browser.submit("/desk/cases/views", "name", "要紧的", "query", "view=open&urgent=1");
        assertThat(kept.text()).contains("要紧的").contains("筛选已存下");
        assertThat(staff.browser(people.secretary())
                        .get("/desk/cases?view=open&urgent=1")
                        .status())
                .isEqualTo(200);
        assertThat(browser.submit("/desk/cases/views/forget", "name", "要紧的").text())
                .doesNotContain("要紧的");
    }

    @Test
    void severalThatAreAlikeAreTakenAtOnceWithAResultForEach() {
        var one = village.asks(people, "路灯不亮", null);
        var two = village.asks(people, "路灯又不亮", null);
        village.take(people.clerk(), two.id(), new Command.TakeOn());
        var browser = staff.browser(people.clerk());
        browser.get("/desk/cases?batch=true");
        var page = browser.post(
                "/desk/cases/batch",
                "act",
                "take-on",
                "ids",
                one.id() + ":1",
                "ids",
                two.id() + ":4",
                "ids",
                UUID.randomUUID() + ":1");
        assertThat(page.text())
                .contains("办成 1 件，没办成 2 件")
                .contains(one.number())
                .contains(two.number());
    }

    private Receipt taken(String words) {
        var receipt = village.asks(people, words, null);
        assertThat(village.take(people.clerk(), receipt.id(), new Command.TakeOn()))
                .isInstanceOf(Stepping.Done.class);
        return receipt;
    }
}
