package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.ADoor;
import org.onedoor.Codes;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.accounts.Residents;
import org.onedoor.frame.Scope;
import org.springframework.beans.factory.annotation.Autowired;

/** What the receipt opens, and what needs the answer code besides. */
@OneDoorTest
class TrackingPagesTest {

    private static AVillage.Peopled place;

    private final AVillage village;
    private final Staff staff;
    private final Codes codes;
    private final Residents residents;

    TrackingPagesTest(AVillage village, Staff staff, Codes codes, Residents residents) {
        this.residents = residents;
        this.village = village;
        this.staff = staff;
        this.codes = codes;
    }

    @BeforeEach
    void peopled(@Autowired AVillage village) {
        place = place == null ? village.peopled() : place;
    }

    private void taken(String link) {
        assertThat(village.take(place.clerk(), village.id(place, link), new Command.TakeOn()))
                .isInstanceOf(Stepping.Done.class);
    }

    private void answered(String link) {
        taken(link);
        assertThat(village.take(
                        place.clerk(), village.id(place, link), new Command.Answer(Outcome.SOLVED, "换了灯泡，亮了", null)))
                .isInstanceOf(Stepping.Done.class);
    }

    @Test
    void thePromiseStandsFirstAndTheStepsAreInPlainWords() {
        var browser = village.sent(place, "路灯坏了");
        var link = AVillage.link(browser);
        var page = staff.visitor(place.county()).get(link);
        assertThat(page.text())
                .containsPattern("我们承诺 [0-9]+ 月 [0-9]+ 日（周.）[0-9:]+ 前办好")
                .containsPattern("还剩 [0-9]+ 个工作日")
                .contains("提交了")
                .contains("待受理")
                .contains("谁看过我的资料")
                .contains(place.clerk().name());
        assertThat(page.body()).doesNotContain(AVillage.code(browser));
        taken(link);
        assertThat(browser.get(link).text()).contains("正在办").contains("受理了").contains("经办：");
    }

    @Test
    void anUnknownReceiptIsNotHere() {
        var browser = staff.visitor(place.county());
        assertThat(browser.get("/r/AAAAAAAAAAAAAAAAAAAAAA").status()).isEqualTo(404);
        assertThat(browser.get("/r/1122-0482").status()).isEqualTo(404);
        assertThat(browser.post("/r/AAAAAAAAAAAAAAAAAAAAAA/nudge").status()).isEqualTo(404);
    }

    @Test
    void nudgingIsHeardOnceADay() {
        var browser = village.sent(place, "井盖坏了");
        var link = AVillage.link(browser);
        assertThat(browser.submit(link + "/nudge").text()).contains("已经催了");
        assertThat(browser.get(link).text()).doesNotContain("催一催");
        var again = browser.post(link + "/nudge");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("今天已经催过了");
    }

    @Test
    void theFirstLookAtTheAnswerIsItsDeliveryAndStaffLooksAreNot() {
        var browser = village.sent(place, "灯坏了");
        var link = AVillage.link(browser);
        answered(link);
        staff.browser(place.clerk()).get(link);
        assertThat(kinds(link)).doesNotContain("delivered");
        assertThat(browser.get(link).text()).contains("换了灯泡，亮了").contains("办好了没有，您说了算");
        assertThat(kinds(link)).contains("delivered");
        browser.get(link);
        assertThat(kinds(link).stream().filter("delivered"::equals)).hasSize(1);
    }

    private List<String> kinds(String link) {
        return village.row(place, link).told().history().stream()
                .map(entry -> entry.fact().kind())
                .toList();
    }

    @Test
    void theLinkAloneReadsButDoesNotSpeakForTheResident() {
        var browser = village.sent(place, "门口积水");
        var link = AVillage.link(browser);
        answered(link);
        var daughter = staff.visitor(place.county());
        daughter.get(link);
        var refused =
                daughter.post(link + "/verdict", "verdict", "yes", "score", "5", "comment", "修得好", "code", "AAAAAAAA");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("回复码不对");
        assertThat(refused.body()).contains("修得好").doesNotContain("AAAAAAAA");
        assertThat(village.row(place, link).told().state()).isEqualTo(State.ANSWERED);
    }

    @Test
    void sheObjectsOnceThenConfirmsAndRates() {
        var browser = village.sent(place, "自来水发黄");
        var link = AVillage.link(browser);
        var code = AVillage.code(browser);
        answered(link);
        var silent = browser.post(link + "/verdict", "verdict", "no", "code", code);
        assertThat(silent.text()).contains("请写一句哪里没办好");
        assertThat(browser.submit(link + "/verdict", "verdict", "no", "why", "第二天又黄了", "code", code.toLowerCase())
                        .text())
                .contains("重新办")
                .contains("正在办");
        village.take(place.clerk(), village.id(place, link), new Command.Answer(Outcome.SOLVED, "换了滤芯", null));
        var done = browser.submit(
                link + "/verdict", "verdict", "yes", "score", "4", "comment", "这回行了", "show", "true", "code", code);
        assertThat(done.text()).contains("评价收到了").contains("您说办好了");
        var told = village.row(place, link).told();
        assertThat(told.end()).isEqualTo(End.APPROVED);
        assertThat(told.rating()).isEqualTo(4);
        assertThat(browser.post(link + "/verdict", "score", "5", "code", code).text())
                .contains("已经评过了");
    }

    @Test
    void nothingIsPreselectedAndAnEmptyVerdictIsRefused() {
        var browser = village.sent(place, "垃圾没人收");
        var link = AVillage.link(browser);
        answered(link);
        var page = browser.get(link);
        assertThat(page.body()).doesNotContain(" checked");
        var empty = browser.post(link + "/verdict", "code", AVillage.code(browser));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.text()).contains("请选办好了还是没办好");
    }

    @Test
    void staffCannotSpeakForTheResident() {
        var browser = village.sent(place, "路面坑洼");
        var link = AVillage.link(browser);
        var code = AVillage.code(browser);
        answered(link);
        var clerk = staff.browser(place.clerk());
        assertThat(clerk.get(link).text()).contains("不能替居民说结果");
        var refused = clerk.post(link + "/verdict", "verdict", "yes", "code", code);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("不能替居民说结果");
        assertThat(village.row(place, link).told().state()).isEqualTo(State.ANSWERED);
    }

    @Test
    void whatIsMissingIsGivenOrFetched() {
        var browser = village.sent(place, "高龄补贴");
        var link = AVillage.link(browser);
        taken(link);
        village.take(place.clerk(), village.id(place, link), new Command.Ask(List.of("老人身份证照片"), 5));
        var page = browser.get(link);
        assertThat(page.text()).contains("还差这些").contains("老人身份证照片").contains("时间先停着");
        assertThat(browser.post(link + "/supply", "how", "given").status()).isEqualTo(422);
        assertThat(browser.submit(link + "/supply", "how", "fetch", "note", "腿不好")
                        .text())
                .contains("收到了，接着办");
        assertThat(village.row(place, link).told().state()).isEqualTo(State.WORKING);
        assertThat(browser.post(link + "/supply", "how", "given", "note", "又想起一张")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void withdrawingNeedsTheCodeAndAReason() {
        var browser = village.sent(place, "想问问医保");
        var link = AVillage.link(browser);
        assertThat(browser.post(link + "/withdraw", "why", "", "code", AVillage.code(browser))
                        .text())
                .contains("请写一句为什么不办了");
        assertThat(browser.post(link + "/withdraw", "why", "自己弄好了", "code", "").text())
                .contains("回复码不对");
        assertThat(browser.submit(link + "/withdraw", "why", "自己弄好了", "code", AVillage.code(browser))
                        .text())
                .contains("已撤回");
    }

    @Test
    void aRefusalNamesTheRightChannelAndMayBeLookedAtOnceMore() {
        var browser = village.sent(place, "要求改判");
        var link = AVillage.link(browser);
        village.take(place.clerk(), village.id(place, link), new Command.Decline("court", "民事诉讼法", "县法院立案庭"));
        assertThat(browser.get(link).text()).contains("不归这里办").contains("县法院立案庭");
        var asked = browser.submit(link + "/look-again", "why", "不是官司，是邻里的事", "code", AVillage.code(browser));
        assertThat(asked.text()).contains("已经请上一级再看");
        assertThat(browser.post(link + "/look-again", "why", "再看", "code", AVillage.code(browser))
                        .text())
                .contains("已经请上一级看过一次了");
    }

    @Test
    void theSayableNumberShowsOnlyStateAndPromise() {
        var browser = village.sent(place, "水沟堵了很臭");
        var stranger = staff.visitor(place.county());
        stranger.get("/cases/find");
        var found = find(stranger, AVillage.number(browser));
        assertThat(found.text())
                .contains("待受理")
                .containsPattern("承诺 .* 前办好")
                .doesNotContain("水沟")
                .doesNotContain(place.clerk().name());
        assertThat(found.body()).doesNotContain(AVillage.link(browser));
        assertThat(find(stranger, "0101-0000").text()).contains("没有查到这个号");
        assertThat(find(stranger, "12").text()).contains("受理号是 8 位数字");
    }

    private ADoor.Answer find(ADoor.Visitor browser, String number) {
        return browser.post("/cases/find", "number", number, "village", place.code());
    }

    @Test
    void aProtectedCaseIsNotFoundByItsNumber() {
        var browser = village.sent(place, "低保给了亲戚", "aboutStaff", "true");
        var number = AVillage.number(browser);
        assertThat(find(staff.visitor(place.county()), number).text()).contains("没有查到这个号");
        assertThat(browser.get(AVillage.link(browser)).text()).contains("12388");
    }

    @Test
    void triesWithNumbersAreLimited() {
        var other = village.peopled();
        var browser = staff.visitor(other.county());
        int status = 0;
        for (int tries = 0; tries < 11; tries++) {
            status = browser.post("/cases/find", "number", "1122-%04d".formatted(tries), "village", other.code())
                    .status();
        }
        assertThat(status).isEqualTo(429);
    }

    @Test
    void aConfirmedPhoneFindsTheCaseLaterAndNeedsNoCode() {
        var browser = village.sent(place, "申请低保", "phone", "13900139111");
        var link = AVillage.link(browser);
        assertThat(browser.post("/cases/receipt/phone").path()).isEqualTo("/cases/receipt?code");
        assertThat(browser.post("/cases/receipt/code", "sms", "000000x").status())
                .isEqualTo(422);
        var code = codes.last(place.county(), "+8613900139111");
        assertThat(browser.submit("/cases/receipt/code", "sms", code).text()).contains("139****9111 已确认");
        assertThat(staff.visitor(place.county()).get("/cases/mine").text())
                .contains("用手机号看")
                .doesNotContain("申请低保");
        // One code a minute to a phone: the second login of the same minute is made by the test's own actor.
        var person =
                Scope.in(new Scope.County(place.county()), () -> residents.ofPhone(place.county(), "+8613900139111"));
        var phone = staff.visitor(place.county()).with("X-Test-Actor", "RESIDENT;id=" + person);
        assertThat(phone.get("/cases/mine").text()).contains("申请低保");
        answered(link);
        assertThat(phone.get(link).text()).contains("不用填回复码");
        assertThat(phone.submit(link + "/verdict", "verdict", "yes").text()).contains("记下了：办好了");
    }

    @Test
    void neighboursSeeAPublicMatterOnlyIfSheAgrees() {
        var browser = staff.visitor(place.county());
        browser.post("/cases/new", "item", "road-broken", "words", "西头的路塌了半边");
        village.send(browser, place);
        var link = AVillage.link(browser);
        assertThat(browser.get(link).text()).contains("邻居现在看不到这件事");
        assertThat(browser.submit(link + "/public", "shown", "true").text()).contains("邻居可以看到这件事办到哪一步");
    }
}
