package org.onedoor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.cases.By;
import org.onedoor.cases.Command;
import org.onedoor.cases.Following;
import org.onedoor.cases.Outcome;
import org.onedoor.cases.Village;
import org.onedoor.cases.imports.Importing;
import org.onedoor.cases.imports.Imports;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Trust B3.6: entries that wait for their seal raise the alarm after ten seconds and stop what is written after five minutes. */
@OneDoorTest
class UnsealedTest {

    private final SealingJob job;
    private final Sealer sealer;
    private final Audit audit;
    private final Heads heads;
    private final Restored restored;
    private final JobGate jobs;
    private final Following following;
    private final Imports imports;
    private final Village village;
    private final ACounty counties;
    private final ADoor door;
    private final MeterRegistry meters;
    private final FlywayConnectionDetails owner;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    UnsealedTest(
            SealingJob job,
            Sealer sealer,
            Audit audit,
            Heads heads,
            Restored restored,
            JobGate jobs,
            Following following,
            Imports imports,
            Village village,
            ACounty counties,
            ADoor door,
            MeterRegistry meters,
            FlywayConnectionDetails owner,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.job = job;
        this.sealer = sealer;
        this.audit = audit;
        this.heads = heads;
        this.restored = restored;
        this.jobs = jobs;
        this.following = following;
        this.imports = imports;
        this.village = village;
        this.counties = counties;
        this.door = door;
        this.meters = meters;
        this.owner = owner;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void afterFiveMinutesNothingIsTakenInReadingGoesOnAndItOpensByItself() throws Exception {
        var home = counties.found();
        var resident = door.at(home.county());
        var auditor = door.at(home.county()).as(Role.AUDIT_ADMIN);
        var written = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Somebody's transaction hangs, so nothing after it can be sealed.
            var hanging = threads.submit(() -> write(home.county(), written, go));
            written.await();
            job.round();
            try {
                at(Duration.ofSeconds(11), () -> {
                    assertThat(UnsealedHealth.of(job.age()).getStatus().getCode())
                            .isEqualTo("ALARM");
                    assertThat(auditor.get("/admin/audit").text()).contains("封");
                    assertThat(filed(resident).status())
                            .as("eleven seconds stop nobody")
                            .isEqualTo(302);
                });
                at(Duration.ofMinutes(6), () -> {
                    assertThat(UnsealedHealth.of(job.age()).getStatus().getCode())
                            .isEqualTo("DOWN");
                    var refused = filed(resident);
                    assertThat(refused.status()).isEqualTo(503);
                    assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");
                    assertThat(refused.text()).contains("审计记录有五分钟没能封存").contains("井盖松了，夜里有老人走");
                    var program = resident.with(
                                    "Idempotency-Key", UUID.randomUUID().toString())
                            .json("POST", "/api/v1/cases", "{\"place\":\"x\"}");
                    assertThat(program.status()).isEqualTo(503);
                    assertThat(program.body()).contains("/problems/not-now");
                    assertThat(resident.get("/").status()).isEqualTo(200);
                    assertThat(resident.get("/cases/new").status()).isEqualTo(200);
                    assertThat(resident.get("/accounts/login").status()).isEqualTo(200);
                    assertThat(auditor.post("/admin/audit/verify").status()).isEqualTo(200);
                    assertThat(door.at(home.county())
                                    .as(Role.RESIDENT)
                                    .post("/admin/accounts/new")
                                    .status())
                            .as("who may not is told that")
                            .isEqualTo(403);
                    go.countDown();
                    Awaitility.await()
                            .pollDelay(Duration.ZERO)
                            .atMost(Duration.ofSeconds(20))
                            .until(() -> filed(resident).status() == 302);
                    assertThat(UnsealedHealth.of(job.age()).getStatus().getCode())
                            .isEqualTo("UP");
                });
            } finally {
                go.countDown();
            }
            hanging.get();
        }
        // Back on the real clock the mark lies ahead of it for a moment; a round puts that right.
        job.round();
    }

    /** Time alone moves cases, and files are brought in beside the requests: neither while it could be denied later. */
    @Test
    void whatWorksWithoutARequestWaitsToo() throws Exception {
        var people = village.found();
        int county = people.county();
        var asked = village.asks(people, "低保怎么申请", null);
        village.take(people.clerk(), asked.id(), new Command.TakeOn());
        village.take(people.clerk(), asked.id(), new Command.Answer(Outcome.SOLVED, "表交上去了", null));
        var later = Now.instant().plus(Duration.ofDays(60));
        var file = imports.check(
                county,
                "12345",
                "orders.csv",
                new ByteArrayInputStream("工单编号,诉求内容,所属村社区\nA-1,路灯不亮,望溪村\n".getBytes(StandardCharsets.UTF_8)),
                new By.Staff(
                        village.hat(people.dispatcher()), people.dispatcher().account()));
        var batch = ((Importing.Checked) file).batch();
        imports.start(county, batch);
        var written = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = threads.submit(() -> write(county, written, go));
            written.await();
            job.round();
            try {
                at(Duration.ofMinutes(6), () -> {
                    assertThat(Now.at(later, () -> following.sweep(county))).isZero();
                    assertThat(imports.run(county, batch)).as("to be run again").isFalse();
                    assertThat(runs("cases.sweep")).isFalse();
                    assertThat(runs("organizations.due")).isFalse();
                    assertThat(runs("notices-delivery"))
                            .as("what was said before is still sent")
                            .isTrue();
                    assertThat(matters(county)).isEqualTo(List.of("ANSWERED"));
                });
            } finally {
                go.countDown();
            }
            hanging.get();
        }
        job.round();
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(20))
                .until(() -> runs("cases.sweep"));
        assertThat(Now.at(later, () -> following.sweep(county))).isPositive();
        assertThat(imports.run(county, batch)).isTrue();
        assertThat(matters(county)).as("the order came in").contains("REGISTERED");
    }

    /** Whether the scheduler's task of this name is let through. */
    private boolean runs(String task) {
        var ran = new AtomicBoolean();
        var chain = new ExecutionChain(List.of(), (TaskInstance<Object> one, ExecutionContext context) -> {
            ran.set(true);
            return null;
        });
        jobs.execute(new TaskInstance<>(task, "recurring"), null, chain);
        return ran.get();
    }

    private List<String> matters(int county) {
        return Scope.in(
                new Scope.County(county),
                () -> transaction.execute(
                        _ -> db.sql("select state from cases.matter where county = :county order by filed_at")
                                .param("county", county)
                                .query(String.class)
                                .list()));
    }

    @Test
    void theAgeIsAMetric() {
        at(Duration.ofSeconds(100), () -> assertThat(
                        meters.get("onedoor.audit.unsealed").gauge().value())
                .isGreaterThan(0));
    }

    @Test
    void theHeadIsNotedOutsideEachHour() {
        int county = counties.found().county();
        write(county);
        seal(county, 1);
        job.noteHeads();
        int before = heads.of(county).size();
        write(county);
        seal(county, 2);
        at(Duration.ofMinutes(61), job::round);
        assertThat(heads.of(county)).hasSizeGreaterThan(before);
        assertThat(heads.of(county).getLast().sealNo())
                .isEqualTo(sealer.head(county).orElseThrow().sealNo());
    }

    /** A dump brings numbers that the new cluster has not reached; what is written there must still come after. */
    @Test
    void theChainGoesOnInAnotherCluster() throws Exception {
        int county = counties.found().county();
        numberAbove(7_000_000_000L);
        write(county);
        write(county);
        seal(county, 2);
        write(county);
        numberAbove(0);
        assertThat(restored.check()).as("numbers this cluster has not reached").isTrue();
        write(county);
        write(county);
        seal(county, 5);
        assertThat(audit.verify(county)).isInstanceOf(Verdict.Sound.class);
        assertThat(restored.check()).as("once is enough").isFalse();
    }

    private ADoor.Answer filed(ADoor.Visitor resident) {
        return resident.post("/cases/new", "how", "say", "words", "井盖松了，夜里有老人走");
    }

    private void at(Duration later, Runnable work) {
        job.nanos = () -> System.nanoTime() + later.toNanos();
        try {
            work.run();
        } finally {
            job.nanos = System::nanoTime;
        }
    }

    private void numberAbove(long number) throws Exception {
        try (var connection = java.sql.DriverManager.getConnection(
                        owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
                var call = connection.prepareCall("call audit.number_above(?)")) {
            call.setLong(1, number);
            call.execute();
        }
    }

    private void seal(int county, int entries) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    sealer.seal(county);
                    return sealer.head(county).map(Sealer.Head::sealNo).orElse(0L) >= base(county) + entries;
                });
    }

    /** What founding the county wrote itself. */
    private long base(int county) {
        return Scope.in(
                new Scope.County(county),
                () -> transaction.execute(_ ->
                        db.sql("""
                            select count(*) from audit.entry where county = :county and action <> 'audit.tested'\
                            """).param("county", county).query(Long.class).single()));
    }

    private Void write(int county, CountDownLatch written, CountDownLatch go) {
        Scope.in(
                new Scope.Place(county, 1, 9),
                () -> transaction.execute(_ -> {
                    record(county);
                    written.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return true;
                }));
        return null;
    }

    private void write(int county) {
        Scope.in(new Scope.County(county), () -> transaction.execute(_ -> record(county)));
    }

    private UUID record(int county) {
        return db.sql("select audit.record(:county, :id, :at, :actor, null, 'audit.tested', null, null, null, '{}')")
                .param("county", county)
                .param("id", Ids.next())
                .param("at", Now.instant().atOffset(ZoneOffset.UTC))
                .param("actor", Actor.NOBODY)
                .query(UUID.class)
                .single();
    }
}
