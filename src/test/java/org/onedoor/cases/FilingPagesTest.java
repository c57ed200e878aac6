package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A resident tells us, in two pages and without JavaScript. */
@OneDoorTest
class FilingPagesTest {

    private static AVillage.Peopled place;

    private final AVillage village;
    private final Staff staff;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    FilingPagesTest(AVillage village, Staff staff, JdbcClient db, PlatformTransactionManager transactions) {
        this.village = village;
        this.staff = staff;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void peopled(@Autowired AVillage village) {
        place = place == null ? village.peopled() : place;
    }

    private int count(String sql) {
        return Scope.in(
                new Scope.County(place.county()),
                () -> transaction.execute(_ -> db.sql(sql)
                        .param("county", place.county())
                        .query(Integer.class)
                        .single()));
    }

    @Test
    void twoPagesAreEnough() {
        var browser = staff.visitor(place.county());
        var first = browser.get("/cases/new?how=say&village=" + place.code());
        assertThat(first.text()).contains("说说您的事").contains("第 1 页，共 2 页");
        assertThat(browser.post("/cases/new", "how", "say", "words", "村口路灯不亮了").path())
                .isEqualTo("/cases/new/send");
        var second = browser.get("/cases/new/send");
        assertThat(second.body()).contains("value=\"" + place.code() + "\" selected");
        var sent = browser.post(
                "/cases/new/send", "key", AVillage.key(second), "place", place.code(), "phone", "13900139000");
        assertThat(sent.path()).isEqualTo("/cases/receipt");
        var receipt = browser.get("/cases/receipt");
        assertThat(receipt.text())
                .contains("收到了，有人办")
                .containsPattern("[0-9]{4}-[0-9]{4}")
                .containsPattern("我们承诺 [0-9]+ 月 [0-9]+ 日（周.）[0-9:]+ 前办好")
                .contains(place.clerk().name());
        assertThat(receipt.body()).contains("href=\"tel:139").contains("<svg role=\"img\"");
        assertThat(AVillage.code(browser)).hasSize(8);
    }

    @Test
    void sendingTwiceGivesTheSameReceipt() {
        var browser = staff.visitor(place.county());
        browser.post("/cases/new", "how", "say", "words", "水管漏水");
        var page = browser.get("/cases/new/send");
        var again = browser.copy();
        var before = count("select count(*)::int from cases.matter where county = :county");
        browser.post("/cases/new/send", "key", AVillage.key(page), "place", place.code());
        assertThat(again.post("/cases/new/send", "key", AVillage.key(page), "place", place.code())
                        .path())
                .isEqualTo("/cases/receipt");
        assertThat(AVillage.link(again)).isEqualTo(AVillage.link(browser));
        assertThat(count("select count(*)::int from cases.matter where county = :county"))
                .isEqualTo(before + 1);
    }

    @Test
    void badlyFilledInSaysWhatIsWrongAndKeepsEverything() {
        var browser = staff.visitor(place.county());
        var empty = browser.post("/cases/new", "how", "say", "words", "  ");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.text()).contains("请写一句、说一段、拍一张");
        browser.post("/cases/new", "how", "say", "words", "井盖坏了，晚上有老人走");
        var wrong = village.send(browser, place, "phone", "12345", "name", "林秀菊", "visit", "true");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("还差 2 处没填好").contains("这个号码不像电话号码").contains("请写住在哪儿");
        assertThat(wrong.body()).contains("value=\"12345\"").contains("value=\"林秀菊\"");
        assertThat(browser.get("/cases/new").body()).contains("井盖坏了，晚上有老人走");
        var nowhere = browser.post("/cases/new/send", "key", AVillage.key(wrong), "place", "");
        assertThat(nowhere.text()).contains("请选村或社区");
    }

    @Test
    void readingPagesWritesNothing() {
        var browser = staff.visitor(place.county());
        var all = "select (select count(*) from cases.draft where county = :county)"
                + " + (select count(*) from cases.history where county = :county)"
                + " + (select count(*) from audit.entry where county = :county)";
        int before = count("select (" + all + ")::int");
        for (var path : new String[] {
            "/",
            "/cases/new",
            "/cases/new?how=photo",
            "/cases/new?how=call",
            "/cases/find",
            "/cases/mine",
            "/doors/villages",
            "/doors/privacy",
            "/doors/accessibility",
            "/cases/new/question/1?item=old-age-allowance"
        }) {
            assertThat(browser.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(count("select (" + all + ")::int")).isEqualTo(before);
    }

    @Test
    void wordsOfDangerShowWhomToCallFirstAndSendingGoesOn() {
        var browser = staff.visitor(place.county());
        browser.post("/cases/new", "how", "say", "words", "隔壁家里着火了，冒很大的烟");
        var page = browser.get("/cases/new/send");
        assertThat(page.text()).contains("先打电话，人要紧").contains("打 119");
        assertThat(page.body())
                .contains("href=\"tel:119\"")
                .contains("href=\"tel:110\"")
                .contains("href=\"tel:120\"");
        assertThat(village.send(browser, place).path()).isEqualTo("/cases/receipt");
    }

    @Test
    void aPhoneInTheWordsIsMovedOutOfThem() {
        var browser = staff.visitor(place.county());
        browser.post("/cases/new", "how", "say", "words", "路堵了，打我 13800138000，身份证 600101195807150015");
        var page = browser.get("/cases/new/send");
        assertThat(page.text()).contains("这个号码只给办事的人看，好吗？").contains("138****8000");
        assertThat(page.body()).contains("value=\"13800138000\"");
        browser.post("/cases/new/send", "key", AVillage.key(page), "place", place.code(), "move", "true");
        var shown = browser.get(AVillage.link(browser)).text();
        assertThat(shown)
                .doesNotContain("13800138000")
                .doesNotContain("600101195807150015")
                .contains("尾号 0015");
        assertThat(browser.get("/cases/receipt").text()).contains("138****8000");
    }

    @Test
    void photosFollowTheCaseAndOnlyItsReceiptOpensThem() throws IOException {
        var browser = staff.visitor(place.county());
        browser.get("/cases/new?how=photo");
        var kept = browser.upload("/cases/new", "photos", "灯.png", png(), Map.of("how", "photo", "words", ""));
        assertThat(kept.path()).isEqualTo("/cases/new/send");
        assertThat(browser.get("/cases/new").text()).contains("已收下 1 个照片或录音");
        village.send(browser, place);
        var link = AVillage.link(browser);
        var photo = org.assertj.core.util.Strings.concat(link, "/file/");
        var page = browser.get(link).body();
        assertThat(page).contains(photo);
        int from = page.indexOf(photo);
        var address = page.substring(from, from + photo.length() + 36);
        assertThat(browser.get(address).status()).isEqualTo(200);
        var other = village.sent(place, "别的事");
        assertThat(other.get(AVillage.link(other) + address.substring(link.length()))
                        .status())
                .isEqualTo(404);
    }

    private static byte[] png() throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    @Test
    void oneQuestionAPageAndTheAnswersAreChecked() {
        var browser = staff.visitor(place.county());
        assertThat(browser.get("/cases/new?item=old-age-allowance").path())
                .isEqualTo("/cases/new/question/1?item=old-age-allowance");
        var first = browser.get("/cases/new/question/1?item=old-age-allowance");
        assertThat(first.text()).contains("谁来领这笔钱").contains("我们承诺 5 个工作日内办好").contains("说不清，请村里帮我填");
        var missing = browser.post("/cases/new/question/1", "item", "old-age-allowance", "answer", "");
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.text()).contains("这一题要答");
        assertThat(browser.post("/cases/new/question/1", "item", "old-age-allowance", "answer", "老人本人")
                        .path())
                .isEqualTo("/cases/new/question/2");
        assertThat(browser.post("/cases/new/question/2", "item", "old-age-allowance", "answer", "1945-13-40")
                        .text())
                .contains("这里填日期");
        assertThat(browser.post("/cases/new/question/2", "item", "old-age-allowance", "answer", "1945-03-12")
                        .path())
                .isEqualTo("/cases/new/more");
        assertThat(browser.get("/cases/new/more").status()).isEqualTo(200);
        browser.post("/cases/new", "item", "old-age-allowance", "words", "");
        assertThat(village.send(browser, place, "phone", "13900139001").path()).isEqualTo("/cases/new/check");
        var check = browser.get("/cases/new/check");
        assertThat(check.text())
                .contains("老人本人")
                .contains("1945-03-12")
                .contains("13900139001")
                .contains("改");
        assertThat(browser.post("/cases/new/check", "key", AVillage.key(check)).path())
                .isEqualTo("/cases/receipt");
        assertThat(browser.get(AVillage.link(browser)).text()).contains("高龄补贴").contains("谁来领这笔钱：老人本人");
    }

    @Test
    void whoCannotTellIsCalledTodayAndKeepsWhatWasEntered() {
        var browser = staff.visitor(place.county());
        browser.get("/cases/new/question/1?item=old-age-allowance");
        browser.post("/cases/new/question/1", "item", "old-age-allowance", "answer", "家里人代领");
        assertThat(browser.post("/cases/new/question/2", "item", "old-age-allowance", "go", "help", "answer", "")
                        .path())
                .isEqualTo("/cases/new/send");
        assertThat(village.send(browser, place).text()).contains("要我们打给您，请留个电话");
        assertThat(village.send(browser, place, "phone", "13900139002").path()).isEqualTo("/cases/receipt");
        var text = browser.get(AVillage.link(browser)).text();
        assertThat(text).contains("谁来领这笔钱：家里人代领").contains("今天请打电话");
    }

    @Test
    void aCertificateNoLongerIssuedCannotBeFiled() {
        assertThat(staff.visitor(place.county())
                        .get("/cases/new?item=no-such-item")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void neighboursMayWaitTogetherAndEachKeepsHerOwnReceipt() {
        var first = staff.visitor(place.county());
        first.get("/cases/new?item=road-broken");
        first.post("/cases/new", "item", "road-broken", "words", "村口第二座桥塌了");
        village.send(first, place);
        var second = staff.visitor(place.county());
        second.post("/cases/new", "item", "road-broken", "words", "桥塌了");
        assertThat(village.send(second, place).path()).isEqualTo("/cases/new/same");
        var same = second.get("/cases/new/same");
        assertThat(same.text())
                .contains("已经有人反映了")
                .contains(place.home().village().name())
                .doesNotContain("第二座");
        var with = same.body().replaceAll("(?s).*name=\"with\" value=\"([0-9a-f-]{36})\".*", "$1");
        assertThat(second.post("/cases/new/same", "key", AVillage.key(same), "with", "")
                        .status())
                .isEqualTo(422);
        second.post("/cases/new/same", "key", AVillage.key(same), "with", with);
        assertThat(second.get("/cases/receipt").text()).contains("您和 2 户一起等结果");
        assertThat(AVillage.link(second)).isNotEqualTo(AVillage.link(first));
        assertThat(first.get(AVillage.link(first)).text()).contains("这件事一共 2 户在等");
    }

    @Test
    void whoFilesForSomebodyElseDoesNotGetTheAnswerCode() {
        var browser = village.sent(
                place,
                "我妈的低保断了",
                "phone",
                "13900139003",
                "other",
                "true",
                "forName",
                "林秀菊",
                "relation",
                "母亲",
                "knows",
                "yes",
                "told",
                "yes");
        var receipt = browser.get("/cases/receipt");
        assertThat(receipt.text()).contains("回复码归他本人");
        assertThat(receipt.body()).doesNotContain("class=\"code\"");
        assertThat(browser.get(AVillage.link(browser)).text()).contains("替林秀菊办（母亲）");
    }

    @Test
    void whoDidNotSayWhetherSheKnowsHasNotSaidThatSheDoes() {
        var unsaid = village.sent(place, "我爸的医保卡丢了", "other", "true", "forName", "林大山");
        var said = village.sent(place, "我爸的补贴没到", "other", "true", "forName", "林大山", "knows", "no");
        var clerk = staff.browser(place.clerk());
        assertThat(clerk.get("/desk/cases/" + village.id(place, AVillage.link(unsaid)))
                        .text())
                .contains("没说本人知不知道")
                .doesNotContain("本人知道");
        assertThat(clerk.get("/desk/cases/" + village.id(place, AVillage.link(said)))
                        .text())
                .contains("本人还不知道");
    }

    @Test
    void aMatterAboutStaffGoesToTheCountyPostAndNamesTheOutsideChannel() {
        var browser = staff.visitor(place.county());
        browser.post("/cases/new", "how", "say", "words", "低保名额给了亲戚");
        assertThat(browser.get("/cases/new/send").text())
                .contains("这事跟村里或镇里的人有关")
                .contains("12388");
        village.send(browser, place, "aboutStaff", "true");
        assertThat(browser.get("/cases/receipt").text())
                .contains("村里镇里都看不到")
                .contains(place.discipline().name())
                .doesNotContain(place.clerk().name());
    }

    @Test
    void staffAreToldWhereTheyFile() {
        var clerk = staff.browser(place.clerk());
        for (var path : new String[] {"/cases/new", "/cases/new/send", "/cases/receipt", "/cases/receipt/print"}) {
            var answer = clerk.get(path);
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.text()).contains("您现在登录的是工作人员");
        }
        assertThat(staff.visitor(place.county())
                        .as(Role.SYSTEM_ADMIN)
                        .get("/cases/new")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aReceiptBelongsToTheBrowserThatSent() {
        assertThat(staff.visitor(place.county()).get("/cases/receipt").path()).isEqualTo("/");
        var browser = village.sent(place, "树倒了");
        browser.post("/cases/new/clear");
        assertThat(browser.get("/cases/receipt").path()).isEqualTo("/");
        assertThat(browser.cookie("village")).isNull();
    }

    @Test
    void thePaperHasTheCodeBelowTheLine() {
        var browser = village.sent(place, "沟堵了");
        assertThat(browser.get("/cases/receipt/print").body()).contains("tear").contains(AVillage.code(browser));
        assertThat(browser.get(AVillage.link(browser) + "/print").body()).doesNotContain(AVillage.code(browser));
    }
}
