package org.onedoor.regions;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Scope;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 县份 · The counties on this system; one is one tenant. */
@Service
public class Counties implements CountySource {

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private volatile List<Home> known = List.of();
    private volatile long checked;
    /** Counts this program's own changes: what was read before one of them is not kept after it. */
    private volatile long changes;

    Counties(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Inside a transaction what is known will do: the door or the job that began it has just looked. */
    @Override
    public List<Home> all() {
        if (!known.isEmpty() && TransactionSynchronizationManager.isActualTransactionActive()) {
            return known;
        }
        long now = System.nanoTime();
        if (known.isEmpty() || now - checked > 2_000_000_000L) {
            long before = changes;
            try {
                List<Home> read = Scope.in(
                        new Scope.Operator(),
                        () -> transaction.execute(
                                _ -> db.sql("select county, code, name, host from regions.county order by county")
                                        .query(Home.class)
                                        .list()));
                keep(read, now, before);
                return read;
            } catch (TransactionException | DataAccessException e) {
                // While the database is away the door still knows whose it is, and can say so in its own words.
                if (known.isEmpty()) {
                    throw e;
                }
            }
        }
        return known;
    }

    private synchronized void keep(List<Home> read, long now, long before) {
        if (changes == before) {
            known = read;
            checked = now;
        }
    }

    private synchronized void forget() {
        changes++;
        known = List.of();
    }

    @Override
    public boolean seeding(int county) {
        return seededUntil(county).isPresent();
    }

    /** Sets up a county with the next free number. */
    public int found(String code, String name, String host) {
        return found(code, name, host, null);
    }

    /** As above, for a seeder: from the first moment it says how far it has come. */
    public int found(String code, String name, String host, @Nullable Instant seededUntil) {
        int county = Scope.in(
                new Scope.Operator(),
                () -> transaction.execute(_ -> db.sql("""
                    insert into regions.county (county, code, name, host, seeded_until)
                    select coalesce(max(county), 0) + 1, :code, :name, :host, :until from regions.county
                    returning county\
                    """)
                        .param("code", code)
                        .param("name", name)
                        .param("host", host)
                        .param("until", utc(seededUntil), Types.TIMESTAMP_WITH_TIMEZONE)
                        .query(Integer.class)
                        .single()));
        forget();
        return county;
    }

    /** The name that stands under the door mark of every page. */
    void rename(int county, String name) {
        Scope.in(
                new Scope.Operator(),
                () -> transaction.execute(_ -> db.sql("update regions.county set name = :name where county = :county")
                        .param("county", county)
                        .param("name", name)
                        .update()));
        forget();
    }

    /** How far the seeder has come; the live sweeper leaves such a county out. Empty when it is not being seeded. */
    public Optional<Instant> seededUntil(int county) {
        return Scope.in(
                new Scope.Operator(),
                () -> transaction.execute(
                        _ -> db.sql("select seeded_until from regions.county where county = :county and seeded_until is"
                                        + " not null")
                                .param("county", county)
                                .query(Instant.class)
                                .optional()));
    }

    /** Null: seeding is done. */
    public void seededUntil(int county, @Nullable Instant until) {
        Scope.in(
                new Scope.Operator(),
                () -> transaction.execute(
                        _ -> db.sql("update regions.county set seeded_until = :until where county = :county")
                                .param("county", county)
                                .param("until", utc(until), Types.TIMESTAMP_WITH_TIMEZONE)
                                .update()));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
