package org.onedoor.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Appoint;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.PostKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Foundations §14: a cookie that was good before something happened opens nothing after it, whoever kept a copy. */
@OneDoorTest
class SessionsTest {

    private static final String NEW = "Wang-xi-2026";

    private final Staff staff;
    private final Accounts accounts;
    private final Organizations organizations;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final ACounty.Home home;

    SessionsTest(
            Staff staff,
            Accounts accounts,
            Organizations organizations,
            JdbcClient db,
            PlatformTransactionManager transactions,
            ACounty counties) {
        this.staff = staff;
        this.accounts = accounts;
        this.organizations = organizations;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.home = counties.found();
    }

    /** What happens to somebody who is logged in, and how it reads. */
    private record Event(String name, BiConsumer<SessionsTest, Somebody> happens) {
        @Override
        public String toString() {
            return name;
        }
    }

    private record Somebody(Staff.Member member, ADoor.Visitor browser) {}

    static Stream<Event> events() {
        return Stream.of(
                new Event("she logs out", (_, she) -> she.browser().post("/accounts/logout")),
                new Event("she changes her password", (_, she) -> she.browser()
                        .post("/accounts/me/password", "current", Staff.PASSWORD, "password", NEW, "repeated", NEW)),
                new Event("she logs in again", (_, she) -> she.browser()
                        .post("/accounts/login", "login", she.member().login(), "password", Staff.PASSWORD)),
                new Event(
                        "an administrator sets her password",
                        (test, she) -> test.county(() -> test.accounts.password(
                                test.home.county(), she.member().account(), NEW, false))),
                new Event(
                        "her account is locked",
                        (test, she) -> test.county(() -> test.accounts.active(
                                test.home.county(), she.member().account(), false))),
                new Event(
                        "her post is vacated",
                        (test, she) -> test.county(() -> test.organizations.vacate(
                                test.home.county(), she.member().post().id()))),
                new Event(
                        "her post ends",
                        (test, she) -> test.county(() -> test.organizations.end(
                                test.home.county(), she.member().post().id()))),
                new Event(
                        "somebody else takes her post",
                        (test, she) -> test.county(() -> {
                            var other = test.staff.account(test.home.county(), null);
                            test.organizations.appoint(new Appoint(
                                    test.home.county(), she.member().post().id(), other, Now.instant()));
                        })));
    }

    private void county(Runnable work) {
        Scope.in(new Scope.County(home.county()), work);
    }

    @ParameterizedTest
    @MethodSource("events")
    void theOldCookieOpensNothingAfter(Event event) {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var browser = staff.browser(chen);
        var kept = browser.copy();
        var untouched = staff.browser(staff.at(home.county(), home.village(), PostKind.CLERK));
        assertThat(kept.get("/desk/cases").status()).isEqualTo(200);
        event.happens().accept(this, new Somebody(chen, browser));
        for (var path : new String[] {"/desk/cases", "/accounts/me", "/desk/notices"}) {
            assertThat(kept.get(path).path()).as(path).startsWith("/accounts/login");
        }
        assertThat(kept.post("/desk/notices/read").redirects()).isTrue();
        assertThat(untouched.get("/desk/cases").status())
                .as("others stay logged in")
                .isEqualTo(200);
    }

    @Test
    void theCookieChangesAtEveryStepOfTheLoginAndIsForThisHostAlone() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var browser = staff.browser(chen);
        var first = browser.cookie("SESSION");
        var again = browser.post("/accounts/login", "login", chen.login(), "password", Staff.PASSWORD);
        assertThat(browser.cookie("SESSION")).isNotEqualTo(first);
        var set = again.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("SESSION="))
                .findFirst()
                .orElseThrow();
        assertThat(set).contains("HttpOnly").contains("SameSite=Lax").doesNotContain("Domain=");
    }

    /** A cookie somebody planted before the login is not the one that is logged in. */
    @Test
    void aPlantedSessionIsNotTakenOver() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var victim = staff.visitor(home.county());
        victim.post("/accounts/login", "login", chen.login(), "password", "not it");
        var planted = victim.copy();
        victim.post("/accounts/login", "login", chen.login(), "password", Staff.PASSWORD);
        assertThat(victim.get("/desk/cases").status()).isEqualTo(200);
        assertThat(planted.get("/desk/cases").path()).startsWith("/accounts/login");
    }

    @Test
    void staffAreLoggedOutAfterAQuarterOfAnHourAndKeepWhatTheyTyped() {
        var chen = staff.at(home.county(), home.village(), PostKind.CLERK);
        var browser = staff.browser(chen);
        idle(chen, Duration.ofMinutes(14));
        assertThat(browser.get("/desk/cases").status()).isEqualTo(200);
        idle(chen, Duration.ofMinutes(16));
        assertThat(browser.get("/desk/cases").path()).startsWith("/accounts/login");
        var sent = browser.post(
                "/desk/cases/new",
                "words",
                "她说到一半，门口的路灯又灭了",
                "place",
                home.village().id().toString());
        assertThat(sent.path()).startsWith("/accounts/login?back=");
        var back = URLDecoder.decode(sent.path().substring(sent.path().indexOf("back=") + 5), StandardCharsets.UTF_8);
        var kept = browser.submit("/accounts/login", "login", chen.login(), "password", Staff.PASSWORD, "back", back);
        assertThat(kept.text()).contains("她说到一半，门口的路灯又灭了");
    }

    private void idle(Staff.Member member, Duration how) {
        Scope.in(
                new Scope.Operator(),
                () -> transaction.executeWithoutResult(_ -> db.sql("""
                    update technical.spring_session set last_access_time = :then, expiry_time = :then + 900000
                    where principal_name = :name\
                    """)
                        .param("then", System.currentTimeMillis() - how.toMillis())
                        .param("name", member.county() + ":" + member.account())
                        .update()));
    }
}
