package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onedoor.cases.ACase.at;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.audit.Retention;
import org.onedoor.files.Files;
import org.onedoor.files.Kind;
import org.onedoor.files.Storing;
import org.onedoor.frame.Ids;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.secrets.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is over its term is gone, what is not stays, and the audit says what went (R-SEC-5, foundations §28). */
@OneDoorTest
class RetentionTest {

    private final ACase cases;
    private final Retention retention;
    private final Files files;
    private final Staff staff;
    private final JdbcClient db;
    private final Secrets secrets;

    RetentionTest(ACase cases, Retention retention, Files files, Staff staff, JdbcClient db, Secrets secrets) {
        this.cases = cases;
        this.retention = retention;
        this.files = files;
        this.staff = staff;
        this.db = db;
        this.secrets = secrets;
    }

    private int count(ACase.Town town, String sql) {
        return cases.in(town, () -> db.sql(sql)
                .param("county", town.number())
                .query(Integer.class)
                .single());
    }

    @Test
    void aDraftLivesADayAndACodeToo() {
        var town = cases.town();
        var browser = staff.visitor(town.number());
        browser.get("/cases/new");
        browser.post("/cases/new", "how", "say", "words", "水管漏了");
        browser.post("/accounts/enter", "phone", "13900139222");
        var drafts = "select count(*)::int from cases.draft where county = :county";
        var codes = "select count(*)::int from accounts.phone_code where county = :county";
        Now.at(Now.instant().plus(Duration.ofHours(23)), () -> retention.forget(town.number()));
        assertThat(count(town, drafts)).isEqualTo(1);
        assertThat(count(town, codes)).isEqualTo(1);
        Now.at(Now.instant().plus(Duration.ofHours(25)), () -> retention.forget(town.number()));
        assertThat(count(town, drafts)).isZero();
        assertThat(count(town, codes)).isZero();
    }

    @Test
    void aFormsKeyIsKnownForThirtyDaysTheCaseStays() {
        var town = cases.town();
        at("2026-03-10T10:00", () -> cases.filed(town, "pension-join"));
        at("2026-04-20T10:00", () -> cases.filed(town, "pension-join"));
        at("2026-05-10T10:00", () -> retention.forget(town.number()));
        assertThat(count(town, "select count(*)::int from cases.idempotency where county = :county"))
                .isEqualTo(1);
        assertThat(count(town, "select count(*)::int from cases.matter where county = :county"))
                .isEqualTo(2);
    }

    @Test
    void aRecordingGoesNinetyDaysAfterTheCaseWasClosedAndWhatWasWrittenDownStays() {
        var town = cases.town();
        var voice = recorded(town);
        var open = recorded(town);
        var closed = at(
                "2026-03-10T10:00",
                () -> cases.filed(town, "pension-join", request -> ARequest.of(request)
                        .voice(voice)
                        .form()));
        at(
                "2026-03-10T10:00",
                () -> cases.filed(town, "pension-join", request -> ARequest.of(request)
                        .voice(open)
                        .form()));
        cases.in(town, () -> db.sql("update cases.attachment set written = '水管漏了' where county = :county")
                .param("county", town.number())
                .update());
        at("2026-03-11T10:00", () -> cases.answered(town, closed.id(), Outcome.SOLVED));
        at("2026-03-12T10:00", () -> cases.resident(town, closed, new Command.Confirm(closed.answerCode())));

        at("2026-06-09T10:00", () -> retention.forget(town.number()));
        assertThat(there(town, voice)).as("89 days").isTrue();
        at("2026-06-10T11:00", () -> retention.forget(town.number()));
        assertThat(there(town, voice)).as("over 90 days").isFalse();
        assertThat(there(town, open)).as("not closed").isTrue();
        var page = staff.visitor(town.number()).get("/r/" + closed.longId());
        assertThat(page.text()).contains("录音到了期限").contains("水管漏了");
        assertThat(page.body()).doesNotContain("<audio");
        assertThat(staff.browser(town.clerk()).get("/desk/cases/" + closed.id()).text())
                .contains("录音到了期限")
                .contains("水管漏了");
    }

    private boolean there(ACase.Town town, UUID file) {
        try {
            return cases.in(town, () -> files.open(town.number(), file) != null);
        } catch (NotHere gone) {
            return false;
        }
    }

    private UUID recorded(ACase.Town town) {
        var stored = Scope.in(
                new Scope.County(town.number()), () -> files.store(town.number(), Kind.VOICE, wav(), Ids.next()));
        assertThat(stored).isInstanceOf(Storing.Stored.class);
        return ((Storing.Stored) stored).id().id();
    }

    /** Two seconds of silence. */
    private static byte[] wav() {
        int data = 16_000;
        return ByteBuffer.allocate(44 + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + data)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(8_000)
                .putInt(8_000)
                .putShort((short) 1)
                .putShort((short) 8)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(data)
                .array();
    }

    @Test
    void rowsOfAFileThatWereNotTakenGoAfterAMonth() {
        var town = cases.town();
        cases.in(town, () -> {
            db.sql("insert into imports.source (county, code, name, mapping) values (:county, 'hotline',"
                            + " '12345', '{}')")
                    .param("county", town.number())
                    .update();
            for (var day : List.of("2026-03-01", "2026-04-10")) {
                var id = Ids.next();
                db.sql("""
                    insert into imports.batch (county, id, source, file_name, at, actor, post, header, state, rows, bad)
                    values (:county, :id, 'hotline', 'a.csv', :at::timestamptz, :id, :id, '[]', 'CHECKED', 1, 1)\
                    """)
                        .param("county", town.number())
                        .param("id", id)
                        .param("at", day)
                        .update();
                db.sql("insert into imports.line (county, batch, row, sealed, fault) values (:county, :id, 1,"
                                + " :sealed, '{}')")
                        .param("county", town.number())
                        .param("id", id)
                        .param("sealed", secrets.seal(town.number(), "imports.line", id, "[]"))
                        .update();
            }
            return null;
        });
        at("2026-04-15T10:00", () -> retention.forget(town.number()));
        assertThat(count(town, "select count(*)::int from imports.line where county = :county"))
                .isEqualTo(1);
        assertThat(count(town, "select count(*)::int from imports.batch where county = :county and state = 'DONE'"))
                .as("and nobody takes in a file whose rows are gone")
                .isEqualTo(1);
    }

    @Test
    void messagesThatWereSentGoAfterNinetyDaysThoseThatWaitStay() {
        var town = cases.town();
        at("2026-03-10T10:00", () -> cases.filed(town, "pension-join"));
        var all = "select count(*)::int from notices.message where county = :county";
        int before = count(town, all);
        assertThat(before).isGreaterThan(1);
        cases.in(town, () -> db.sql(
                        "update notices.message set state = 'SENT' where county = :county and channel = 'SMS'")
                .param("county", town.number())
                .update());
        at("2026-06-01T10:00", () -> retention.forget(town.number()));
        assertThat(count(town, all)).isEqualTo(before);
        at("2026-06-20T10:00", () -> retention.forget(town.number()));
        assertThat(count(town, all + " and channel = 'SMS'")).isZero();
    }

    @Test
    void theTermIsDataAndTheAuditSaysWhatWent() {
        var town = cases.town();
        var admin = staff.admin(town.number(), Role.SECURITY_ADMIN);
        at("2026-03-09T10:00", () -> planned(town, "cases.keeping.key", 72));
        at("2026-03-10T10:00", () -> cases.filed(town, "pension-join"));
        at("2026-03-12T10:00", () -> retention.forget(town.number()));
        assertThat(forgotten(town)).isEmpty();
        at("2026-03-14T10:00", () -> retention.forget(town.number()));
        assertThat(forgotten(town)).containsExactly("cases.keeping.key 1");
        var page = staff.admin(town.number(), Role.AUDIT_ADMIN).get("/admin/audit/terms");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("没有交的草稿")
                .contains("24 小时")
                .contains("90 天")
                .contains("3 天 · 本县定的")
                .contains("存得够了")
                .doesNotContain("改一样东西存多久");
        assertThat(staff.browser(town.clerk()).get("/admin/audit/terms").status())
                .isEqualTo(403);
        assertThat(admin.get("/admin").body()).contains("/admin/audit/terms");
        assertThatThrownBy(() -> db.sql("delete from audit.term").update())
                .hasStackTraceContaining("permission denied");
    }

    private void planned(ACase.Town town, String name, Integer hours) {
        var somebody = new org.onedoor.frame.Actor.Visitor(town.number());
        Object done = org.onedoor.frame.Actor.as(
                somebody, () -> (Object) retention.plan(name, Now.today().plusDays(1), hours, "存得够了"));
        assertThat(done.toString()).startsWith("Done");
    }

    /** The form that plans a term. */
    private static String[] term(String name, int amount, String unit, String from, String reason) {
        return new String[] {
            "name", name, "amount", Integer.toString(amount), "unit", unit, "from", from, "reason", reason
        };
    }

    @Test
    void aTermIsPlannedFromALaterDayWithAReasonAndTakenBackBeforeIt() {
        var town = cases.town();
        var admin = staff.admin(town.number(), Role.SECURITY_ADMIN);
        var tomorrow = Now.today().plusDays(1).toString();
        var terms = "/admin/audit/terms";
        assertThat(admin.post(terms, term("notices.keeping.message", 0, "days", tomorrow, "够用了"))
                        .text())
                .contains("填 1 到 3,650 之间的整数");
        assertThat(admin.post(
                                terms,
                                term(
                                        "notices.keeping.message",
                                        30,
                                        "days",
                                        Now.today().toString(),
                                        "够用了"))
                        .text())
                .contains("最早从明天起");
        assertThat(admin.post(terms, term("notices.keeping.message", 90, "days", tomorrow, "够用了"))
                        .text())
                .contains("本来就是这样");
        assertThat(admin.post(terms, term("nothing.such", 3, "days", tomorrow, "够用了"))
                        .text())
                .contains("请从列出的里选一样");
        assertThat(admin.post(terms, term("notices.keeping.message", 30, "days", tomorrow, ""))
                        .text())
                .contains("写一句为什么");
        assertThat(admin.submit(terms, term("notices.keeping.message", 30, "days", tomorrow, "够用了"))
                        .text())
                .contains("排好了，到那天自己生效")
                .contains("发过的消息 · 30 天")
                .contains("90 天");

        // Nobody else plans, and the auditor reads.
        for (var role : new Role[] {Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN}) {
            var other = staff.admin(town.number(), role);
            assertThat(other.post(terms, term("notices.keeping.message", 1, "hours", tomorrow, "够用了"))
                            .status())
                    .isEqualTo(403);
            assertThat(other.post(terms + "/withdraw", "name", "notices.keeping.message", "from", tomorrow)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(staff.admin(town.number(), Role.AUDIT_ADMIN)
                        .get("/admin/audit?action=audit.term")
                        .text())
                .contains("排了保存期限")
                .contains("够用了");
        assertThat(admin.submit(terms + "/withdraw", "name", "notices.keeping.message", "from", tomorrow)
                        .text())
                .contains("撤回了")
                .doesNotContain("30 天 ·");
        assertThat(admin.post(terms + "/withdraw", "name", "notices.keeping.message", "from", tomorrow)
                        .status())
                .isEqualTo(404);
    }

    private List<String> forgotten(ACase.Town town) {
        return cases.in(town, () -> db.sql("""
            select detail ->> 'what' || ' ' || (detail ->> 'removed') from audit.entry
            where county = :county and action = 'audit.forgotten' order by at\
            """)
                .param("county", town.number())
                .query(String.class)
                .list());
    }
}
