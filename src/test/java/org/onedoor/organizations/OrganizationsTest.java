package org.onedoor.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.accounts.Accounts;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Offices, posts, appointments, absences, the roster: in the database and on the pages. */
@OneDoorTest
class OrganizationsTest {

    private static ACounty.Home home;
    private final Staff staff;
    private final Organizations organizations;
    private final Accounts accounts;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    OrganizationsTest(
            Staff staff,
            Organizations organizations,
            Accounts accounts,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.staff = staff;
        this.organizations = organizations;
        this.accounts = accounts;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void county(@Autowired ACounty counties) {
        home = home == null ? counties.found() : home;
    }

    @Test
    void anOfficesIntervalLiesInItsParentsAndBesideItsSiblings() {
        var top = add(null, "顶" + UUID.randomUUID());
        var one = add(top.id(), "甲");
        var two = add(top.id(), "乙");
        var deep = add(two.id(), "丙");
        assertThat(top.holds(one) && top.holds(two) && two.holds(deep)).isTrue();
        assertThat(one.holds(two) || two.holds(one) || one.holds(deep)).isFalse();
        assertThat(one.lo()).isGreaterThan(top.lo());
        assertThat(staffing().above(deep)).contains(two);
    }

    @Test
    void aNewHolderEndsTheOldOnesTermAndSessions() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var browser = staff.browser(chen);
        var he = staff.account(home.county(), null);
        assertThat(appoint(chen.post(), he)).isInstanceOf(Appointing.Done.class);
        assertThat(staffing().holder(chen.post().id(), Now.instant()))
                .hasValueSatisfying(holder -> assertThat(holder.account()).isEqualTo(he));
        assertThat(staffing().hats(chen.account(), Now.instant())).isEmpty();
        assertThat(browser.get("/accounts/me").redirects())
                .as("her session ended")
                .isTrue();
    }

    @Test
    void anAdministratorAndSomebodyLockedHoldNoPost() {
        var post = staff.at(home.county(), home.village(), PostKind.CLERK).post();
        assertThat(appoint(post, staff.account(home.county(), Role.SYSTEM_ADMIN)))
                .isEqualTo(new Appointing.Refused("organizations.appoint.admin"));
        var locked = staff.account(home.county(), null);
        in(() -> accounts.active(home.county(), locked, false));
        assertThat(appoint(post, locked)).isEqualTo(new Appointing.Refused("organizations.appoint.locked"));
        in(() -> {
            organizations.end(home.county(), post.id());
            return true;
        });
        assertThat(appoint(post, staff.account(home.county(), null)))
                .isEqualTo(new Appointing.Refused("organizations.appoint.ended"));
    }

    @Test
    void whatIsDatedLaterIsAnnouncedWhenItsDayComesAndOnce() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var he = staff.account(home.county(), null);
        var tomorrow = Now.instant().plus(Duration.ofDays(1));
        in(() -> organizations.appoint(new Appoint(home.county(), chen.post().id(), he, tomorrow)));
        assertThat(staffing().appointed(chen.post().id(), Now.instant())).contains(chen.account());
        assertThat(staffing().appointed(chen.post().id(), tomorrow)).contains(he);
        assertThat(in(() -> organizations.announce(home.county()))).isZero();
        assertThat(Now.at(tomorrow, () -> in(() -> organizations.announce(home.county()))))
                .isEqualTo(1);
        assertThat(Now.at(tomorrow, () -> in(() -> organizations.announce(home.county()))))
                .isZero();
    }

    @Test
    void aPostHasOneOpenAppointmentWhateverTheProgramDoes() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        assertThatThrownBy(() -> in(() -> transaction.execute(_ -> db.sql("""
            insert into organizations.appointment (county, id, post, account, since)
            select county, gen_random_uuid(), post, account, since from organizations.appointment
            where county = :county and post = :post\
            """)
                        .param("county", home.county())
                        .param("post", chen.post().id())
                        .update())))
                .hasMessageContaining("appointment_open");
    }

    @Test
    void anotherCountySeesNothingOfIt(@Autowired ACounty counties) {
        staff.at(home.county(), home.village(), PostKind.CLERK);
        var other = counties.found();
        assertThat(organizations.of(other.county()).posts()).isEmpty();
        for (var table : List.of("office", "post", "appointment", "away", "shift", "standby")) {
            var rows = Scope.in(
                    new Scope.County(other.county()),
                    () -> transaction.execute(_ -> db.sql("select count(*) from organizations." + table)
                            .query(Long.class)
                            .single()));
            assertThat(rows).as(table).isZero();
        }
    }

    @Test
    void staffNameTheirStandInAndComeBackEarly() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var he = staff.at(home.county(), home.village(), PostKind.CLERK);
        var browser = staff.browser(chen);
        assertThat(browser.get("/desk/organizations/away").text()).contains(he.name() + " · ");
        var today = Now.today().toString();
        var badly = browser.post("/desk/organizations/away", "since", today, "until", "2020-01-01");
        assertThat(badly.status()).isEqualTo(422);
        var noted = browser.submit(
                "/desk/organizations/away",
                "since",
                today,
                "until",
                today,
                "post-" + chen.post().id(),
                he.account().toString());
        assertThat(noted.text()).contains(he.name() + "代岗");
        assertThat(staffing().holder(chen.post().id(), Now.instant()))
                .hasValueSatisfying(holder -> assertThat(holder.standIn()).isTrue());
        assertThat(staff.browser(he).get("/desk/organizations/away").text()).contains("我在代的岗");
        assertThat(browser.post("/desk/organizations/away", "since", today, "until", today)
                        .text())
                .contains("这段时间已经登记过外出了");
        var stranger = staff.browser(he);
        assertThat(stranger.post("/desk/organizations/away/back", "away", noted.field("away"))
                        .status())
                .isEqualTo(404);
        browser.post("/desk/organizations/away/back", "away", noted.field("away"));
        assertThat(staffing().holder(chen.post().id(), Now.instant()))
                .hasValueSatisfying(holder -> assertThat(holder.standIn()).isFalse());
    }

    @Test
    void anybodySeesWhoIsOnDutyAndHowToCall(@Autowired ACounty counties) {
        var county = counties.found();
        staff.at(county.county(), county.root(), PostKind.SUPERVISOR);
        var chen = staff.at(county.county(), county.village(), PostKind.CLERK);
        for (var day : DayOfWeek.values()) {
            shift(
                    county.county(),
                    new AddShift(
                            county.county(),
                            county.village().id(),
                            day,
                            null,
                            LocalTime.of(0, 0),
                            LocalTime.of(0, 0),
                            chen.post().id()));
        }
        var visitor = staff.visitor(county.county());
        assertThat(visitor.get("/organizations/duty").text()).contains("望溪村", "河东社区");
        var page = visitor.get("/organizations/duty?place=" + county.village().code());
        assertThat(page.text()).contains(chen.name(), "开门中", "打给" + chen.name());
        assertThat(page.body()).contains("href=\"tel:139");
        assertThat(visitor.get("/organizations/duty?place=nowhere").text()).contains("您在哪个村");
    }

    @Test
    void theSecretaryFillsTheRosterAndTheClerkOnlyLooks(@Autowired ACounty counties) {
        var county = counties.found();
        staff.at(county.county(), county.root(), PostKind.SUPERVISOR);
        var secretary = staff.at(county.county(), county.village(), PostKind.SECRETARY);
        var clerk = staff.at(county.county(), county.village(), PostKind.CLERK);
        var address = "/desk/organizations/duty/" + county.village().id();
        var desk = staff.browser(secretary);
        assertThat(desk.open("/desk/organizations/duty").text()).contains("没人值班");
        var badly = desk.post(address + "/shifts", "post", "x", "from", "8", "to", "");
        assertThat(badly.status()).isEqualTo(422);
        assertThat(badly.text()).contains("选一位在这里任职的人", "选每周的哪几天", "填起止时间");
        var page = desk.submit(
                address + "/shifts",
                "post",
                clerk.post().id().toString(),
                "days",
                "MONDAY",
                "days",
                "TUESDAY",
                "from",
                "08:30",
                "to",
                "12:00");
        assertThat(page.text()).contains("08:30–12:00 " + clerk.name());
        var looking = staff.browser(clerk);
        assertThat(looking.get(address).text()).contains("08:30–12:00").doesNotContain("排班");
        assertThat(looking.post(address + "/shifts/remove", "shift", page.field("shift"))
                        .status())
                .isEqualTo(403);
        assertThat(looking.get("/desk/organizations/duty/" + county.community().id())
                        .status())
                .as("another village's")
                .isEqualTo(404);
        desk.post(address + "/shifts/remove", "shift", page.field("shift"));
        assertThat(desk.post("/desk/organizations/duty/" + county.town().id() + "/standby", "standby", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theTownNamesItsPostForTheNight(@Autowired ACounty counties) {
        var county = counties.found();
        var town = staff.at(county.county(), county.town(), PostKind.DISPATCHER);
        staff.browser(town)
                .post(
                        "/desk/organizations/duty/" + county.town().id() + "/standby",
                        "standby",
                        town.post().id().toString());
        assertThat(organizations.of(county.county()).outOfHours(county.village(), Now.instant()))
                .contains(town.post());
    }

    @Test
    void theAdministratorSetsUpAnOfficeAPostAndItsHolder() {
        staff.office(home.county(), home.root());
        var admin = staff.admin(home.county(), Role.SYSTEM_ADMIN);
        var badly = admin.post("/admin/organizations/offices/add", "name", "", "place", "999", "kind", "Bad Kind");
        assertThat(badly.status()).isEqualTo(422);
        assertThat(badly.text()).contains("填单位名称", "没有这个区划代码", "类别用小写字母", "打得通的电话");
        var office = admin.post(
                "/admin/organizations/offices/add",
                "name",
                "县信访局",
                "place",
                home.root().code(),
                "kind",
                "letters",
                "phone",
                "0600-2000009");
        assertThat(admin.open(office.path()).text()).contains("县信访局", "这个单位还没有岗位");
        assertThat(admin.post(office.path() + "/posts/add", "title", "", "kind", "X", "place", "1")
                        .status())
                .isEqualTo(422);
        var post = admin.post(
                office.path() + "/posts/add",
                "title",
                "接访员",
                "kind",
                "PROTECTED",
                "scope",
                "OFFICE",
                "place",
                home.root().code());
        assertThat(admin.get(post.path()).text()).contains("接访员", "受理举报", "没人");
        assertThat(admin.post(post.path() + "/appoint", "who", "没有这个人").text()).contains("没有这个人的账号");
        var he = staff.account(home.county(), null);
        var login = staff.login(home.county(), he);
        var appointed = admin.submit(
                post.path() + "/appoint", "who", login, "since", Now.today().toString());
        assertThat(appointed.text()).contains(accounts.name(home.county(), he), "任职记录");
        assertThat(admin.get("/admin/organizations/people/" + he).text()).contains("接访员");
        admin.post(post.path() + "/vacate");
        assertThat(admin.get(post.path()).text()).contains("没人");
        admin.post(post.path() + "/end");
        assertThat(admin.get(post.path()).text()).contains("已撤");
        assertThat(admin.get("/admin/organizations").text()).contains("全部单位");
        assertThat(admin.get("/admin/organizations/offices/" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void onlyTheSystemAdministratorComesIn() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var office = chen.post().office();
        var gets = List.of(
                "/admin/organizations",
                "/admin/organizations/import",
                "/admin/organizations/posts.csv",
                "/admin/organizations/offices/" + office,
                "/admin/organizations/offices/" + office + "/edit",
                "/admin/organizations/posts/" + chen.post().id(),
                "/admin/organizations/people/" + chen.account());
        var posts = List.of(
                "/admin/organizations/offices/add",
                "/admin/organizations/offices/" + office + "/edit",
                "/admin/organizations/posts/" + chen.post().id() + "/end",
                "/admin/organizations/posts/" + chen.post().id() + "/vacate",
                "/admin/organizations/posts/" + chen.post().id() + "/appoint");
        for (var browser : List.of(
                staff.browser(chen),
                staff.admin(home.county(), Role.SECURITY_ADMIN),
                staff.admin(home.county(), Role.AUDIT_ADMIN),
                staff.resident(home.county(), "13800020001"))) {
            gets.forEach(path -> assertThat(browser.get(path).status()).as(path).isEqualTo(403));
            posts.forEach(
                    path -> assertThat(browser.post(path).status()).as(path).isEqualTo(403));
        }
        var admin = staff.admin(home.county(), Role.SYSTEM_ADMIN);
        gets.forEach(path -> assertThat(admin.get(path).status()).as(path).isEqualTo(200));
        var resident = staff.resident(home.county(), "13800020002");
        assertThat(resident.get("/desk/organizations/away").status()).isEqualTo(403);
        assertThat(resident.get("/desk/organizations/duty").status()).isEqualTo(403);
    }

    @Test
    void postsComeInByCsvTwiceWithoutDoubling(@Autowired ACounty counties) {
        var county = counties.found();
        var admin = staff.admin(county.county(), Role.SYSTEM_ADMIN);
        var header = "单位,上级单位,区划代码,单位类别,单位电话,地址,岗位,岗位类型,岗位区划代码,看什么,姓名,登录名,工作电话\r\n";
        var good = "柳渡镇人民政府,," + county.town().code()
                + ",town-government,0600-2000001,中心街 1 号,分办员,分办员,,地方,何岸,hean,13900000001\r\n"
                + "望溪村村委会,柳渡镇人民政府," + county.village().code()
                + ",village-committee,0600-2000002,2 号,首问值班员,窗口值班员,,,陈小满,chenxm,13900000002\r\n"
                + "望溪村村委会,," + county.village().code() + ",,,,网格员,网格员,"
                + county.grid().code()
                + ",,陈小满,chenxm,\r\n";
        var bad = "河东社区居委会,没有的单位,999999,Bad,,,,厨师,,天,,,12\r\n";
        var faulty = upload(admin, header + good + bad, Map.of());
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(faulty.text()).contains("共 4 行，3 行可以导", "前面没有“没有的单位”这个单位", "没有“厨师”这种岗位", "没有区划代码“999999”");
        assertThat(organizations.of(county.county()).posts()).isEmpty();
        var skipped = upload(admin, header + good + bad, Map.of("skip", "true"));
        assertThat(skipped.text()).contains("新单位 2 个，新岗位 3 个，新账号 2 个");
        var staffing = organizations.of(county.county());
        assertThat(staffing.posts()).hasSize(3);
        var chen = accounts.directory(county.county()).byLogin("chenxm").orElseThrow();
        assertThat(staffing.hats(chen.id(), Now.instant())).hasSize(2);
        assertThat(upload(admin, header + good, Map.of()).text()).contains("新单位 0 个，新岗位 0 个，新账号 0 个，3 个岗位没变");
        assertThat(organizations.of(county.county()).posts()).hasSize(3);
        assertThat(admin.get("/admin/organizations/posts.csv").body()).contains("单位", "岗位类型");
    }

    private static ADoor.Answer upload(ADoor.Visitor browser, String csv, Map<String, String> form) {
        return browser.upload(
                "/admin/organizations/import", "file", "posts.csv", csv.getBytes(StandardCharsets.UTF_8), form);
    }

    private Office add(UUID parent, String name) {
        return in(() -> organizations.add(new AddOffice(
                home.county(),
                parent,
                name,
                null,
                home.root().level(),
                home.root().id(),
                "test",
                "1",
                "",
                null)));
    }

    private void shift(int county, AddShift shift) {
        Scope.in(new Scope.County(county), () -> organizations.add(shift));
    }

    private Appointing appoint(Post post, UUID account) {
        return in(() -> organizations.appoint(new Appoint(home.county(), post.id(), account, Now.instant())));
    }

    private Staffing staffing() {
        return organizations.of(home.county());
    }

    private static <T> T in(Supplier<T> work) {
        return Scope.in(new Scope.County(home.county()), work);
    }
}
