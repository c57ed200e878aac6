package org.onedoor.audit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals every county each second, notes the heads outside the database each hour, and knows how old the oldest unsealed
 * entry can be. While nobody writes, a round is one question to the database. On a thread of its own, so that no other
 * job's length delays it; several instances take turns by the sealer's lock.
 */
@Component
class SealingJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SealingJob.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration NOTED = Duration.ofHours(1);

    /** Which transactions were running: equal text means that nothing was written in between. */
    private record Running(String text, long oldest, long next) {}

    /** When {@code next} was the next transaction to begin. */
    private record Mark(long next, long nanos) {}

    private final Sealer sealer;
    private final Heads heads;
    private final ObjectProvider<CountySource> counties;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Map<Integer, Long> noted = new HashMap<>();
    /** The clock that ages are measured with, which never leaps; tests hand in another. */
    volatile LongSupplier nanos = System::nanoTime;

    private String quiet = "";
    private @Nullable Mark mark;
    private long lastNote = nanos.getAsLong() - NOTED.toNanos();
    private boolean alarmed;
    private volatile long sealedUpTo = nanos.getAsLong();
    private volatile CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    SealingJob(
            Sealer sealer,
            Heads heads,
            ObjectProvider<CountySource> counties,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.sealer = sealer;
        this.heads = heads;
        this.counties = counties;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Nothing older than this is unsealed. */
    Duration age() {
        return Duration.ofNanos(nanos.getAsLong() - sealedUpTo);
    }

    /** Says it once when the alarm begins and once when it is over. */
    private void alarm() {
        boolean late = age().compareTo(UnsealedHealth.ALARM) > 0;
        if (late != alarmed) {
            alarmed = late;
            if (late) {
                LOG.error("ALARM: audit entries have been waiting for their seal for {} s", age().toSeconds());
            } else {
                LOG.info("The audit is sealed again");
            }
        }
    }

    /** One round over all counties. */
    synchronized void round() {
        long begun = nanos.getAsLong();
        var running = running();
        if (!running.text().equals(quiet) && !sealAll()) {
            return;
        }
        if (running.oldest() == running.next()) {
            quiet = running.text();
            mark = null;
            sealedUpTo = begun;
        } else {
            quiet = "";
            if (mark == null) {
                mark = new Mark(running.next(), begun);
            } else if (running.oldest() >= mark.next()) {
                sealedUpTo = mark.nanos();
                mark = new Mark(running.next(), begun);
            }
        }
        if (begun - lastNote >= NOTED.toNanos()) {
            noteHeads();
            lastNote = begun;
        }
    }

    /** A county that fails (its chain may have been tampered with) does not hold up the others, but the alarm goes on. */
    private boolean sealAll() {
        boolean all = true;
        for (var home : counties.getObject().all()) {
            try {
                sealer.seal(home.county());
            } catch (RuntimeException e) {
                LOG.warn("The audit of county {} could not be sealed", home.county(), e);
                all = false;
            }
        }
        return all;
    }

    /** Writes the heads that have moved since the last time. */
    synchronized void noteHeads() {
        for (var home : counties.getObject().all()) {
            sealer.head(home.county()).ifPresent(head -> {
                if (head.sealNo() != noted.getOrDefault(home.county(), 0L)) {
                    heads.note(home.county(), Now.instant(), head);
                    noted.put(home.county(), head.sealNo());
                }
            });
        }
    }

    private Running running() {
        return Scope.in(
                new Scope.Operator(),
                () -> transaction.execute(_ -> db.sql("""
                    select s::text as text, pg_snapshot_xmin(s)::text::bigint as oldest,
                           pg_snapshot_xmax(s)::text::bigint as next
                    from pg_current_snapshot() s\
                    """).query(Running.class).single()));
    }

    private void loop(CountDownLatch until) {
        try {
            do {
                try {
                    round();
                } catch (RuntimeException e) {
                    LOG.warn("The audit could not be sealed; trying again", e);
                }
                alarm();
            } while (!until.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        sealedUpTo = nanos.getAsLong();
        var until = new CountDownLatch(1);
        stop = until;
        thread = Thread.ofVirtual().name("audit-sealer").start(() -> loop(until));
    }

    /** Lets a round that is under way finish: an interrupt would close its connection. */
    @Override
    public void stop() {
        var running = thread;
        if (running == null) {
            return;
        }
        stop.countDown();
        thread = null;
        try {
            running.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
