package org.onedoor.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.PostKind;

@OneDoorTest
class LoginPagesTest {

    private static ACounty.Home home;
    private final Staff staff;
    private final Logins logins;
    private final Accounts accounts;

    LoginPagesTest(Staff staff, Logins logins, Accounts accounts) {
        this.staff = staff;
        this.logins = logins;
        this.accounts = accounts;
    }

    @BeforeEach
    void county(@org.springframework.beans.factory.annotation.Autowired ACounty counties) {
        home = home == null ? counties.found() : home;
    }

    @Test
    void aClerkLogsInAndIsKnownByHerName() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var browser = staff.browser(chen);
        assertThat(browser.get("/accounts/me").text()).contains(chen.name());
    }

    @Test
    void whoIsNotLoggedInIsSentToTheLoginAndBack() {
        var browser = staff.visitor(home.county());
        assertThat(browser.get("/accounts/me").path()).isEqualTo("/accounts/login?back=%2Faccounts%2Fme");
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var answer = browser.post(
                "/accounts/login", "login", chen.login(), "password", Staff.PASSWORD, "back", "/accounts/me");
        assertThat(answer.path()).isEqualTo("/accounts/me");
    }

    @Test
    void theWayBackNeverLeavesTheSite() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        for (var elsewhere : new String[] {"https://evil.example/", "//evil.example", "/\\evil.example"}) {
            var answer = staff.visitor(home.county())
                    .post("/accounts/login", "login", chen.login(), "password", Staff.PASSWORD, "back", elsewhere);
            assertThat(answer.path()).isEqualTo("/");
        }
    }

    @Test
    void unknownWrongAndLockedReadTheSame() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var locked = staff.at(home.county(), home.village(), PostKind.CLERK);
        var browser = staff.visitor(home.county());
        for (int at = 0; at < 5; at++) {
            browser.post("/accounts/login", "login", locked.login(), "password", "wrong");
        }
        var wrong = browser.post("/accounts/login", "login", chen.login(), "password", "wrong");
        var unknown = browser.post("/accounts/login", "login", "nobody", "password", "wrong");
        var right = browser.post("/accounts/login", "login", locked.login(), "password", Staff.PASSWORD);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(right.status()).isEqualTo(422);
        assertThat(unknown.text()).isEqualTo(wrong.text());
        assertThat(right.text()).isEqualTo(wrong.text());
    }

    @Test
    void theLockEndsAfterAQuarterOfAnHour() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var start = Now.instant();
        Now.at(start, () -> {
            for (int at = 0; at < 5; at++) {
                logins.password(home.county(), chen.login(), "wrong", "");
            }
        });
        assertThat(password(chen, start.plus(Duration.ofMinutes(14)))).isInstanceOf(LoggingIn.Refused.class);
        assertThat(password(chen, start.plus(Duration.ofMinutes(15)))).isInstanceOf(LoggingIn.Begun.class);
    }

    @Test
    void fourWrongTriesAndARightOneStartTheCountAnew() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        for (int round = 0; round < 3; round++) {
            for (int at = 0; at < 4; at++) {
                logins.password(home.county(), chen.login(), "wrong", "");
            }
            assertThat(password(chen, Now.instant())).isInstanceOf(LoggingIn.Begun.class);
        }
    }

    @Test
    void afterLogoutTheSessionOpensNothing() {
        var browser = staff.browser(staff.at(home.county(), home.village(), PostKind.CLERK));
        var copied = browser.copy();
        assertThat(copied.get("/accounts/me").status()).isEqualTo(200);
        browser.post("/accounts/logout");
        assertThat(copied.get("/accounts/me").path()).startsWith("/accounts/login");
    }

    @Test
    void theSessionIdChangesAtLogin() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var browser = staff.browser(chen);
        var before = browser.cookie("SESSION");
        browser.post("/accounts/login", "login", chen.login(), "password", Staff.PASSWORD);
        assertThat(browser.cookie("SESSION")).isNotEqualTo(before);
    }

    @Test
    void aSessionOfOneCountyOpensNothingInAnother(
            @org.springframework.beans.factory.annotation.Autowired ACounty counties) {
        var other = counties.found();
        var browser = staff.browser(staff.at(home.county(), home.village(), PostKind.CLERK));
        var stolen = staff.visitor(other.county()).with("Cookie", "SESSION=" + browser.cookie("SESSION"));
        assertThat(stolen.get("/accounts/me").path()).startsWith("/accounts/login");
    }

    @Test
    void lockingAnAccountEndsItsSessions() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var browser = staff.browser(chen);
        assertThat(browser.get("/accounts/me").status()).isEqualTo(200);
        Scope.in(new Scope.County(home.county()), () -> accounts.active(home.county(), chen.account(), false));
        assertThat(browser.get("/accounts/me").path()).startsWith("/accounts/login");
        assertThat(password(chen, Now.instant())).isInstanceOf(LoggingIn.Refused.class);
    }

    @Test
    void anAdministratorSetsUpASecondFactorBeforeAnythingOpens() {
        var account = staff.account(home.county(), Role.SYSTEM_ADMIN);
        var browser = staff.visitor(home.county());
        var first = browser.post(
                "/accounts/login", "login", staff.login(home.county(), account), "password", Staff.PASSWORD);
        assertThat(first.path()).startsWith("/accounts/login/enrol");
        assertThat(browser.get("/accounts/me").path()).startsWith("/accounts/login");
        var secret = Staff.secret(browser.get("/accounts/login/enrol"));
        assertThat(browser.post("/accounts/login/enrol", "code", "000000").status())
                .isEqualTo(422);
        assertThat(browser.post("/accounts/login/enrol", "code", Authenticator.code(secret))
                        .redirects())
                .isTrue();
        assertThat(browser.get("/accounts/me").status()).isEqualTo(200);
    }

    @Test
    void aCodeIsGoodOnce() {
        var account = staff.account(home.county(), Role.AUDIT_ADMIN);
        var login = staff.login(home.county(), account);
        var browser = staff.visitor(home.county());
        var secret = Staff.secret(browser.submit("/accounts/login", "login", login, "password", Staff.PASSWORD));
        var code = Authenticator.code(secret);
        assertThat(browser.post("/accounts/login/enrol", "code", code).redirects())
                .isTrue();
        var again = staff.visitor(home.county());
        assertThat(again.post("/accounts/login", "login", login, "password", Staff.PASSWORD)
                        .path())
                .startsWith("/accounts/login/code");
        assertThat(again.post("/accounts/login/code", "code", code).status()).isEqualTo(422);
        assertThat(again.post("/accounts/login/code", "code", Authenticator.nextCode(secret))
                        .path())
                .isEqualTo("/admin");
    }

    @Test
    void aPasswordGivenBySomebodyElseIsChangedFirst() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var drawn =
                Scope.in(new Scope.County(home.county()), () -> accounts.drawPassword(home.county(), chen.account()));
        var browser = staff.visitor(home.county());
        assertThat(browser.post("/accounts/login", "login", chen.login(), "password", drawn)
                        .path())
                .startsWith("/accounts/login/password");
        assertThat(browser.get("/accounts/me").path()).startsWith("/accounts/login");
        assertThat(browser.post("/accounts/login/password", "password", "short", "repeated", "short")
                        .text())
                .contains("口令至少 10 位");
        var mine = "Wang-xi-2026";
        assertThat(browser.post("/accounts/login/password", "password", mine, "repeated", mine)
                        .redirects())
                .isTrue();
        assertThat(browser.get("/accounts/me").status()).isEqualTo(200);
        assertThat(logins.password(home.county(), chen.login(), mine, "")).isInstanceOf(LoggingIn.Begun.class);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var browser = staff.visitor(home.county());
        browser.get("/accounts/login");
        assertThat(browser.bare("/accounts/login", "login", chen.login(), "password", Staff.PASSWORD)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatAnotherSiteSendsIsRefusedEvenWithTheToken() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        for (var header : List.of("Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site")) {
            var browser = staff.visitor(home.county());
            browser.get("/accounts/login");
            browser.with(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(' ') + 1));
            assertThat(browser.post("/accounts/login", "login", chen.login(), "password", Staff.PASSWORD)
                            .status())
                    .as(header)
                    .isEqualTo(403);
        }
        var browser = staff.visitor(home.county()).with("Sec-Fetch-Site", "same-origin");
        assertThat(browser.post("/accounts/login", "login", chen.login(), "password", Staff.PASSWORD)
                        .redirects())
                .isTrue();
    }

    @Test
    void whatWasWrittenOutlivesTheSession() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var he = staff.at(home.county(), home.village(), PostKind.CLERK);
        var browser = staff.browser(chen);
        var away = browser.get("/desk/organizations/away");
        Scope.in(new Scope.County(home.county()), () -> accounts.endSessions(home.county(), chen.account()));
        var today = Now.today().toString();
        var sent = browser.post(
                "/desk/organizations/away",
                "since",
                today,
                "until",
                today,
                "post-" + chen.post().id(),
                he.account().toString());
        assertThat(away.status()).isEqualTo(200);
        assertThat(sent.path()).startsWith("/accounts/login?back=%2Faccounts%2Fkept%2F");
        var back = java.net.URLDecoder.decode(
                sent.path().substring(sent.path().indexOf("back=") + 5), java.nio.charset.StandardCharsets.UTF_8);
        var kept = browser.submit("/accounts/login", "login", chen.login(), "password", Staff.PASSWORD, "back", back);
        assertThat(kept.text()).contains("刚才写的还在");
        assertThat(kept.field("until")).isEqualTo(today);
        assertThat(kept.field("post-" + chen.post().id()))
                .isEqualTo(he.account().toString());
        assertThat(staff.browser(he).get("/accounts/kept/guessed").status()).isEqualTo(404);
    }

    private LoggingIn password(Staff.Member member, java.time.Instant at) {
        return Now.at(at, () -> logins.password(member.county(), member.login(), Staff.PASSWORD, ""));
    }
}
