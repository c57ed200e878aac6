package org.onedoor.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.notices.NoticeStore.Outcome;
import org.onedoor.notices.NoticeStore.State;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@OneDoorTest
class NoticePagesTest {

    /** The account behind the test tree's {@code AsActor}. */
    private static final UUID SOMEBODY = new UUID(0x7000, 0x8000_0000_0000_0001L);

    private static final Pattern OPEN = Pattern.compile("/desk/notices/([0-9a-f-]{36})/open");
    /** Far ahead, so that the program's own delivery job is not in the way. */
    private static final Instant LATER = Instant.parse("2090-11-20T04:00:00Z");

    private final Notices notices;
    private final NoticeStore store;
    private final ACounty counties;
    private final ADoor door;
    private final TransactionTemplate transaction;

    NoticePagesTest(
            Notices notices, NoticeStore store, ACounty counties, ADoor door, PlatformTransactionManager transactions) {
        this.notices = notices;
        this.store = store;
        this.counties = counties;
        this.door = door;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void theDeskShowsWhatSheWasToldAndForgetsNothing() {
        int county = counties.found().county();
        var staff = door.at(county).as(Role.STAFF);
        assertThat(staff.get("/desk/notices").body()).contains("没有通知");
        tell(county, SOMEBODY, "111111", "/desk/cases/1120-0001");
        tell(county, Ids.next(), "222222", "");

        var page = staff.get("/desk/notices").body();

        assertThat(page).contains("111111").doesNotContain("222222").contains("没看过");
        var id = OPEN.matcher(page);
        assertThat(id.find()).isTrue();
        var opened = staff.post("/desk/notices/" + id.group(1) + "/open", Map.of("path", "/desk/cases/1120-0001"));
        assertThat(opened.location()).endsWith("/desk/cases/1120-0001");
        assertThat(staff.get("/desk/notices").body()).contains("111111").doesNotContain("没看过");
    }

    @Test
    void theBellCountsAnewOnThePageThatFollowsWhatSheDid() {
        int county = counties.found().county();
        var staff = door.at(county).as(Role.STAFF);
        tell(county, SOMEBODY, "111111", "");
        assertThat(bell(staff)).isEqualTo("1");
        tell(county, SOMEBODY, "222222", "");
        assertThat(bell(staff)).as("counted a moment ago").isEqualTo("1");
        staff.post("/desk/notices/mailbox/remove");
        assertThat(bell(staff)).isEqualTo("2");
    }

    private static String bell(ADoor.Visitor who) {
        var rail = Pattern.compile("(?s)<a class=\"nv\" href=\"[^\"]*/desk/notices\".*?<em class=\"num\">(\\d+)</em>")
                .matcher(who.get("/desk/notices").body());
        assertThat(rail.find()).isTrue();
        return rail.group(1);
    }

    @Test
    void aNoticeLeadsNowhereElse() {
        int county = counties.found().county();
        var staff = door.at(county).as(Role.STAFF);
        tell(county, SOMEBODY, "111111", "/desk/cases");
        var id = OPEN.matcher(staff.get("/desk/notices").body());
        assertThat(id.find()).isTrue();
        assertThat(staff.post("/desk/notices/" + id.group(1) + "/open", Map.of("path", "//evil.example"))
                        .location())
                .endsWith("/desk/notices");
    }

    @Test
    void allCanBeMarkedAsReadAtOnce() {
        int county = counties.found().county();
        var staff = door.at(county).as(Role.STAFF);
        tell(county, SOMEBODY, "111111", "");
        tell(county, SOMEBODY, "222222", "");
        staff.get("/desk/notices");
        assertThat(staff.post("/desk/notices/read", Map.of()).status()).isEqualTo(302);
        assertThat(staff.get("/desk/notices").body()).doesNotContain("没看过");
    }

    @Test
    void theOperatorSeesWhatIsStuckButNeverWhatItSays() {
        int county = counties.found().county();
        var event = stuck(county);
        var operator = door.at(county).as(Role.SYSTEM_ADMIN);

        var page = operator.get("/admin/notices").body();

        assertThat(page)
                .contains("138****8000", "卡住了", "不知道发没发出去", "notices.code")
                .doesNotContain("13800138000")
                .doesNotContain("654321");
        var again = Pattern.compile("/admin/notices/([0-9a-f-]{36})/again").matcher(page);
        assertThat(again.find()).isTrue();
        assertThat(operator.post("/admin/notices/" + again.group(1) + "/again", Map.of())
                        .status())
                .isEqualTo(302);
        assertThat(state(county, event)).isNotEqualTo(State.STUCK);
        operator.get("/admin/notices/templates/notices.code");
        assertThat(operator.post("/admin/notices/" + again.group(1) + "/again", Map.of())
                        .status())
                .as("it is not stuck any more")
                .isEqualTo(404);
    }

    @Test
    void everyListOfTheOutboxOpens() {
        var operator = door.at(counties.found().county()).as(Role.SYSTEM_ADMIN);
        for (var show : List.of("stuck", "waiting", "sent", "kept", "all")) {
            assertThat(operator.get("/admin/notices?show=" + show).status())
                    .as(show)
                    .isEqualTo(200);
        }
        assertThat(operator.get("/admin/notices?show=everything").status()).isEqualTo(404);
    }

    @Test
    void aCountyWordsItsOwnMessages() {
        int county = counties.found().county();
        var operator = door.at(county).as(Role.SYSTEM_ADMIN);
        assertThat(operator.get("/admin/notices/templates").body())
                .contains("notices.code")
                .contains("随程序");
        operator.get("/admin/notices/templates/notices.code");

        assertThat(operator.post("/admin/notices/templates/notices.code", Map.of("text", "码是{code:6}"))
                        .status())
                .isEqualTo(302);

        assertThat(operator.get("/admin/notices/templates").body())
                .contains("码是{code:6}")
                .contains("本县");
        operator.get("/admin/notices/templates/notices.code");
        operator.post("/admin/notices/templates/notices.code", Map.of());
        assertThat(operator.get("/admin/notices/templates").body()).doesNotContain("码是{code:6}");
    }

    @Test
    void aWordingThatLosesTheCodeIsRefused() {
        var operator = door.at(counties.found().county()).as(Role.SYSTEM_ADMIN);
        operator.get("/admin/notices/templates/notices.code");
        var answer = operator.post("/admin/notices/templates/notices.code", Map.of("text", "您好"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("“code”不能删");
        assertThat(operator.get("/admin/notices/templates/notices.nothing").status())
                .isEqualTo(404);
    }

    @Test
    void theDemosPhoneDoesNotExistElsewhere() {
        assertThat(door.at(counties.found().county()).get("/notices/outbox").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"STAFF", "SUPERVISOR", "SECURITY_ADMIN", "AUDIT_ADMIN", "RESIDENT"})
    void nobodyElseSeesTheOutbox(Role role) {
        var somebody = door.at(counties.found().county()).as(role);
        assertThat(somebody.get("/admin/notices").status()).isEqualTo(403);
        assertThat(somebody.get("/admin/notices/templates").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SYSTEM_ADMIN", "SECURITY_ADMIN", "AUDIT_ADMIN", "RESIDENT"})
    void theBellIsForStaff(Role role) {
        assertThat(door.at(counties.found().county())
                        .as(role)
                        .get("/desk/notices")
                        .status())
                .isEqualTo(403);
    }

    private void tell(int county, UUID account, String code, String path) {
        Scope.in(
                new Scope.County(county),
                () -> notices.send(Message.page(
                        county, Ids.next(), account, "notices.staff.mail-code", Map.of("code", code, "path", path))));
    }

    private UUID stuck(int county) {
        var event = Ids.next();
        Now.at(
                LATER,
                () -> Scope.in(new Scope.County(county), () -> {
                    notices.send(
                            Message.sms(county, event, "+8613800138000", "notices.code", Map.of("code", "654321")));
                    transaction.executeWithoutResult(_ -> {
                        var row = store.claim(county, LATER, LATER, false, 1).getFirst();
                        store.settle(county, List.of(new Outcome(row.id(), State.STUCK, LATER, "unknown-lost", null)));
                    });
                }));
        return event;
    }

    private State state(int county, UUID event) {
        return Scope.in(
                new Scope.County(county),
                () -> transaction.execute(
                        _ -> store.of(county, event).getFirst().state()));
    }
}
