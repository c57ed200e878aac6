package org.onedoor.cases.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.Journey;
import org.onedoor.Staff;
import org.onedoor.cases.By;
import org.onedoor.cases.Cases;
import org.onedoor.cases.Command;
import org.onedoor.cases.Outcome;
import org.onedoor.cases.Stepping;
import org.onedoor.frame.Csv;
import org.onedoor.organizations.PostKind;

/** Fifty orders of the hotline come in on the town's desk, are worked on, and fifty results go back; nobody types them again. */
class OrdersIT extends Journey {

    private static final String HEADER = "案件编号,来电时间,诉求标题,诉求描述,来电人,来电号码,事发村居,要求办结时间,诉求类别,是否保密,工单状态,承办反馈";

    /** Category, title and words; {@code %s} stands for where. */
    private static final String[][] ASKED = {
        {"垃圾没人收", "垃圾堆着没人收", "%s的垃圾三天没人收了，天热有味道。"},
        {"老人吃饭难、送餐", "老人要送餐", "%s有位老人一个人住，这几天做不了饭。"},
        {"高龄补贴", "高龄补贴怎么领", "%s的老人满八十了，补贴怎么领？"},
        {"", "想问问", "%s这边想问问能不能装个晾衣架。"},
        {"邻里纠纷", "隔壁占道", "%s隔壁堆柴占了半条路，好好说也不听。"},
    };

    private static final String[] WHERE = {"东渡口", "西坡", "老井边", "北坡", "大槐树下", "小学后面", "晒场边", "桥头", "水塔下", "南坡"};

    private final ACounty counties;
    private final Staff staff;
    private final Imports imports;
    private final Cases cases;

    OrdersIT(ACounty counties, Staff staff, Imports imports, Cases cases) {
        this.counties = counties;
        this.staff = staff;
        this.imports = imports;
        this.cases = cases;
    }

    private record Here(int county, Staff.Member luo, Staff.Member chen, Staff.Member he, Staff.Member xu) {}

    private Here here() {
        var home = counties.found();
        int county = home.county();
        var civil = staff.office(county, home.town(), "civil-affairs");
        staff.named("程知远", county, home.root(), PostKind.SUPERVISOR);
        return new Here(
                county,
                staff.named("罗守田", county, home.village(), PostKind.CLERK),
                staff.named("陈小满", county, home.community(), PostKind.CLERK),
                staff.named("何岸", county, home.town(), PostKind.DISPATCHER),
                staff.named("徐禾", county, civil, home.town(), PostKind.HANDLER));
    }

    /** Fifty rows; the last four with a fault each as long as {@code faulty}. */
    private static List<List<String>> orders(boolean faulty) {
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < 50; i++) {
            var asked = ASKED[i % ASKED.length];
            var where = WHERE[i / ASKED.length];
            boolean wrong = faulty && i >= 46;
            rows.add(new ArrayList<>(List.of(
                    wrong && i == 46 ? "" : "HX20261120%04d".formatted(i + 1),
                    "2026-11-20 09:%02d".formatted(i),
                    asked[1],
                    asked[2].formatted(where),
                    i % 7 == 0 ? "" : "林某某",
                    wrong && i == 47 ? "139" : i % 9 == 0 ? "" : "139001500%02d".formatted(i),
                    wrong && i == 48 ? "望西村" : i % 2 == 0 ? "柳渡镇望溪村" : "河东社区",
                    wrong && i == 49 ? "下周五" : "2099-11-2%d 17:30".formatted(i % 9),
                    asked[0],
                    i % 11 == 0 ? "是" : "否",
                    "已派单",
                    "")));
        }
        return rows;
    }

    private static FilePayload csv(String name, List<List<String>> rows) {
        var text = new StringBuilder("\uFEFF" + HEADER + "\r\n");
        rows.forEach(row -> text.append(Csv.line(row)));
        return new FilePayload(name, "text/csv", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fiftyOrdersComeInAndFiftyResultsGoBack() throws IOException {
        var here = here();
        var he = desk(Device.DESKTOP, here.he(), null);
        he.press("转办工单").see("工单进来", "还没有传过表").look("orders-empty");
        assertThat(rows(he.page.waitForDownload(() -> he.press("下载模板"))).getFirst())
                .contains("工单编号", "诉求内容", "所属村社区", "办结时限");

        // Their columns have other names: said once, remembered for the source.
        upload(he, csv("1120转办.csv", orders(true)));
        he.see("有些列认不出来", "先说明列怎么对应").look("orders-columns");
        he.select("工单编号", "案件编号").select("所属村、社区", "事发村居").press("存下，再检查一遍");
        he.see("共 50 行，46 行可导，4 行有错", "没有工单编号", "事发村居", "“望西村”", "“139”不像电话号码", "“下周五”不是日期", "写成 2026-11-27")
                .look("orders-faults");
        he.press("导入可导的 46 行");
        done(he).see("新办件 46").look("orders-in");

        // The four are put right in the file; what is in already is not typed, not doubled.
        upload(he, csv("1120转办-改.csv", orders(false)));
        he.see("共 50 行，50 行可导，0 行有错").press("导入可导的 50 行");
        done(he).see("新办件 4，和以前一样 46");
        upload(he, csv("1120转办-改.csv", orders(false)));
        he.press("导入可导的 50 行");
        done(he).see("新办件 0，和以前一样 50");

        // Corrected and withdrawn at the source.
        var later = orders(false).subList(0, 1);
        later.getFirst().set(3, "东渡口的垃圾五天没人收了，野狗来翻。");
        later.getFirst().set(5, "13900150099");
        var more = new ArrayList<>(later);
        more.add(new ArrayList<>(orders(false).get(1)));
        more.getLast().set(0, "HX202611209999");
        upload(he, csv("1121转办.csv", more));
        he.press("导入可导的 2 行");
        done(he).see("新办件 1", "来源更正 1");
        more.getLast().set(10, "已撤单");
        upload(he, csv("1121转办-2.csv", more));
        he.press("导入可导的 2 行");
        done(he).see("和以前一样 1", "来源更正 1");

        // Placed by rule where the item says who does it, several at once.
        he.press("去安排这些办件").see("新来的，要受理").look("orders-triage");
        he.press("筛选");
        he.page.locator("select[name=item]").selectOption("old-age-allowance");
        he.page.locator(".filter__f button").first().click();
        he.page.waitForURL("**item=**");
        he.press("批量");
        he.page.locator("[data-all]").check(new Locator.CheckOptions().setForce(true));
        he.press("都转给该办的单位").see("办成 10 件，没办成 0 件").look("orders-batch");

        // One by hand on the desk: what the source said stands there.
        var first = matter(here, 1);
        var luo = desk(Device.DESKTOP, here.luo(), null);
        luo.page.locator("#q").fill("HX202611200001");
        luo.page.keyboard().press("Enter");
        luo.page.waitForURL("**q=**");
        luo.see("垃圾没人收").press("垃圾没人收");
        luo.see("野狗来翻", "HX202611200001", "转来的单位作了更正", "12345").look("orders-case");
        luo.press("接过来办").see("已接过来").press("记一笔联系");
        luo.choose("打电话");
        luo.page.locator(".pane-r form button.btn--p").last().click();
        luo.see("已记下联系").press("答复办结");
        luo.choose("办好了").fill("做了什么", "保洁车下午清了，添了一个大桶");
        luo.page.locator(".pane-r form button.btn--p").last().click();
        luo.see("已答复");
        everyOtherIsAnswered(here, first);

        // Back, in the source's own columns; only once.
        he.press("转办工单").see("新办好 50 件，等回传").look("orders-waiting");
        var sent = rows(he.page.waitForDownload(() -> he.press("导出新结果")));
        assertThat(String.join(",", sent.getFirst())).startsWith(HEADER).endsWith("办理状态,是否解决,办理情况,答复时间,经办单位,受理号");
        assertThat(sent).hasSize(51).allSatisfy(row -> assertThat(row).hasSize(18));
        var byNumber = new HashMap<String, List<String>>();
        sent.subList(1, sent.size()).forEach(row -> byNumber.put(row.getFirst(), row));
        assertThat(byNumber).hasSize(50);
        for (var order : orders(false)) {
            var row = byNumber.get(order.getFirst());
            assertThat(row.subList(1, 3)).isEqualTo(order.subList(1, 3));
            assertThat(row.subList(6, 11)).isEqualTo(order.subList(6, 11));
            assertThat(row.get(12)).isEqualTo("已答复");
            assertThat(row.get(14)).isNotBlank();
        }
        assertThat(byNumber.get("HX202611200001")).contains("东渡口的垃圾五天没人收了，野狗来翻。", "13900150099", "保洁车下午清了，添了一个大桶");
        he.go("/c/" + here.county() + "/desk/imports").see("已回传 50 件", "没有等回传的").look("orders-sent");
        var again = rows(he.page.waitForDownload(() -> he.press("再下一次")));
        assertThat(again).isEqualTo(sent);
        he.press("导出新结果").see("没有新办好的结果").look("orders-nothing-new");

        // A program asks for the same with a token: nothing is new until something is answered anew.
        var api = staff.program(here.he(), "cases:read");
        assertThat(api.json("GET", "/api/v1/case-imports/12345/results", null).body())
                .contains("\"items\":[]");
        var one = orders(false).get(0);
        one.set(0, "HX202611210051");
        var checked = (Importing.Checked) imports.check(
                here.county(),
                "12345",
                "1122转办.csv",
                new ByteArrayInputStream(csv("", List.of(one)).buffer),
                by(here.he()));
        imports.start(here.county(), checked.batch());
        imports.run(here.county(), checked.batch());
        var late = imports.matter(here.county(), "12345", "HX202611210051").orElseThrow();
        take(here.luo(), late, new Command.TakeOn());
        take(here.luo(), late, new Command.Answer(Outcome.SOLVED, "垃圾清了，每天早上再来一趟", null));
        assertThat(api.json("GET", "/api/v1/case-imports/12345/results", null).body())
                .contains("HX202611210051")
                .contains("每天早上再来一趟")
                .doesNotContain("HX202611200002");
        assertThat(staff.visitor(here.county())
                        .json("GET", "/api/v1/case-imports/12345/results", null)
                        .status())
                .isEqualTo(401);

        // Who does not place orders is told who does.
        luo.go("/c/" + here.county() + "/desk/imports").see("归镇、县的分办员和督办人员").look("orders-refused");
        var phone = desk(Device.PHONE, here.he(), null);
        phone.go("/c/" + here.county() + "/desk/imports").look("orders-list");
        phone.press("1120转办.csv").see("4 行有错").look("orders-faults");
        var english = desk(Device.DESKTOP, here.he(), null, Mode.ENGLISH);
        english.go("/c/" + here.county() + "/desk/imports").see("Results back").look("orders-list");
    }

    /** The bulk by the use cases: taken, answered by whoever the order went to. */
    private void everyOtherIsAnswered(Here here, UUID first) {
        for (int number = 1; number <= 50; number++) {
            var id = matter(here, number);
            if (id.equals(first)) {
                continue;
            }
            var handler = (number - 1) % ASKED.length == 2;
            var owner = handler ? here.xu() : number % 2 == 1 ? here.luo() : here.chen();
            take(owner, id, handler ? new Command.Take() : new Command.TakeOn());
            var outcome = number % 8 == 0 ? Outcome.NOT_POSSIBLE : number % 5 == 0 ? Outcome.PARTLY : Outcome.SOLVED;
            take(
                    owner,
                    id,
                    new Command.Answer(
                            outcome, "第 " + number + " 件去看过，当天办了。", outcome == Outcome.SOLVED ? null : "等材料到"));
        }
    }

    private void take(Staff.Member member, UUID id, Command command) {
        var done = staff.as(member, member.post(), () -> cases.take(member.county(), id, 0, command, by(member)));
        assertThat(done).isInstanceOf(Stepping.Done.class);
    }

    private By.Staff by(Staff.Member member) {
        return new By.Staff(staff.actor(member).hats().getFirst(), member.account());
    }

    private static Window done(Window window) {
        for (int i = 0; i < 60 && !window.text().contains("已导完"); i++) {
            window.page.waitForTimeout(250);
            window.page.reload();
        }
        return window.see("已导完");
    }

    private void upload(Window window, FilePayload file) {
        window.press("转办工单");
        window.page.setInputFiles("#file", file);
        window.press("检查");
        window.page.waitForURL("**/desk/imports/*-*");
    }

    private UUID matter(Here here, int number) {
        return imports.matter(here.county(), "12345", "HX20261120%04d".formatted(number))
                .orElseThrow();
    }

    private static List<List<String>> rows(Download download) throws IOException {
        var rows = new ArrayList<List<String>>();
        Csv.rows(new ByteArrayInputStream(Files.readAllBytes(download.path()))).forEachRemaining(rows::add);
        return rows;
    }
}
