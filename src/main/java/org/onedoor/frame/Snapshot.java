package org.onedoor.frame;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 快照 · An immutable copy of one county's reference nouns (places, offices, items, calendars), kept in memory with a
 * version number that is compared with the database at most every two seconds, so that a second instance follows
 * (foundations §22).
 *
 * <p>Made by {@link Snapshots#of}. The loader runs in its own transaction under {@link Scope.County}, or {@link Scope.Interior} for an internal room.
 */
public final class Snapshot<T> {

    private static final long CHECK_NANOS = 2_000_000_000L;

    private record Held<T>(T value, long version, long checked) {}

    private final String noun;
    private final IntFunction<Scope> scope;
    private final IntFunction<T> load;
    private final JdbcClient db;
    private final DataSource dataSource;
    private final TransactionTemplate transaction;
    private final ConcurrentHashMap<Integer, Held<T>> held = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, ReentrantLock> turns = new ConcurrentHashMap<>();
    /** Counts this program's own changes, so that a copy read just before one of them is not kept after it. */
    private final ConcurrentHashMap<Integer, Long> changes = new ConcurrentHashMap<>();

    Snapshot(
            String noun,
            IntFunction<Scope> scope,
            IntFunction<T> load,
            JdbcClient db,
            DataSource dataSource,
            TransactionTemplate transaction) {
        this.noun = noun;
        this.scope = scope;
        this.load = load;
        this.db = db;
        this.dataSource = dataSource;
        this.transaction = transaction;
    }

    /** The copy for this county, at most two seconds old; loaded on first use. */
    public T of(int county) {
        var now = System.nanoTime();
        var mine = held.get(county);
        if (mine != null && now - mine.checked() < CHECK_NANOS) {
            return mine.value();
        }
        // One asks for all: the others go on with what they have, or wait for the first copy where they hold no
        // connection.
        var turn = turns.computeIfAbsent(county, _ -> new ReentrantLock());
        boolean inside = TransactionSynchronizationManager.isActualTransactionActive();
        boolean mineToAsk = turn.tryLock();
        if (!mineToAsk) {
            if (mine != null && !(inside && TransactionSynchronizationManager.hasResource(written(county)))) {
                return mine.value();
            }
            if (!inside) {
                turn.lock();
                mineToAsk = true;
                var theirs = held.get(county);
                if (theirs != null && now - theirs.checked() < CHECK_NANOS) {
                    turn.unlock();
                    return theirs.value();
                }
            }
        }
        try {
            return ask(county, inside);
        } finally {
            if (mineToAsk) {
                turn.unlock();
            }
        }
    }

    private T ask(int county, boolean inside) {
        if (!inside) {
            return Scope.in(scope.apply(county), () -> transaction.execute(_ -> refresh(county)));
        }
        // What this very transaction has written is read anew each time, and not kept: it may still be rolled back.
        return TransactionSynchronizationManager.hasResource(written(county))
                ? ScopedTransactions.as(dataSource, scope.apply(county), () -> load.apply(county))
                : ScopedTransactions.as(dataSource, scope.apply(county), () -> refresh(county));
    }

    private T refresh(int county) {
        long changed = changes.getOrDefault(county, 0L);
        long version = version(county);
        var last = held.get(county);
        var value = last != null && last.version() == version ? last.value() : load.apply(county);
        held.put(county, new Held<>(value, version, System.nanoTime()));
        if (changes.getOrDefault(county, 0L) != changed) {
            held.remove(county);
        }
        return value;
    }

    private Object written(int county) {
        return noun + ":" + county;
    }

    /** Says, inside the writing transaction, that the nouns of this county have changed. */
    public void changed(int county) {
        db.sql("""
            insert into technical.snapshot (county, noun, version) values (:county, :noun, 1)
            on conflict (county, noun) do update set version = technical.snapshot.version + 1\
            """).param("county", county).param("noun", noun).update();
        var mark = written(county);
        if (TransactionSynchronizationManager.hasResource(mark)) {
            return;
        }
        TransactionSynchronizationManager.bindResource(mark, true);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(mark);
                changes.merge(county, 1L, Long::sum);
                held.remove(county);
            }
        });
    }

    private long version(int county) {
        return db.sql("select version from technical.snapshot where county = :county and noun = :noun")
                .param("county", county)
                .param("noun", noun)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }
}
