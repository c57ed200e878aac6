package org.onedoor.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Keeping;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 到期清理事务 · Forgets what is over its term, and proves it: each batch and its line in the audit are one transaction, so what
 * is gone is written down and what is written down is gone (R-SEC-5).
 */
@Service
public class Retention {

    private static final int BATCH = 500;

    /** Who it stands for in the audit: time itself. */
    private static final UUID CLOCK = new UUID(0, 1);

    /** A kind of data, the term that holds in the county, and when something of it was last forgotten. */
    record Kept(
            String name,
            Duration term,
            boolean own,
            @Nullable Instant last,
            int removed) {}

    private final ObjectProvider<Keeping> keepings;
    private final Audit audit;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    Retention(ObjectProvider<Keeping> keepings, Audit audit, JdbcClient db, PlatformTransactionManager transactions) {
        this.keepings = keepings;
        this.audit = audit;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Everything that is over by {@link Now}; how many rows went, by kind. */
    public Map<String, Integer> forget(int county) {
        var own = in(county, () -> terms(county));
        return keepings.stream()
                .collect(Collectors.toMap(
                        Keeping::name,
                        keeping -> forget(county, keeping, own.getOrDefault(keeping.name(), keeping.term()))));
    }

    private int forget(int county, Keeping keeping, Duration term) {
        var before = Now.instant().minus(term);
        int all = 0;
        int gone;
        do {
            gone = in(county, () -> batch(county, keeping, before));
            all += gone;
        } while (gone >= BATCH);
        return all;
    }

    private int batch(int county, Keeping keeping, Instant before) {
        int gone = keeping.forgetting().forget(county, before, BATCH);
        if (gone > 0) {
            audit.record(new Entry(
                    county,
                    CLOCK,
                    null,
                    "audit.forgotten",
                    null,
                    null,
                    Map.of("what", keeping.name(), "removed", gone, "before", before.toString())));
        }
        return gone;
    }

    private Map<String, Duration> terms(int county) {
        record Own(String name, int hours) {}
        return db
                .sql("select name, hours from audit.term where county = :county")
                .param("county", county)
                .query(Own.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Own::name, own -> Duration.ofHours(own.hours())));
    }

    /** What is kept how long, in the order of its term. */
    List<Kept> kept(int county) {
        record Last(String name, Instant at, int removed) {}
        return in(county, () -> {
            var own = terms(county);
            var last = db
                    .sql("""
                        select distinct on (detail ->> 'what') detail ->> 'what' as name, at,
                          (detail ->> 'removed')::int as removed
                        from audit.entry where county = :county and action = 'audit.forgotten' and at > :since
                        order by detail ->> 'what', at desc\
                        """)
                    .param("county", county)
                    .param("since", Now.instant().minus(Duration.ofDays(90)).atOffset(java.time.ZoneOffset.UTC))
                    .query(Last.class)
                    .list()
                    .stream()
                    .collect(Collectors.toMap(Last::name, one -> one));
            return keepings.stream()
                    .map(keeping -> {
                        var done = last.get(keeping.name());
                        return new Kept(
                                keeping.name(),
                                own.getOrDefault(keeping.name(), keeping.term()),
                                own.containsKey(keeping.name()),
                                done == null ? null : done.at(),
                                done == null ? 0 : done.removed());
                    })
                    .sorted(java.util.Comparator.comparing(Kept::term).thenComparing(Kept::name))
                    .toList();
        });
    }

    /** A term of the county's own, from now on; null: the default again. */
    public void term(int county, String name, @Nullable Duration term) {
        in(county, () -> {
            var sql = term == null
                    ? "delete from audit.term where county = :county and name = :name"
                    : "insert into audit.term (county, name, hours) values (:county, :name, :hours)"
                            + " on conflict (county, name) do update set hours = excluded.hours";
            return db.sql(sql)
                    .param("county", county)
                    .param("name", name)
                    .param("hours", term == null ? 0 : Math.toIntExact(term.toHours()))
                    .update();
        });
    }

    private <T> T in(int county, Supplier<T> work) {
        return Scope.in(new Scope.County(county), () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }
}
