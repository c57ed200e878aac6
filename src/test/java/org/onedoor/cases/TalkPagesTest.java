package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Messages between a resident and those who work on her case, and the way in which she is told of news. */
@OneDoorTest
class TalkPagesTest {

    private static AVillage.Peopled place;

    private final AVillage village;
    private final Staff staff;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    TalkPagesTest(AVillage village, Staff staff, JdbcClient db, PlatformTransactionManager transactions) {
        this.village = village;
        this.staff = staff;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void peopled(@Autowired AVillage village) {
        place = place == null ? village.peopled() : place;
    }

    /** Templates of what was told about this case, in the order of telling; {@code SMS cases.filed}. */
    private List<String> told(String link) {
        var row = village.row(place, link);
        return Scope.in(
                new Scope.County(place.county()),
                () -> transaction.execute(_ -> java.util.stream.IntStream.rangeClosed(
                                -1, row.told().version())
                        .mapToObj(version -> CaseNotices.event(row.id(), version))
                        .flatMap(event -> java.util.stream.Stream.of(
                                event,
                                UUID.nameUUIDFromBytes(
                                        (event + ":call").getBytes(java.nio.charset.StandardCharsets.US_ASCII))))
                        .flatMap(event -> db
                                .sql("""
                                    select channel || ' ' || template from notices.message
                                    where county = :county and event = :event and state <> 'WITHDRAWN' order by channel desc, template\
                                    """)
                                .param("county", place.county())
                                .param("event", event)
                                .query(String.class)
                                .list()
                                .stream())
                        .toList()));
    }

    private void take(String link, Command command) {
        assertThat(village.take(place.clerk(), village.id(place, link), command))
                .isInstanceOf(Stepping.Done.class);
    }

    @Test
    void sheWritesWithHerCodeAndAPersonAnswersOnHerPage() {
        var browser = village.sent(place, "水管漏了", "phone", "13800138051");
        var link = AVillage.link(browser);
        var code = AVillage.code(browser);
        take(link, new Command.TakeOn());
        assertThat(browser.get(link).text()).contains("给办事的人留言").contains("有进展：发短信");
        var said = browser.submit(link + "/talk", "words", "礼拜六家里没人，能不能礼拜天来", "code", code.toLowerCase());
        assertThat(said.text()).contains("留下了，办事的人收到了").contains("礼拜六家里没人");
        assertThat(told(link)).contains("PAGE cases.staff.said");

        // It stands on the desk until somebody answers, and the answer is the first contact (R-REQ-6).
        var clerk = staff.browser(place.clerk());
        var here = "/desk/cases/" + village.id(place, link);
        assertThat(clerk.get(here).text())
                .contains("居民留了 1 条言，还没有回")
                .contains("居民留言")
                .contains("礼拜六家里没人");
        assertThat(clerk.get("/desk/notices").text()).contains("居民留言了，请回他");
        assertThat(village.row(place, link).told().contactedAt()).isNull();
        var empty = clerk.post(here + "/contact", "version", "0", "how", "page", "note", "");
        assertThat(empty.status()).isEqualTo(409);
        assertThat(empty.text()).contains("请写一句话");
        assertThat(clerk.submit(here + "/contact", "version", "0", "how", "page", "note", "好，礼拜天上午来")
                        .text())
                .contains("已记下联系")
                .doesNotContain("还没有回");
        assertThat(village.row(place, link).told().contactedAt()).isNotNull();
        assertThat(told(link)).contains("SMS cases.written");
        assertThat(browser.get(link).text())
                .contains("好，礼拜天上午来")
                .contains(place.clerk().name());
    }

    @Test
    void theLinkAloneReadsTheMessagesAndWritesNone() {
        var browser = village.sent(place, "沟堵了");
        var link = AVillage.link(browser);
        browser.submit(link + "/talk", "words", "又下雨了", "code", AVillage.code(browser));
        var daughter = staff.visitor(place.county());
        assertThat(daughter.get(link + "/talk").text()).contains("又下雨了");
        var refused = daughter.post(link + "/talk", "words", "我妈说不用来了", "code", "AAAAAAAA");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("回复码不对");
        assertThat(refused.body()).contains("我妈说不用来了").doesNotContain("AAAAAAAA");
        assertThat(daughter.post(link + "/telling", "toldBy", "PAGE", "code", "AAAAAAAA")
                        .status())
                .isEqualTo(422);
        assertThat(village.row(place, link).told().unanswered()).isEqualTo(1);
        assertThat(browser.post(link + "/talk", "words", " ", "code", AVillage.code(browser))
                        .text())
                .contains("请写一句话");
        assertThat(browser.post(link + "/talk", "words", "长".repeat(1001), "code", AVillage.code(browser))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void staffNeitherWriteForHerNorAnswerWhatIsNotTheirs() {
        var browser = village.sent(place, "路灯不亮");
        var link = AVillage.link(browser);
        var code = AVillage.code(browser);
        var clerk = staff.browser(place.clerk());
        assertThat(clerk.get(link + "/talk").text()).contains("不能替居民说结果");
        var refused = clerk.post(link + "/talk", "words", "办得好", "code", code);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("不能替居民说结果");
        assertThat(clerk.post(link + "/telling", "toldBy", "PAGE", "code", code).status())
                .isEqualTo(403);
        var other = staff.browser(place.dispatcher())
                .post(
                        "/desk/cases/" + village.id(place, link) + "/contact",
                        "version",
                        "0",
                        "how",
                        "page",
                        "note",
                        "嗯");
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.text()).contains("这一步由这件事的联系人");
    }

    @Test
    void fiveMessagesWaitAndTheSixthIsForTheTelephone() {
        var browser = village.sent(place, "想问低保");
        var link = AVillage.link(browser);
        var code = AVillage.code(browser);
        for (int n = 0; n < 5; n++) {
            browser.submit(link + "/talk", "words", "第 " + n + " 句", "code", code);
        }
        var sixth = browser.post(link + "/talk", "words", "再说一句", "code", code);
        assertThat(sixth.status()).isEqualTo(409);
        assertThat(sixth.text()).contains("已经留了 5 条");
        take(link, new Command.Contact("call", "都说清了"));
        assertThat(browser.submit(link + "/talk", "words", "谢谢", "code", code).text())
                .contains("留下了");
    }

    @Test
    void whatIsOverIsNotWrittenTo() {
        var browser = village.sent(place, "不办了");
        var link = AVillage.link(browser);
        var code = AVillage.code(browser);
        browser.submit(link + "/withdraw", "why", "自己弄好了", "code", code);
        assertThat(browser.get(link + "/talk").text()).contains("已经办完，不能再留言");
        assertThat(browser.post(link + "/talk", "words", "还有", "code", code).status())
                .isEqualTo(409);
        assertThat(browser.get(link + "/telling").text()).contains("不用再选");
    }

    @Test
    void whoReadsOnlyHerPageGetsNoShortMessage() {
        var browser = village.sent(place, "家里的事", "phone", "13800138052", "toldBy", "PAGE");
        var link = AVillage.link(browser);
        assertThat(AVillage.code(browser)).as("she has it on her receipt").hasSize(8);
        take(link, new Command.TakeOn());
        take(link, new Command.Contact("page", "您说的我看了"));
        take(link, new Command.Answer(Outcome.SOLVED, "办好了", null));
        assertThat(told(link)).noneMatch(one -> one.startsWith("SMS") || one.contains("staff.tell"));
        assertThat(browser.get(link).text()).contains("您说的我看了").contains("有进展：只在网页上看");
    }

    @Test
    void sheChangesHowSheIsToldAndTheNextNewsGoesThatWay() {
        var browser = village.sent(place, "老人补贴没到", "phone", "13800138053");
        var link = AVillage.link(browser);
        var code = AVillage.code(browser);
        assertThat(told(link)).contains("SMS cases.filed");
        assertThat(browser.post(link + "/telling", "toldBy", "", "code", code).text())
                .contains("请从给出的几种里选一种");
        assertThat(browser.post(link + "/telling", "toldBy", "MAIL", "mail", "lin@", "code", code)
                        .text())
                .contains("邮箱写得不对");
        assertThat(browser.submit(link + "/telling", "toldBy", "CALL", "code", code)
                        .text())
                .contains("改好了")
                .contains("有进展：请人打电话告诉");
        take(link, new Command.TakeOn());
        take(link, new Command.Ask(List.of("社保卡照片"), 3));
        assertThat(told(link)).contains("PAGE cases.staff.tell").doesNotContain("SMS cases.asked");
        var clerk = staff.browser(place.clerk());
        var here = "/desk/cases/" + village.id(place, link);
        assertThat(clerk.get(here).text()).contains("请人打电话告诉").contains("有进展还没打给他");
        take(link, new Command.Contact("call", "跟她说了"));
        assertThat(clerk.get(here).text()).doesNotContain("有进展还没打给他");
        assertThat(village.row(place, link).told().history())
                .extracting(entry -> entry.fact().kind())
                .contains("telling-changed");
    }

    @Test
    void aLetterNeverCarriesTheAnswerCode() {
        var browser = village.sent(place, "老人补贴没到", "toldBy", "MAIL", "mail", "lin@example.cn");
        var link = AVillage.link(browser);
        assertThat(told(link)).contains("MAIL cases.filed").doesNotContain("SMS cases.code");
        take(link, new Command.TakeOn());
        take(link, new Command.Answer(Outcome.SOLVED, "补上了", null));
        assertThat(told(link))
                .contains("MAIL cases.answered-other")
                .noneMatch(one -> one.equals("MAIL cases.answered"));
        assertThat(browser.get(link).text()).contains("有进展：发邮件").doesNotContain("lin@example.cn");
        browser.submit(link + "/telling", "toldBy", "PAGE", "code", AVillage.code(browser));
        assertThat(addresses(link))
                .as("an address that is not needed is not kept")
                .isZero();
    }

    private int addresses(String link) {
        var id = village.id(place, link);
        return Scope.in(
                new Scope.County(place.county()),
                () -> transaction.execute(_ -> db.sql("""
                    select count(*)::int from cases.person
                    where county = :county and matter = :id and mail_sealed is not null\
                    """)
                        .param("county", place.county())
                        .param("id", id)
                        .query(Integer.class)
                        .single()));
    }

    @Test
    void whoIsToldOfTheAnswerByAPersonHasIt() {
        var browser = village.sent(place, "井盖坏了", "phone", "0600-2155081", "toldBy", "CALL");
        var link = AVillage.link(browser);
        take(link, new Command.TakeOn());
        take(link, new Command.Answer(Outcome.SOLVED, "换了", null));
        assertThat(village.row(place, link).told().delivered()).isFalse();
        take(link, new Command.Contact("visit", "当面说了"));
        assertThat(village.row(place, link).told().delivered()).isTrue();
    }

    @Test
    void aWayThatLeadsNowhereIsRefusedWithWhatToDo() {
        var browser = staff.visitor(place.county());
        browser.get("/cases/new");
        browser.post("/cases/new", "how", "say", "words", "没留电话");
        assertThat(village.send(browser, place, "toldBy", "CALL").text()).contains("要我们打给您，请留个电话");
        assertThat(village.send(browser, place, "toldBy", "MAIL", "mail", "lin").text())
                .contains("邮箱写得不对");
        var nobody = village.sent(place, "没留电话也没留地址");
        var link = AVillage.link(nobody);
        var code = AVillage.code(nobody);
        assertThat(nobody.post(link + "/telling", "toldBy", "SMS", "code", code).text())
                .contains("没有留手机号");
        assertThat(nobody.post(link + "/telling", "toldBy", "CALL", "code", code)
                        .text())
                .contains("没有留电话，也没有留地址");
        assertThat(nobody.get(link).text()).contains("有进展：只在网页上看");
    }

    @Test
    void whatIsWrittenInAProtectedCaseReachesItsPostAlone() {
        var browser = village.sent(place, "低保给了亲戚", "aboutStaff", "true", "phone", "13800138054");
        var link = AVillage.link(browser);
        browser.submit(link + "/talk", "words", "名单在公示栏", "code", AVillage.code(browser));
        var id = village.id(place, link);
        assertThat(staff.browser(place.discipline()).get("/desk/cases/" + id).text())
                .contains("名单在公示栏");
        for (var member : List.of(place.clerk(), place.dispatcher(), place.supervisor())) {
            assertThat(staff.browser(member).get("/desk/cases/" + id).status()).isEqualTo(404);
            assertThat(staff.browser(member).get("/desk/notices").body()).doesNotContain(id.toString());
        }

        // Re-routed later, what the clerk was told of it is taken off her desk.
        var second = village.sent(place, "村里的账不对", "phone", "13800138055", "toldBy", "CALL");
        var other = AVillage.link(second);
        var number = AVillage.number(second);
        second.submit(other + "/talk", "words", "发票是假的", "code", AVillage.code(second));
        take(other, new Command.TakeOn());
        take(other, new Command.Ask(List.of("发票"), 2));
        ADoor.Visitor clerk = staff.browser(place.clerk());
        assertThat(clerk.get("/desk/notices").text()).contains(number);
        take(other, new Command.Protect());
        assertThat(staff.browser(place.clerk()).get("/desk/notices").text()).doesNotContain(number);
    }
}
