package org.onedoor.frame;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 快照 · An immutable copy of one county's reference nouns (places, offices, items, calendars), kept in memory with a
 * version number that is compared with the database at most every two seconds, so that a second instance follows
 * (foundations §22).
 *
 * <p>Made by {@link Snapshots#of}. The loader runs in its own transaction under {@link Scope.County}.
 */
public final class Snapshot<T> {

    private static final long CHECK_NANOS = 2_000_000_000L;

    private record Held<T>(T value, long version, long checked) {}

    private final String noun;
    private final IntFunction<T> load;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final ConcurrentHashMap<Integer, Held<T>> held = new ConcurrentHashMap<>();

    Snapshot(String noun, IntFunction<T> load, JdbcClient db, TransactionTemplate transaction) {
        this.noun = noun;
        this.load = load;
        this.db = db;
        this.transaction = transaction;
    }

    /** The copy for this county, at most two seconds old; loaded on first use. */
    public T of(int county) {
        var now = System.nanoTime();
        var mine = held.get(county);
        if (mine != null && now - mine.checked() < CHECK_NANOS) {
            return mine.value();
        }
        return apart(
                () -> transaction.execute(_ -> {
                    long version = version(county);
                    var last = held.get(county);
                    var value = last != null && last.version() == version ? last.value() : load.apply(county);
                    held.put(county, new Held<>(value, version, System.nanoTime()));
                    return value;
                }),
                county);
    }

    /** Says, inside the writing transaction, that the nouns of this county have changed. */
    public void changed(int county) {
        db.sql("""
            insert into technical.snapshot (county, noun, version) values (:county, :noun, 1)
            on conflict (county, noun) do update set version = technical.snapshot.version + 1\
            """).param("county", county).param("noun", noun).update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
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

    /** A caller may be inside a transaction of another scope; the copy is read in one of its own, on its own thread. */
    private <R> R apart(java.util.function.Supplier<R> work, int county) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return Scope.in(new Scope.County(county), work);
        }
        try {
            return CompletableFuture.supplyAsync(
                            () -> Scope.in(new Scope.County(county), work), Thread::startVirtualThread)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
