package org.onedoor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.regions.Counties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;

@OneDoorTest
class AuditPagesTest {

    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"/c/\\d+([^\"]+)\"");

    private final Audit audit;
    private final Sealer sealer;
    private final ADoor door;
    private final FlywayConnectionDetails owner;
    private final int county;

    AuditPagesTest(Audit audit, Sealer sealer, ADoor door, FlywayConnectionDetails owner, Counties counties) {
        this.audit = audit;
        this.sealer = sealer;
        this.door = door;
        this.owner = owner;
        this.county = Blank.county(counties);
    }

    @Test
    void theAuditorFindsByWhoWhatAndWhich() {
        var clerk = Ids.next();
        var record = Ids.next();
        write(clerk, "cases.opened", record, "1121-4821");
        write(clerk, "cases.answered", Ids.next(), "1121-0007");
        write(Ids.next(), "cases.opened", Ids.next(), "1121-0008");
        var auditor = door.at(county).as(Role.AUDIT_ADMIN);
        assertThat(auditor.get("/admin/audit").body()).contains("1121-4821", "1121-0007", "1121-0008");
        assertThat(auditor.get("/admin/audit?who=" + clerk).body())
                .contains("1121-4821", "1121-0007")
                .doesNotContain("1121-0008");
        assertThat(auditor.get("/admin/audit?action=cases.opened").body())
                .contains("1121-4821", "1121-0008")
                .doesNotContain("1121-0007");
        assertThat(auditor.get("/admin/audit?subject=" + record + "&who=" + clerk)
                        .body())
                .contains("1121-4821")
                .doesNotContain("1121-0007");
        assertThat(auditor.get("/admin/audit?from=2020-01-01&to=2020-12-31").body())
                .contains("没有找到")
                .doesNotContain("1121-");
        assertThat(auditor.get("/admin/audit?who=nobody-of-this-name").body()).contains("没有找到");
        assertThat(auditor.get("/admin/audit?subject=4821").body()).contains("没有找到");
    }

    @Test
    void goesThroughManyPageByPageAndEachOnce() {
        var clerk = Ids.next();
        var start = Now.instant();
        for (int i = 0; i < 120; i++) {
            var number = "no-%03d".formatted(i);
            Now.at(start.plusMillis(i), () -> write(clerk, "audit.tested", Ids.next(), number));
        }
        var auditor = door.at(county).as(Role.AUDIT_ADMIN);
        var seen = new java.util.ArrayList<String>();
        var address = "/admin/audit?who=" + clerk;
        for (int page = 0; page < 3; page++) {
            var body = auditor.get(address).body();
            var number = Pattern.compile("no-\\d{3}").matcher(body);
            while (number.find()) {
                seen.add(number.group());
            }
            var next = NEXT.matcher(body);
            address = next.find() ? next.group(1).replace("&amp;", "&") : "";
        }
        assertThat(address).isEmpty();
        assertThat(seen).hasSize(120).doesNotHaveDuplicates();
        assertThat(seen.getFirst()).as("newest first").isEqualTo("no-119");
    }

    @Test
    void aCursorOfAnotherSearchIsBadlyAsked() {
        for (int i = 0; i < 51; i++) {
            write(Ids.next(), "audit.tested", Ids.next(), null);
        }
        var auditor = door.at(county).as(Role.AUDIT_ADMIN);
        var next = NEXT.matcher(auditor.get("/admin/audit").body());
        assertThat(next.find()).isTrue();
        assertThat(auditor.get(next.group(1).replace("&amp;", "&")).status()).isEqualTo(200);
        assertThat(auditor.get(next.group(1).replace("&amp;", "&") + "&action=cases")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theAuditorVerifiesTheChain() throws Exception {
        for (int i = 1; i <= 3; i++) {
            write(Ids.next(), "audit.tested", Ids.next(), null);
        }
        org.awaitility.Awaitility.await()
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    sealer.seal(county);
                    return sealer.head(county).map(Sealer.Head::sealNo).orElse(0L) == 3;
                });
        var auditor = door.at(county).as(Role.AUDIT_ADMIN);
        auditor.get("/admin/audit");
        assertThat(auditor.post("/admin/audit/verify", Map.of()).body()).contains("审计链完好，共 3 条");
        try (var connection =
                        DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table audit.seal, audit.entry in access exclusive mode");
            statement.execute("create policy tamper on audit.seal to onedoor_owner using (county = " + county + ")");
            statement.execute("delete from audit.seal where seal_no = 2");
            statement.execute("drop policy tamper on audit.seal");
            connection.commit();
        }
        assertThat(auditor.post("/admin/audit/verify", Map.of()).body())
                .contains("从第 2 号起对不上")
                .contains("被删过");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"AUDIT_ADMIN", "VISITOR"},
            mode = EnumSource.Mode.EXCLUDE)
    void nobodyElseReadsIt(Role role) {
        var somebody = door.at(county).as(role);
        assertThat(somebody.get("/admin/audit").status()).isEqualTo(403);
    }

    private void write(UUID actor, String action, UUID subject, String why) {
        Scope.in(
                new Scope.County(county),
                () -> audit.record(new Entry(county, actor, null, action, subject, why, Map.of())));
    }
}
