package org.onedoor.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.Codes;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.PostKind;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Administrators' pages, one's own page, residents' codes, tokens. */
@OneDoorTest
class AccountPagesTest {

    private static ACounty.Home home;
    private final Staff staff;
    private final Accounts accounts;
    private final Codes codes;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    AccountPagesTest(
            Staff staff, Accounts accounts, Codes codes, JdbcClient db, PlatformTransactionManager transactions) {
        this.staff = staff;
        this.accounts = accounts;
        this.codes = codes;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void county(@Autowired ACounty counties) {
        home = home == null ? counties.found() : home;
    }

    @Test
    void theSystemAdministratorMakesAnAccountAndHandsOverAPassword() {
        var admin = staff.admin(home.county(), Role.SYSTEM_ADMIN);
        var made = admin.post("/admin/accounts/new", "name", "林秋菊", "login", "Lin.Qiuju", "phone", "0571-88880001");
        assertThat(made.path()).startsWith("/admin/accounts/");
        var drawn = admin.post(made.path() + "/password");
        assertThat(drawn.status()).isEqualTo(200);
        var password = between(drawn.body(), "id=\"password\">", "<");
        assertThat(admin.get(made.path()).body()).doesNotContain(password);
        var lin = staff.visitor(home.county());
        assertThat(lin.post("/accounts/login", "login", "lin.qiuju", "password", password)
                        .path())
                .startsWith("/accounts/login/password");
        assertThat(admin.get("/admin/accounts?q=秋菊").text()).contains("林秋菊", "lin.qiuju");
        assertThat(admin.get("/admin/accounts?q=nobodyatall").text()).contains("没找到这个人");
    }

    @Test
    void aBadlyFilledFormKeepsWhatWasTyped() {
        var admin = staff.admin(home.county(), Role.SYSTEM_ADMIN);
        var taken = staff.login(home.county(), staff.account(home.county(), null));
        var answer = admin.post("/admin/accounts/new", "name", "", "login", taken, "phone", "12");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("填姓名", "这个登录名有人用了", "手机号是 11 位");
        assertThat(answer.field("login")).isEqualTo(taken);
        assertThat(admin.get("/admin/accounts/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void onlyTheTwoAdministratorsOfAccountsComeIn() {
        var somebody = staff.account(home.county(), null);
        var posts = List.of(
                "/admin/accounts/new",
                "/admin/accounts/" + somebody,
                "/admin/accounts/" + somebody + "/password",
                "/admin/accounts/" + somebody + "/lock",
                "/admin/accounts/" + somebody + "/role",
                "/admin/accounts/" + somebody + "/factor/remove",
                "/admin/accounts/tokens/revoke");
        for (var browser : List.of(
                staff.browser(staff.at(home.county(), home.village(), PostKind.CLERK)),
                staff.admin(home.county(), Role.AUDIT_ADMIN),
                staff.resident(home.county(), "13800010001"))) {
            assertThat(browser.get("/admin/accounts").status()).isEqualTo(403);
            for (var post : posts) {
                assertThat(browser.post(
                                        post,
                                        "locked",
                                        "true",
                                        "token",
                                        UUID.randomUUID().toString())
                                .status())
                        .as(post)
                        .isEqualTo(403);
            }
        }
        var visitor = staff.visitor(home.county());
        assertThat(visitor.get("/admin/accounts").path()).startsWith("/accounts/login?back=%2Fadmin%2Faccounts");
    }

    @Test
    void rolesAreGivenByTheSecurityAdministratorOneToEach() {
        var security = staff.admin(home.county(), Role.SECURITY_ADMIN);
        var system = staff.admin(home.county(), Role.SYSTEM_ADMIN);
        var somebody = staff.account(home.county(), null);
        assertThat(system.post("/admin/accounts/" + somebody + "/role", "role", "SYSTEM_ADMIN")
                        .status())
                .isEqualTo(403);
        assertThat(security.post("/admin/accounts/" + somebody + "/role", "role", "AUDIT_ADMIN")
                        .redirects())
                .isTrue();
        assertThat(security.post("/admin/accounts/" + somebody + "/role", "role", "SYSTEM_ADMIN")
                        .redirects())
                .isTrue();
        assertThat(accounts.directory(home.county())
                        .find(somebody)
                        .orElseThrow()
                        .admin())
                .isEqualTo(Role.SYSTEM_ADMIN);
    }

    @Test
    void theDatabaseHoldsOneRoleAndNoOther() {
        var somebody = staff.account(home.county(), null);
        for (var wrong : List.of("STAFF", "SYSTEM_ADMIN,AUDIT_ADMIN")) {
            assertThatThrownBy(() -> Scope.in(
                            new Scope.County(home.county()),
                            () -> transaction.execute(_ -> db.sql(
                                            "update accounts.account set admin = :role where county = :county and id ="
                                                    + " :id")
                                    .param("role", wrong)
                                    .param("county", home.county())
                                    .param("id", somebody)
                                    .update())))
                    .hasMessageContaining("account_admin_check");
        }
    }

    @Test
    void nobodyResetsHerselfOrWhoResetsHer() {
        var me = staff.account(home.county(), Role.SECURITY_ADMIN);
        var other = staff.account(home.county(), Role.SECURITY_ADMIN);
        var security = staff.admin(home.county(), me);
        assertThat(security.post("/admin/accounts/" + me + "/password").status())
                .isEqualTo(403);
        assertThat(security.post("/admin/accounts/" + me + "/role", "role", "").status())
                .isEqualTo(403);
        assertThat(security.post("/admin/accounts/" + other + "/password").text())
                .contains("归系统管理员办");
        var clerk = staff.account(home.county(), null);
        assertThat(security.post("/admin/accounts/" + clerk + "/lock", "locked", "true")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theLastOfARoleStays(@Autowired ACounty counties) {
        var alone = counties.found();
        var only = staff.account(alone.county(), Role.SYSTEM_ADMIN);
        var security = staff.admin(alone.county(), Role.SECURITY_ADMIN);
        assertThat(security.post("/admin/accounts/" + only + "/lock", "locked", "true")
                        .text())
                .contains("这是最后一个有这个管理员角色的账号");
        assertThat(security.post("/admin/accounts/" + only + "/role", "role", "")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aNewCountysFirstSecurityAdministratorIsNamedByTheSystemAdministrator(@Autowired ACounty counties) {
        var fresh = counties.found();
        var system = staff.admin(fresh.county(), Role.SYSTEM_ADMIN);
        var somebody = staff.account(fresh.county(), null);
        assertThat(system.get("/admin/accounts/" + somebody).text()).contains("县里还没有安全管理员");
        assertThat(system.post("/admin/accounts/" + somebody + "/role", "role", "SECURITY_ADMIN")
                        .redirects())
                .isTrue();
        var another = staff.account(fresh.county(), null);
        assertThat(system.post("/admin/accounts/" + another + "/role", "role", "SECURITY_ADMIN")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void changingThePasswordEndsTheOtherSessions() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var desk = staff.browser(chen);
        var phone = staff.browser(chen);
        var wrong = desk.post(
                "/accounts/me/password",
                "current",
                "wrong",
                "password",
                "Xin-kou-ling-1",
                "repeated",
                "Xin-kou-ling-1");
        assertThat(wrong.text()).contains("现在的口令不对");
        var answer = desk.submit(
                "/accounts/me/password",
                "current",
                Staff.PASSWORD,
                "password",
                "Xin-kou-ling-1",
                "repeated",
                "Xin-kou-ling-1");
        assertThat(answer.text()).contains("口令改好了");
        assertThat(phone.get("/accounts/me").redirects()).isTrue();
    }

    @Test
    void oneSeesHerSessionsAndEndsOne() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var desk = staff.browser(chen);
        var phone = staff.browser(chen);
        var key = desk.get("/accounts/me").field("session");
        var stranger = staff.browser(staff.at(home.county(), home.village(), PostKind.CLERK));
        stranger.post("/accounts/me/sessions/end", "session", key);
        assertThat(phone.get("/accounts/me").status()).isEqualTo(200);
        desk.post("/accounts/me/sessions/end", "session", key);
        assertThat(phone.get("/accounts/me").redirects()).isTrue();
        assertThat(desk.get("/accounts/me").status()).isEqualTo(200);
    }

    @Test
    void staffMaySetUpASecondFactorAndTakeItAway() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var desk = staff.browser(chen);
        var secret = Staff.secret(desk.get("/accounts/me/factor"));
        assertThat(desk.submit("/accounts/me/factor", "code", Authenticator.code(secret))
                        .text())
                .contains("动态码设好了");
        var again = staff.visitor(home.county());
        assertThat(again.post("/accounts/login", "login", chen.login(), "password", Staff.PASSWORD)
                        .path())
                .startsWith("/accounts/login/code");
        assertThat(desk.submit("/accounts/me/factor/remove", "code", Authenticator.nextCode(secret))
                        .text())
                .contains("动态码取消了");
    }

    @Test
    void anAdministratorKeepsHerSecondFactor() {
        var account = staff.account(home.county(), Role.AUDIT_ADMIN);
        var browser = staff.visitor(home.county());
        var secret = Staff.secret(browser.submit(
                "/accounts/login", "login", staff.login(home.county(), account), "password", Staff.PASSWORD));
        browser.post("/accounts/login/enrol", "code", Authenticator.code(secret));
        assertThat(browser.post("/accounts/me/factor/remove", "code", Authenticator.nextCode(secret))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aTokenActsAsItsPersonUntilItIsRevoked() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var desk = staff.browser(chen);
        var token = between(
                desk.post("/accounts/me/tokens", "name", "对接", "scopes", "cases:read", "days", "30")
                        .body(),
                "id=\"token\">",
                "<");
        assertThat(token).startsWith("od_").hasSizeGreaterThan(40);
        assertThat(desk.get("/accounts/me").body()).doesNotContain(token);
        var program = staff.visitor(home.county()).with("Authorization", "Bearer " + token);
        assertThat(program.get("/accounts/me").redirects())
                .as("a token opens no pages")
                .isTrue();
        assertThat(request(token, "/api/v1/whatever", home.county())).hasValueSatisfying(signedIn -> {
            assertThat(signedIn.account()).isEqualTo(chen.account());
            assertThat(signedIn.scopes()).containsExactly("cases:read");
        });
        assertThat(request(token + "x", "/api/v1/whatever", home.county())).isEmpty();
        var id = desk.get("/accounts/me").field("token");
        desk.post("/accounts/me/tokens/revoke", "token", id);
        assertThat(request(token, "/api/v1/whatever", home.county())).isEmpty();
    }

    @Test
    void aTokenDoesOnlyWhatItsScopesSay() {
        var desk = staff.browser(staff.at(home.county(), home.village(), PostKind.CLERK));
        var writes = between(
                desk.post("/accounts/me/tokens", "name", "登记", "scopes", "cases:write", "days", "30")
                        .body(),
                "id=\"token\">",
                "<");
        var reads = between(
                desk.post("/accounts/me/tokens", "name", "查看", "scopes", "cases:read", "days", "30")
                        .body(),
                "id=\"token\">",
                "<");
        assertThat(bearer(writes).json("GET", "/api/v1/cases", null).status()).isEqualTo(403);
        assertThat(bearer(reads).json("GET", "/api/v1/cases", null).status()).isEqualTo(200);
        assertThat(bearer(reads).json("POST", "/api/v1/cases", "{}").status()).isEqualTo(403);
        assertThat(bearer("od_nonsense").json("GET", "/api/v1/cases", null).status())
                .isEqualTo(401);
    }

    private ADoor.Visitor bearer(String token) {
        return staff.visitor(home.county()).with("Authorization", "Bearer " + token);
    }

    @Test
    void aTokenOfOneCountyIsUnknownInAnother(@Autowired ACounty counties) {
        var other = counties.found();
        var desk = staff.browser(staff.at(home.county(), home.village(), PostKind.CLERK));
        var token = between(
                desk.post("/accounts/me/tokens", "name", "对接", "scopes", "cases:write", "days", "30")
                        .body(),
                "id=\"token\">",
                "<");
        assertThat(request(token, "/api/v1/whatever", other.county())).isEmpty();
    }

    @Test
    void theSecurityAdministratorEndsAnybodysToken() {
        var desk = staff.browser(staff.at(home.county(), home.village(), PostKind.CLERK));
        var token = between(
                desk.post("/accounts/me/tokens", "name", "查账系统", "scopes", "cases:read", "days", "30")
                        .body(),
                "id=\"token\">",
                "<");
        var security = staff.admin(home.county(), Role.SECURITY_ADMIN);
        assertThat(security.get("/admin/accounts/tokens").text()).contains("查账系统");
        security.post(
                "/admin/accounts/tokens/revoke",
                "token",
                desk.get("/accounts/me").field("token"));
        assertThat(request(token, "/api/v1/whatever", home.county())).isEmpty();
    }

    @Test
    void aResidentComesInByACodeToHerPhone() {
        var browser = staff.resident(home.county(), "13800010002");
        assertThat(browser.get("/accounts/me").text()).contains("138****0002").doesNotContain("13800010002");
        assertThat(browser.get("/desk").status()).isIn(403, 404);
        browser.post("/accounts/me/close");
        assertThat(browser.get("/accounts/me").redirects()).isTrue();
    }

    @Test
    void aCodeIsRightOnceAndFiveWrongOnesEndIt() {
        var browser = staff.visitor(home.county());
        browser.post("/accounts/enter", "phone", "13800010003");
        var code = codes.last(home.county(), "+8613800010003");
        var wrong = code.equals("000000") ? "111111" : "000000";
        for (int at = 0; at < 5; at++) {
            assertThat(enter(browser, "13800010003", wrong).status()).isEqualTo(422);
        }
        assertThat(enter(browser, "13800010003", code).status()).isEqualTo(422);
        assertThat(browser.post("/accounts/enter", "phone", "13800010003").status())
                .as("one code a minute")
                .isEqualTo(429);
        browser.post("/accounts/enter", "phone", "13800010004");
        var other = codes.last(home.county(), "+8613800010004");
        assertThat(enter(browser, "13800010004", other).redirects()).isTrue();
        assertThat(enter(browser, "13800010004", other).status()).isEqualTo(422);
        assertThat(browser.post("/accounts/enter", "phone", "123").text()).contains("手机号是 11 位");
    }

    private static ADoor.Answer enter(ADoor.Visitor browser, String phone, String code) {
        return browser.post("/accounts/enter/code", "phone", phone, "code", code);
    }

    private java.util.Optional<SignedIn> request(String token, String path, int county) {
        var request = new org.springframework.mock.web.MockHttpServletRequest("GET", path);
        request.addHeader("Authorization", "Bearer " + token);
        return accounts.signedIn(request, county);
    }

    private static String between(String text, String from, String to) {
        int at = text.indexOf(from);
        assertThat(at).as(text).isPositive();
        return text.substring(at + from.length(), text.indexOf(to, at + from.length()));
    }
}
