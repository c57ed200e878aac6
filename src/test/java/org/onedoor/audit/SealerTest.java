package org.onedoor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Scope;
import org.onedoor.regions.Counties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Foundations §9: what commits is sealed once and in order, whatever runs beside it. */
@OneDoorTest
class SealerTest {

    private record Sealed(long sealNo, UUID entryId) {}

    private final Audit audit;
    private final Sealer sealer;
    private final SealingJob job;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final int county;

    SealerTest(
            Audit audit,
            Sealer sealer,
            SealingJob job,
            JdbcClient db,
            PlatformTransactionManager transactions,
            Counties counties) {
        this.audit = audit;
        this.sealer = sealer;
        this.job = job;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.county = Blank.county(counties);
    }

    @Test
    void thirtyTwoWritersWithDelaysAndRollbacksLeaveOneWholeChain() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var committed = new ConcurrentLinkedQueue<UUID>();
        var sealing = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sealers = List.of(threads.submit(() -> sealOn(sealing)), threads.submit(() -> sealOn(sealing)));
            var writers = LongStream.range(0, 32)
                    .mapToObj(n -> (Callable<Void>) () -> {
                        write(new Random(seed + n), committed);
                        return null;
                    })
                    .toList();
            for (var done : threads.invokeAll(writers)) {
                done.get();
            }
            sealing.set(false);
            for (var sealer : sealers) {
                sealer.get();
            }
        }
        sealAll(committed.size());
        var seals = seals();
        assertThat(seals)
                .extracting(Sealed::sealNo)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, seals.size()).boxed().toList());
        assertThat(seals.stream().map(Sealed::entryId).toList()).containsExactlyInAnyOrderElementsOf(committed);
        assertThat(audit.verify(county)).isEqualTo(new Verdict.Sound(committed.size(), null));
    }

    private Void sealOn(AtomicBoolean going) {
        while (going.get()) {
            sealer.seal(county);
        }
        return null;
    }

    private void write(Random random, ConcurrentLinkedQueue<UUID> committed) {
        for (int i = 0; i < 12; i++) {
            boolean fails = random.nextInt(5) == 0;
            int rows = 1 + random.nextInt(3);
            var written = Scope.in(
                    new Scope.Place(county, 1, 9),
                    () -> transaction.execute(status -> {
                        var subjects = new HashSet<UUID>();
                        for (int row = 0; row < rows; row++) {
                            subjects.add(record());
                            LockSupport.parkNanos(random.nextInt(2_000_000));
                        }
                        if (fails) {
                            status.setRollbackOnly();
                        }
                        return subjects;
                    }));
            if (!fails) {
                committed.addAll(written);
            }
        }
    }

    @Test
    void aLongTransactionDelaysTheChainAndIsNotSkipped() throws Exception {
        var written = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> Scope.in(
                    new Scope.Place(county, 1, 9),
                    () -> transaction.execute(_ -> {
                        var id = record();
                        written.countDown();
                        await(go);
                        return id;
                    })));
            written.await();
            UUID quick;
            try {
                quick = Scope.in(new Scope.Place(county, 1, 9), () -> transaction.execute(_ -> record()));
                sealer.seal(county);
                assertThat(seals()).as("the quick one waits for the slow one").isEmpty();
            } finally {
                go.countDown();
            }
            var first = slow.get();
            sealAll(2);
            assertThat(seals()).containsExactly(new Sealed(1, first), new Sealed(2, quick));
        }
    }

    @Test
    void theJobSealsByItselfAndKnowsHowOldTheOldestUnsealedCanBe() throws Exception {
        var written = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> Scope.in(
                    new Scope.Place(county, 1, 9),
                    () -> transaction.execute(_ -> {
                        var id = record();
                        written.countDown();
                        await(go);
                        return id;
                    })));
            written.await();
            try {
                Scope.in(new Scope.Place(county, 1, 9), () -> transaction.execute(_ -> record()));
                job.round();
                job.round();
                var before = job.age();
                job.round();
                assertThat(job.age()).as("no younger while it runs").isGreaterThan(before);
            } finally {
                go.countDown();
            }
            slow.get();
        }
        org.awaitility.Awaitility.await()
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(20))
                .until(() -> seals().size() == 2 && job.age().compareTo(Duration.ofSeconds(5)) < 0);
    }

    @ParameterizedTest
    @CsvSource({"0, UP", "10, UP", "11, ALARM", "300, ALARM", "301, DOWN"})
    void tooLongUnsealedRaisesTheAlarm(int seconds, String status) {
        assertThat(UnsealedHealth.of(Duration.ofSeconds(seconds)).getStatus().getCode())
                .isEqualTo(status);
    }

    @Test
    void readsTheNewEntriesByTheirIndexOnly() {
        var plan = Scope.in(
                new Scope.County(county),
                () -> transaction.execute(_ -> {
                    db.sql("set local enable_seqscan = off").update();
                    return String.join(
                            "\n",
                            db.sql("""
                                explain select id from audit.entry
                                where county = :county and (xact, id) > ('700'::xid8, '00000000-0000-0000-0000-000000000000'::uuid)
                                  and xact < (pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                                              + audit.xact_offset())::text::xid8
                                order by xact, id limit 2000\
                                """)
                                    .param("county", county)
                                    .query(String.class)
                                    .list());
                }));
        assertThat(plan).contains("entry_order").doesNotContain("Sort");
        assertThat(plan.lines().filter(line -> line.contains("Index Cond")).findFirst())
                .hasValueSatisfying(
                        cond -> assertThat(cond).contains("ROW(xact, id) >").contains("xact <"));
    }

    private UUID record() {
        var id = Ids.next();
        db.sql("select audit.record(:county, :id, :at, :actor, null, 'audit.tested', null, null, null, '{}')")
                .param("county", county)
                .param("id", id)
                .param("at", org.onedoor.frame.Now.instant().atOffset(java.time.ZoneOffset.UTC))
                .param("actor", Actor.NOBODY)
                .query(UUID.class)
                .single();
        return id;
    }

    /** Other tests' transactions may still be running: the chain waits for those too. */
    private void sealAll(int entries) {
        org.awaitility.Awaitility.await()
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    sealer.seal(county);
                    return seals().size() == entries;
                });
    }

    private List<Sealed> seals() {
        return Scope.in(
                new Scope.County(county),
                () -> transaction.execute(_ -> db.sql("select seal_no, entry_id from audit.seal order by seal_no")
                        .query(Sealed.class)
                        .list()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
