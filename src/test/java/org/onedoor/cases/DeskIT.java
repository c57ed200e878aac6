package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.ACounty;
import org.onedoor.Journey;
import org.onedoor.Staff;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.PostKind;
import org.onedoor.regions.Place;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A Wednesday of somebody who is secretary, grid worker and duty clerk of one village (书记主任一肩挑). */
class DeskIT extends Journey {

    private static final String NOW = "2026-11-18T10:48";

    private final ACounty counties;
    private final Staff staff;
    private final Filing filing;
    private final Cases cases;
    private final ACase aCase;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    DeskIT(
            ACounty counties,
            Staff staff,
            Filing filing,
            Cases cases,
            ACase aCase,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.counties = counties;
        this.staff = staff;
        this.filing = filing;
        this.cases = cases;
        this.aCase = aCase;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The village and whom she works with. */
    private record Here(
            ACounty.Home home,
            Staff.Member luo,
            Post desk,
            Post secretary,
            Post grid,
            Staff.Member chen,
            Staff.Member fang,
            Staff.Member he,
            Staff.Member peng,
            Staff.Member xu) {
        int county() {
            return home.county();
        }
    }

    private Here here() {
        return ACase.at("2026-01-05T09:00", () -> {
            var home = counties.found();
            int county = home.county();
            var luo = staff.named("罗守田", county, home.village(), PostKind.CLERK, PostKind.SECRETARY);
            var grid = staff.hold(
                    county, luo.account(), staff.office(county, home.village()), home.grid(), PostKind.GRID_WORKER);
            var civil = staff.office(county, home.town(), "civil-affairs");
            staff.named("贺兰", county, civil, home.town(), PostKind.OFFICE_HEAD);
            staff.named("程知远", county, home.root(), PostKind.SUPERVISOR);
            return new Here(
                    home,
                    luo,
                    luo.posts().getFirst(),
                    luo.posts().getLast(),
                    grid,
                    // Appointed later, so whoever asks online asks Luo.
                    ACase.at("2026-01-06T09:00", () -> staff.named("陈小满", county, home.village(), PostKind.CLERK)),
                    staff.named("方原", county, home.otherGrid(), PostKind.GRID_WORKER),
                    staff.named("何岸", county, home.town(), PostKind.DISPATCHER),
                    staff.named("彭立夏", county, home.town(), PostKind.SUPERVISOR),
                    staff.named("徐禾", county, civil, home.town(), PostKind.HANDLER));
        });
    }

    private UUID asked(
            Here here, String at, Place place, @Nullable String item, String words, String name, String due) {
        return asked(here, at, place, item, words, name, due, null);
    }

    /** Asked at a moment of this week, promised for another; {@code by} registers it, else whoever is on duty is asked. */
    private UUID asked(
            Here here,
            String at,
            Place place,
            @Nullable String item,
            String words,
            String name,
            String due,
            Staff.@Nullable Member by) {
        return ACase.at("2026-11-" + at, () -> {
            var request = ARequest.at(place.id(), words)
                    .over(by == null ? Channel.WEB : Channel.PHONE)
                    .item(aCase.item(here.county(), item))
                    .by(name)
                    .phone("1390013" + "%04d".formatted(Math.floorMod(words.hashCode(), 10000)))
                    .urgent(words.contains("老人家"))
                    .due(ACase.moment("2026-11-" + due))
                    .form();
            var outcome = by == null
                    ? filing.file(here.county(), request)
                    : filing.register(here.county(), request, by(by, by.post()));
            return ((FilingOutcome.Filed) outcome).receipt().id();
        });
    }

    private By.Staff by(Staff.Member member, Post post) {
        return new By.Staff(staff.actor(member).hat(post.id()).orElseThrow(), member.account());
    }

    private void step(Staff.Member member, Post post, String at, UUID id, Command command) {
        ACase.at("2026-11-" + at, () -> {
            var done = staff.as(member, post, () -> cases.take(member.county(), id, 0, command, by(member, post)));
            assertThat(done).isInstanceOf(Stepping.Done.class);
        });
    }

    /** What she has to do today, each with another next step. */
    private Map<String, UUID> tenCases(Here here) {
        var village = here.home().village();
        var luo = here.luo();
        var water = asked(here, "17T16:20", village, "water-off", "独居老人家自来水停了，接不到水", "周桂兰", "18T08:30");
        step(luo, here.desk(), "17T16:40", water, new Command.TakeOn());
        step(luo, here.desk(), "17T17:10", water, new Command.Contact("visit", null));

        var meals = asked(here, "18T09:40", village, "elder-meals", "我妈腿摔了，这几天做不了饭", "邹明远", "18T17:30");
        var allowance = asked(here, "18T09:10", village, "old-age-allowance", "我今年八十一了，人家说有那个老人钱", "林秀菊", "20T17:30");

        var ditch = asked(here, "17T15:00", here.home().grid(), null, "两家争水渠，约好今天下午调解", "沈长根", "18T14:00", here.chen());
        step(
                here.chen(),
                here.chen().post(),
                "17T15:10",
                ditch,
                new Command.Assign(here.grid().id(), "就在您的网格"));

        var bin = asked(here, "16T11:00", village, null, "村口垃圾桶满了三天没人收", "高小鱼", "18T17:30");
        step(luo, here.desk(), "16T14:00", bin, new Command.TakeOn());
        step(luo, here.desk(), "16T14:20", bin, new Command.Contact("call", null));

        var relief = asked(here, "16T09:00", village, "elder-meals", "送餐点能不能挪近一点", "钱三宝", "19T10:00");
        step(
                luo,
                here.desk(),
                "16T09:30",
                relief,
                new Command.Assign(here.xu().post().id(), null));
        step(here.xu(), here.xu().post(), "16T10:00", relief, new Command.Take());
        step(here.xu(), here.xu().post(), "16T10:20", relief, new Command.Contact("call", null));
        step(
                here.xu(),
                here.xu().post(),
                "17T11:00",
                relief,
                new Command.Offer(here.secretary().id(), "这个点由村里定"));

        var lamp = asked(here, "16T10:00", here.home().otherGrid(), null, "二组老井边的石板松了，老人过路打滑", "吴春生", "19T17:30");
        step(
                luo,
                here.desk(),
                "16T10:30",
                lamp,
                new Command.Assign(here.fang().post().id(), null));
        step(here.fang(), here.fang().post(), "16T11:00", lamp, new Command.Take());
        step(here.fang(), here.fang().post(), "16T11:30", lamp, new Command.Contact("visit", null));
        step(here.fang(), here.fang().post(), "17T09:00", lamp, new Command.AskExtension(3, "石料周五才到"));

        var card = asked(here, "13T09:00", village, null, "医保卡刷不了，药店说要换卡", "曹玉成", "20T17:30");
        step(luo, here.desk(), "13T09:30", card, new Command.TakeOn());
        step(luo, here.desk(), "13T10:00", card, new Command.Contact("call", null));
        step(luo, here.desk(), "13T10:10", card, new Command.Ask(List.of("社保卡正面照片"), 5));

        var road = asked(here, "17T14:00", village, null, "小学门口的减速带掉了一截", "孟初一", "20T12:00", here.chen());

        var dog = asked(here, "16T15:00", here.home().grid(), null, "一组有只大狗不拴，娃娃不敢出门", "何半夏", "18T16:00");
        step(luo, here.desk(), "16T15:20", dog, new Command.Assign(here.grid().id(), null));
        step(luo, here.grid(), "16T15:30", dog, new Command.Take());
        step(luo, here.grid(), "16T16:00", dog, new Command.Contact("visit", null));
        step(luo, here.grid(), "17T16:00", dog, new Command.AskExtension(2, "狗主人在外地，周末回来"));
        return Map.of(
                "water",
                water,
                "meals",
                meals,
                "allowance",
                allowance,
                "ditch",
                ditch,
                "bin",
                bin,
                "relief",
                relief,
                "lamp",
                lamp,
                "card",
                card,
                "road",
                road,
                "dog",
                dog);
    }

    @Test
    void threePostsTenMixedCasesAndNobodySwitchesByHand() {
        var here = here();
        var ten = tenCases(here);
        var luo = desk(Device.DESKTOP, here.luo(), NOW);
        luo.see("已超时", "今天到期", "明天", "本周", "等您签收", "请您接手", "等您定", "等居民补材料", "新来的，要受理");
        luo.look("desk-morning");
        assertThat(luo.page.locator("section .row").count()).isEqualTo(9);

        // J to the first, Enter opens it, E is its next step: what is late first, under the clerk's post.
        luo.page.keyboard().press("j");
        luo.page.keyboard().press("Enter");
        luo.page.waitForURL("**/desk/cases/" + ten.get("water") + "**");
        luo.see("窗口值班员”的身份办", "周＊兰", "今天到期").look("desk-late");
        luo.page.keyboard().press("e");
        luo.page.waitForURL("**/answer**");
        luo.see("做了什么").look("desk-answer");
        send(luo, "“办成什么样”还没选").look("desk-answer-fault");
        luo.choose("办好了").fill("做了什么", "水工上门换了接头，水通了").choose("办好了");
        send(luo, "已答复，等居民说办没办好").look("desk-answered");

        // Accept, assign to herself and sign are one tap; a wrong tap is taken back.
        open(luo, here, ten, "meals").see("老人吃饭难").press("接过来办");
        luo.see("已接过来", "撤回").look("desk-undo");
        luo.page.locator(".toast button").click();
        luo.page.waitForURL("**did=undo**");
        luo.see("已撤回", "待受理").press("接过来办").see("已接过来");
        luo.later("2026-11-18T10:50").page.reload();
        luo.seeNot("已接过来");

        open(luo, here, ten, "allowance").press("转柳渡镇民政办").see("等对方签收");
        open(luo, here, ten, "ditch").see("网格员”的身份办").look("desk-sign");
        act(luo, "签收").see("已签收");
        answer(open(luo, here, ten, "bin"), "保洁车提前来清了，桶也换了大的");
        open(luo, here, ten, "relief")
                .see("书记主任”的身份办")
                .page
                .locator(".acts button.btn--p")
                .click();
        luo.page.waitForURL("**did=accept-offer**");
        luo.see("已接手");

        open(luo, here, ten, "lamp").see("书记主任”的身份办").press("批延期").see("石料周五才到").look("desk-extension");
        luo.page
                .locator("label.opt")
                .filter(new Locator.FilterOptions().setHasText("同意"))
                .first()
                .click();
        luo.later("2026-11-18T10:54").fill("原因", "石料没到，情况属实");
        // Decided; what is left of the case is hers as its contact, and it stands under that post.
        send(luo, "已批").see("窗口值班员”的身份办");

        open(luo, here, ten, "card").see("社保卡正面照片").press("居民补来了").see("怎么补的").look("desk-supply");
        luo.choose("补来了");
        send(luo, "接着办，表又走了");

        // Chen's case: two of her posts may take it on, none is closer. She is asked, once, and nothing is lost.
        luo.go("/c/" + here.county() + "/desk/cases?view=open").see("小学门口的减速带").press("小学门口的减速带");
        luo.press("接过来办").see("用哪个岗位办").look("desk-two-posts");
        send(luo, "请选用哪个岗位").look("desk-two-posts-fault");
        luo.page
                .locator("label.opt")
                .filter(new Locator.FilterOptions().setHasText("书记主任"))
                .first()
                .click();
        send(luo, "已接过来");

        // What she asked for herself she does not grant: the page says who does, and the address by hand says it too.
        open(luo, here, ten, "dog").see("不能自己查自己的，由 柳渡镇人民政府 督办 彭立夏 来办").look("desk-own-extension");
        luo.go("/c/" + here.county() + "/desk/cases/" + ten.get("dog") + "/decide-extension");
        luo.see("不能自己查自己的，由 柳渡镇人民政府 督办 彭立夏 来办").look("desk-own-refused");
        answer(open(luo, here, ten, "dog"), "狗主人的弟弟来拴好了，下周搬走");

        // Whom she took on today she has not spoken to: that is still due, and a person does it (R-REQ-6).
        luo.later("2026-11-18T11:20").go(desk(here)).seeNot("等您签收", "请您接手", "等您定");
        assertThat(due(luo, "g-late")).isEmpty();
        assertThat(due(luo, "g-today")).hasSize(3).allMatch(row -> row.contains("先联系居民"));
        for (var which : List.of("road", "meals", "ditch")) {
            open(luo, here, ten, which).page.keyboard().press("e");
            luo.page.waitForURL("**/contact**");
            luo.choose("打电话");
            send(luo, "已记下联系");
            assertThat(luo.text()).containsPattern("头一次联系\\s+11/18 11:20（应 11/1[89] [^）]+ 前）");
        }
        luo.look("desk-contacted");
        luo.go(desk(here));
        assertThat(due(luo, "g-today")).hasSize(2).allMatch(row -> row.contains("在办，要答复"));
        // Two of them were also promised for today.
        answer(open(luo, here, ten, "ditch").later("2026-11-18T13:40"), "两家说定了，单日你放水，双日他放水");
        answer(open(luo, here, ten, "meals").later("2026-11-18T16:30"), "中午晚上各送一份，今天起");
        luo.go(desk(here)).seeNot("今天到期", "先联系居民");
        assertThat(due(luo, "g-today")).isEmpty();
        assertThat(due(luo, "g-late")).isEmpty();
        assertThat(due(luo, "g-tomorrow")).hasSize(2);
        luo.look("desk-done");

        assertThat(under(here, ten, "water")).containsOnly(here.desk().id());
        assertThat(under(here, ten, "ditch")).containsOnly(here.grid().id());
        assertThat(under(here, ten, "relief")).containsOnly(here.secretary().id());
        assertThat(under(here, ten, "meals")).containsOnly(here.desk().id());
        // Under the post that was to decide, until it had decided; then under the one that is the contact.
        assertThat(under(here, ten, "lamp").stream().distinct())
                .containsExactly(here.secretary().id(), here.desk().id());
        assertThat(under(here, ten, "dog")).containsOnly(here.grid().id());
        assertThat(steps(here, ten.get("road"))).endsWith(here.secretary().id());
        assertThat(steps(here, ten.get("lamp"))).endsWith(here.secretary().id());
        assertThat(steps(here, ten.get("ditch"))).endsWith(here.grid().id());
    }

    /** What a village clerk does on the phone, and whoever has no script. */
    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"NO_SCRIPT", "ENGLISH", "DARK"})
    void theSameDeskOnAPhoneWithoutScriptInEnglishAndInTheDark(Mode mode) {
        var here = here();
        var ten = tenCases(here);
        var english = mode == Mode.ENGLISH;
        var luo = desk(mode == Mode.DARK ? Device.DESKTOP : Device.PHONE, here.luo(), NOW, mode);
        luo.see(english ? "Late" : "已超时").look("desk-morning");
        luo.page.locator("section .row").nth(1).click();
        luo.page.waitForURL("**/desk/cases/*-*");
        luo.look("desk-case");
        open(luo, here, ten, "meals").page.locator(".acts button.btn--p").click();
        luo.page.waitForURL("**did=take-on**");
        luo.look("desk-undo");
        luo.page.locator(".toast button").click();
        luo.page.waitForURL("**did=undo**");
        open(luo, here, ten, "bin").page.locator(".acts a.btn--p").click();
        luo.page.waitForURL("**/answer**");
        luo.look("desk-answer");
        luo.page.locator("input[name=outcome][value=SOLVED]").check(new Locator.CheckOptions().setForce(true));
        luo.page.locator("textarea[name=done]").fill("清走了");
        luo.page.locator("form button.btn--p").click();
        luo.page.waitForURL("**did=answer**");
        open(luo, here, ten, "dog").look("desk-own-extension");
        luo.go("/c/" + here.county() + "/desk/cases?view=triage&batch=true").look("desk-batch");
        luo.go("/c/" + here.county() + "/desk/cases?view=late&urgent=1").look("desk-late-urgent");
        luo.go("/c/" + here.county() + "/desk/cases?q=zzzz").look("desk-nothing-found");
    }

    @Test
    void aFilterIsKeptSharedAndSeenByEachThroughHerOwnPosts() {
        var here = here();
        tenCases(here);
        var luo = desk(Device.DESKTOP, here.luo(), NOW);
        luo.go("/c/" + here.county() + "/desk/cases?view=open");
        luo.press("筛选").select("地方", "第一网格");
        luo.page.locator(".filter__f button").first().click();
        luo.page.waitForURL("**place=**");
        luo.see("两家争水渠").seeNot("村口垃圾桶").look("desk-filtered");
        luo.press("存为筛选").fill("叫什么", "一组的事").press("存下").see("筛选已存下", "一组的事");
        var address = luo.page.locator(".views a[aria-current=page]").getAttribute("href");

        var fang = desk(Device.PHONE, here.fang(), NOW);
        fang.go(address).seeNot("两家争水渠", "一组的事").look("desk-shared");
        var chen = desk(Device.PHONE, here.chen(), NOW);
        chen.go(address).see("两家争水渠").look("desk-shared-seen");
        luo.press("不要这个筛选了").seeNot("一组的事");
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void severalAlikeAreTakenAtOnceWithAResultForEach(Device device) {
        var here = here();
        for (var place : List.of("东渡口", "西坡", "老井边")) {
            asked(
                    here,
                    "18T08:2" + place.length(),
                    here.home().village(),
                    "garbage",
                    place + "的垃圾没人收",
                    "林秀菊",
                    "20T17:30");
        }
        var luo = desk(device, here.luo(), NOW);
        luo.press("批量").see("全选", "都接过来办").look("desk-batch");
        // Chen is faster with one of them.
        var first = UUID.fromString(
                luo.page.locator("input[name=ids]").first().inputValue().substring(0, 36));
        step(here.chen(), here.chen().post(), "18T10:47", first, new Command.TakeOn());
        luo.page.locator("[data-all]").check(new Locator.CheckOptions().setForce(true));
        luo.press("都接过来办").see("办成 2 件，没办成 1 件", "别人已经办了一步").look("desk-batch-result");
        luo.press("回列表").see("先联系居民").seeNot("新来的，要受理");
    }

    /** Presses what stands in the case's bar. */
    private static Window act(Window window, String words) {
        window.page
                .locator(".acts button", new com.microsoft.playwright.Page.LocatorOptions().setHasText(words))
                .first()
                .click();
        window.page.getByText("已" + words).first().waitFor();
        return window;
    }

    /** Presses the button of the open form and waits for the words. */
    private static Window send(Window window, String words) {
        window.page.locator(".pane-r form button.btn--p").last().click();
        window.page.getByText(words).first().waitFor();
        return window.see(words);
    }

    private static void answer(Window window, String done) {
        window.press("答复办结");
        window.choose("办好了").fill("做了什么", done);
        send(window, "已答复");
    }

    private static String desk(Here here) {
        return "/c/" + here.county() + "/desk/cases";
    }

    /** The rows of one group of the desk. */
    private static List<String> due(Window window, String group) {
        return window.page
                .locator("section[aria-labelledby=" + group + "] .row")
                .allInnerTexts();
    }

    private Window open(Window window, Here here, Map<String, UUID> ten, String which) {
        return window.go("/c/" + here.county() + "/desk/cases/" + ten.get(which));
    }

    /** Under which post each opening of hers was written down. */
    private List<UUID> under(Here here, Map<String, UUID> ten, String which) {
        return posts(here, """
            select post from audit.entry
            where county = :county and subject = :id and actor = :actor and action = 'cases.opened' order by at\
            """, ten.get(which));
    }

    /** Under which post each of her steps was taken. */
    private List<UUID> steps(Here here, UUID id) {
        return posts(here, """
            select post from cases.history
            where county = :county and matter = :id and actor = :actor order by seq\
            """, id);
    }

    private List<UUID> posts(Here here, String sql, UUID id) {
        return Scope.in(
                new Scope.County(here.county()),
                () -> transaction.execute(_ -> db.sql(sql)
                        .param("county", here.county())
                        .param("id", id)
                        .param("actor", here.luo().account())
                        .query(UUID.class)
                        .list()));
    }
}
