package org.onedoor.audit;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Keeping;
import org.onedoor.frame.NotHere;
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

    /** A county's own term from a day on; {@code hours} null: the shipped one again. */
    record Term(
            String name,
            LocalDate effectiveFrom,
            @Nullable Integer hours,
            String reason,
            Instant plannedAt,
            UUID plannedBy) {}

    /** What a wish to plan came to. */
    sealed interface Planning {
        record Done() implements Planning {}

        /** There is no such kind of data. */
        record Unknown() implements Planning {}

        /** From tomorrow on: what is over today is forgotten today. */
        record TooEarly() implements Planning {}

        /** It would hold on that day anyway. */
        record Nothing() implements Planning {}
    }

    private Map<String, Duration> terms(int county) {
        return on(planned(county), Now.today());
    }

    /** Every term ever planned, the earliest day first. */
    List<Term> plans(int county) {
        return in(county, () -> planned(county));
    }

    private List<Term> planned(int county) {
        return db.sql("""
            select name, effective_from, hours, reason, planned_at, planned_by from audit.term
            where county = :county order by effective_from, name\
            """).param("county", county).query(Term.class).list();
    }

    private static Map<String, Duration> on(List<Term> planned, LocalDate day) {
        var own = new HashMap<String, Duration>();
        for (var term : planned) {
            if (term.effectiveFrom().isAfter(day)) {
                break;
            }
            if (term.hours() == null) {
                own.remove(term.name());
            } else {
                own.put(term.name(), Duration.ofHours(term.hours()));
            }
        }
        return own;
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

    /**
     * Plans a county's own term from a day on; what was planned for that very day before is replaced.
     *
     * @param hours null: the shipped term again
     */
    public Planning plan(String name, LocalDate from, @Nullable Integer hours, String reason) {
        int county = Actor.current().county();
        var shipped = keepings.stream()
                .filter(keeping -> keeping.name().equals(name))
                .map(Keeping::term)
                .findFirst();
        if (shipped.isEmpty()) {
            return new Planning.Unknown();
        }
        if (!from.isAfter(Now.today())) {
            return new Planning.TooEarly();
        }
        return in(county, () -> {
            var before = on(planned(county), from.minusDays(1)).getOrDefault(name, shipped.get());
            if (before.equals(hours == null ? shipped.get() : Duration.ofHours(hours))) {
                return new Planning.Nothing();
            }
            db.sql("""
                insert into audit.term (county, name, effective_from, hours, reason, planned_at, planned_by)
                values (:county, :name, :from, :hours, :reason, :at, :by)
                on conflict (county, name, effective_from) do update set hours = excluded.hours,
                  reason = excluded.reason, planned_at = excluded.planned_at, planned_by = excluded.planned_by\
                """)
                    .param("county", county)
                    .param("name", name)
                    .param("from", from)
                    .param("hours", hours, Types.INTEGER)
                    .param("reason", reason)
                    .param("at", Now.instant().atOffset(ZoneOffset.UTC))
                    .param("by", Actor.current().id())
                    .update();
            record(
                    county,
                    "audit.term-planned",
                    reason,
                    Map.of("what", name, "from", from.toString(), "hours", hours == null ? "default" : hours));
            return new Planning.Done();
        });
    }

    /** Takes back what was planned for a day that has not begun. */
    public void withdraw(String name, LocalDate from) {
        int county = Actor.current().county();
        in(county, () -> {
            int gone = from.isAfter(Now.today())
                    ? db.sql("delete from audit.term where county = :county and name = :name and effective_from"
                                    + " = :from")
                            .param("county", county)
                            .param("name", name)
                            .param("from", from)
                            .update()
                    : 0;
            if (gone == 0) {
                throw new NotHere();
            }
            record(county, "audit.term-withdrawn", null, Map.of("what", name, "from", from.toString()));
            return gone;
        });
    }

    private void record(int county, String action, @Nullable String why, Map<String, Object> detail) {
        audit.record(new Entry(county, Actor.current().id(), null, action, null, why, detail));
    }

    private <T> T in(int county, Supplier<T> work) {
        return Scope.in(new Scope.County(county), () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }
}
