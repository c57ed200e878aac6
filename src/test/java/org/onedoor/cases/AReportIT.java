package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.onedoor.ADoor;
import org.onedoor.Staff;

/**
 * A villager reports the secretary. From the first commit nobody of the village or town sees anything of it, on any list, by
 * any search, hint, notice, export or address; only the county's post for such cases does, and each of its looks is kept
 * (R-REQ-14).
 */
class AReportIT extends DayInWangxi {

    private static final String WORDS = "村书记罗守田把低保名额给了自家亲戚，请上面查一查";
    private static final String PHONE = "13800138033";

    private final Village village;

    AReportIT(Townsfolk townsfolk, Staff staff, Village village) {
        super(townsfolk, staff);
        this.village = village;
    }

    @Test
    void aReportAboutTheSecretaryReachesTheCountyAndNobodyElse() {
        var villager = visit(Device.PHONE);
        villager.go(at("/cases/new?how=say")).fill("写几句", WORDS).press("下一步");
        villager.select("事情在哪个村（社区）", "望溪村").fill("电话", PHONE).fill("怎么称呼您", "邹文清");
        villager.choose("这事跟村里或镇里的人有关").press("谁来办，还能找谁");
        villager.see("县纪检监察举报中心", "12388").fill("跟谁有关", "罗守田").look("e01-send");
        villager.press("交给他们办").see("收到了，有人办", "由县纪检监察举报中心办").seeNot("陈小满").look("e02-receipt");
        var number = villager.page.locator(".number").first().innerText().strip();
        var link = link(villager.page.locator("a.prose[href*='/r/']").getAttribute("href"));
        villager.go(link).see("12388", "石望舒").seeNot("陈小满", "罗守田（").look("e03-track");

        // The county's post sees it, and opens name and telephone one by one.
        var county = login(folk.protector(), Device.DESKTOP);
        county.see("姓名保密").seeNot("邹＊清", PHONE).look("e04-county-desk");
        county.page.locator("a.row").first().click();
        county.page.waitForURL("**/desk/cases/*");
        var id = caseAt(county.at());
        county.see(WORDS, "保护", "姓名保密", "接过来办").seeNot("邹文清", PHONE).look("e05-county-case");
        assertThat(county.page.locator("#pane .acts").innerHTML())
                .as("nothing leads to those complained of")
                .doesNotContain("转望溪村", "移交", "上报", "换联系人");
        act(county, "看姓名");
        county.see("邹文清");
        act(county, "打电话");
        county.see(PHONE).look("e06-county-seen");
        assertThat(village.looks(folk.county(), id)).as("each look is kept").hasSize(2);
        villager.go(link).see("县纪检监察举报中心", number).look("e07-looks");

        nobodyElseSees(id, number);
        nobodyIsHintedAt(id);
        theNumberAloneSaysNothing(number);
    }

    private List<Staff.Member> everybodyElse() {
        return List.of(
                folk.secretary(),
                folk.clerk(),
                folk.grid(),
                folk.dispatcher(),
                folk.handler(),
                folk.head(),
                folk.supervisor(),
                folk.callback(),
                folk.countySupervisor(),
                folk.neighbour());
    }

    private void nobodyElseSees(UUID id, String number) {
        for (var member : everybodyElse()) {
            var browser = staff.browser(member);
            var who = member.name();
            for (var path : new String[] {
                "/desk/cases",
                "/desk/cases?view=open",
                "/desk/cases?view=all",
                "/desk/cases?view=triage",
                "/desk/cases?view=late",
                "/desk/cases?view=waiting",
                "/desk/cases?q=" + number,
                "/desk/cases?q=" + PHONE,
                "/desk/cases?q=" + encoded("邹文清"),
                "/desk/cases?q=" + encoded("低保名额"),
                "/desk/cases?q=" + encoded("罗守田"),
                "/desk/notices",
                "/desk/imports"
            }) {
                var page = browser.get(path);
                assertThat(page.status()).as(who + " " + path).isIn(200, 403);
                assertThat(page.body())
                        .as(who + " " + path)
                        .doesNotContain(id.toString())
                        .doesNotContain("低保名额给了")
                        .doesNotContain("邹＊清");
                if (!path.endsWith(number)) {
                    assertThat(page.text()).as(who + " " + path).doesNotContain(number);
                }
            }
            supervising(browser, id, number);
            for (var step : new String[] {"take-on", "answer", "note", "print", "protect", "rate"}) {
                isNotThereFor(
                        member, id, step, "version", "0", "note", "看看", "outcome", "SOLVED", "done", "好", "score", "5");
            }
            refuses(
                    browser.post("/desk/cases/" + id + "/reveal", "role", "ASKER", "field", "phone", "why", "check"),
                    404,
                    "不归您看");
            programsSeeNothing(member, id, number);
        }
    }

    /** What a supervisor's pages list and export, where there are such. */
    private static void supervising(ADoor.Visitor browser, UUID id, String number) {
        for (var path : new String[] {
            "/desk/supervisor", "/desk/supervisor/raised", "/desk/supervisor/overdue", "/desk/supervisor/export"
        }) {
            var page = browser.get(path);
            assertThat(page.body()).as(path).doesNotContain(id.toString()).doesNotContain(number);
        }
    }

    private void programsSeeNothing(Staff.Member member, UUID id, String number) {
        var program = staff.program(member, "cases:read");
        for (var view : new String[] {"MINE", "OPEN", "LATE", "WAITING", "TRIAGE", "ALL"}) {
            var list = program.json("GET", "/api/v1/cases?view=" + view, null);
            assertThat(list.status())
                    .as(member.name() + " " + view + " " + list.body())
                    .isEqualTo(200);
            assertThat(list.body())
                    .as(member.name())
                    .doesNotContain(id.toString())
                    .doesNotContain(number);
        }
        assertThat(program.json("GET", "/api/v1/cases/" + id, null).status()).isEqualTo(404);
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    /** Who says the same again is not told that somebody has, nor is the clerk at the desk. */
    private void nobodyIsHintedAt(UUID id) {
        var second = visit(Device.PHONE);
        second.go(at("/cases/new?how=say")).fill("写几句", WORDS).press("下一步");
        second.select("事情在哪个村（社区）", "望溪村").fill("电话", PHONE).press("交给他们办");
        second.see("收到了，有人办").seeNot("已经有人反映了");
        var clerk = login(folk.clerk(), Device.DESKTOP);
        clerk.page.locator("a.row").first().click();
        clerk.page.waitForURL("**/desk/cases/*");
        var open = caseAt(clerk.at());
        assertThat(clerk.page.content()).doesNotContain(id.toString());
        clerk.seeNot("可能有人已经反映过", "同一个电话近三个月说过的").look("e08-no-hint");

        // The clerk sees what it is about: one step, and she has seen it for the last time.
        isNotThereFor(folk.neighbour(), open, "protect", "version", "0");
        more(clerk);
        act(clerk, "转保护办理");
        clerk.see("您都不再看到", "12388").look("e09-protect");
        act(clerk, "我这里不再看到");
        clerk.see("已转到保护办理").look("e10-protected");
        isNotThereFor(folk.clerk(), open, "note", "version", "0", "note", "看看");
        isNotThereFor(folk.secretary(), open, "note", "version", "0", "note", "看看");
        clerk.go(at("/desk/notices")).seeNot("低保名额").look("e10-notices");
        for (var member : List.of(folk.clerk(), folk.secretary(), folk.dispatcher(), folk.countySupervisor())) {
            assertThat(staff.browser(member)
                            .get("/desk/cases?q=" + encoded("低保名额"))
                            .body())
                    .as(member.name())
                    .doesNotContain(open.toString());
        }
        assertThat(staff.browser(folk.protector()).get("/desk/cases/" + open).status())
                .isEqualTo(200);
    }

    private void theNumberAloneSaysNothing(String number) {
        var anybody = visit(Device.PHONE);
        anybody.go(at("/cases/find")).fill("受理号", number);
        anybody.page
                .locator("select[name=village]")
                .selectOption(folk.home().village().code());
        anybody.page.locator("form button").last().click();
        anybody.see("没有查到这个号").look("e11-number");
    }

    @Test
    void whoTypedTheReportInSeesItForTheLastTimeOnTheReceipt() {
        var clerk = login(folk.clerk(), Device.DESKTOP);
        clerk.go(at("/desk/cases/new")).fill("他怎么说的", WORDS);
        clerk.page.locator("main details.dt summary").first().click();
        clerk.choose("这事跟村里或镇里的人有关");
        clerk.page.locator("button[value=register]").click();
        clerk.see("村里、镇里和您都不再看到", "12388").look("e12-typed-in");
        var number = clerk.page.locator(".number").first().innerText().strip();
        clerk.press("回去").see("这里的都办完了").look("e13-typed-gone");
        var id = latest();
        nobodyElseSees(id, number);
    }

    private UUID latest() {
        var browser = staff.browser(folk.protector());
        var found = Pattern.compile("/desk/cases/([0-9a-f-]{36})")
                .matcher(browser.get("/desk/cases").body());
        assertThat(found.find()).isTrue();
        return UUID.fromString(found.group(1));
    }
}
