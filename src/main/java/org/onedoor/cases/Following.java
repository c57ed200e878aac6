package org.onedoor.cases;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.frame.WriteGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 自动跟进 · What happens to cases by time alone: waiting ends, silence closes or is rechecked, promises move with the
 * calendar, what is late climbs. Run each minute by a job, and by whoever hands in another clock.
 *
 * <p>Binds the county's scope itself; every stretch is one transaction, so a killed sweep goes on where it stopped.
 */
@Service
public class Following {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final int PAGE = 100;

    private final CaseStore store;
    private final Cases cases;
    private final Silence silence;
    private final Climbing climbing;
    private final LowMarks lowMarks;
    private final Digests digests;
    private final CalendarMoves calendarMoves;
    private final RuleBook rules;
    private final WorkingCalendar calendar;
    private final Catalogue catalogue;
    private final WriteGate gate;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    Following(
            CaseStore store,
            Cases cases,
            Silence silence,
            Climbing climbing,
            LowMarks lowMarks,
            Digests digests,
            CalendarMoves calendarMoves,
            RuleBook rules,
            WorkingCalendar calendar,
            Catalogue catalogue,
            WriteGate gate,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.cases = cases;
        this.silence = silence;
        this.climbing = climbing;
        this.lowMarks = lowMarks;
        this.digests = digests;
        this.calendarMoves = calendarMoves;
        this.rules = rules;
        this.calendar = calendar;
        this.catalogue = catalogue;
        this.gate = gate;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Everything that is due in this county by {@link Now}, as long as the gate is open; how many cases moved. */
    public int sweep(int county) {
        int moved = expireWaiting(county)
                + calendarMoves(county)
                + silence(county)
                + climb(county)
                + (gate.open() ? lowMarks.sweep(county) : 0);
        if (gate.open()) {
            in(county, () -> digests.tell(county));
        }
        return moved;
    }

    /** As {@link #sweep}, for one case: the seeder lets single cases live through time. Digests are not told. */
    public void follow(int county, UUID id) {
        in(county, () -> expire(county, id) | silence.end(county, id));
        in(county, () -> climbing.stretch(county, Climbing.After.START, id));
    }

    /** 等居民补充 ends by itself at the moment that was named. */
    int expireWaiting(int county) {
        return each(county, WAITING_OVER, id -> expire(county, id));
    }

    /** Silent windows that are over: drawn for a recheck, or closed as 未表态. */
    int silence(int county) {
        return each(county, WINDOW_OVER, id -> silence.end(county, id));
    }

    int calendarMoves(int county) {
        int moved = 0;
        while (gate.open()) {
            var change = in(county, () -> calendarMoves.next(county));
            if (change.isEmpty()) {
                return moved;
            }
            moved += each(county, CalendarMoves.OPEN, id -> calendarMoves.move(county, change.get(), id));
            if (gate.open()) {
                in(county, () -> calendarMoves.done(county, change.get()));
            }
        }
        return moved;
    }

    /** The ladder, a stretch a transaction, each beginning after the last. */
    int climb(int county) {
        int climbed = 0;
        var after = Climbing.After.START;
        while (gate.open()) {
            var from = after;
            var swept = in(county, () -> climbing.stretch(county, from, null));
            climbed += swept.cases();
            if (swept.last() == null) {
                return climbed;
            }
            after = swept.last();
        }
        return climbed;
    }

    private static final String WAITING_OVER = """
        select m.id from cases.matter m
        where m.county = :county and m.state = 'WAITING' and m.wait_until <= :now and m.id > :after
        order by m.id limit :limit\
        """;

    private static final String WINDOW_OVER = """
        select m.id from cases.matter m
        where m.county = :county and m.state = 'ANSWERED' and m.window_until <= :now and m.id > :after
          and (m.recheck_until is null or m.answered_at <= :end)
        order by m.id limit :limit\
        """;

    private interface Work {
        boolean on(UUID id);
    }

    /** One transaction a case: one that cannot be moved is logged and does not keep the others. */
    private int each(int county, String sql, Work work) {
        int moved = 0;
        var after = new UUID(0, 0);
        List<UUID> ids;
        do {
            var from = after;
            ids = in(county, () -> db.sql(sql)
                    .param("county", county)
                    .param("now", CaseStore.utc(Now.instant()))
                    .param(
                            "end",
                            CaseStore.utc(Now.instant().minus(Duration.ofDays(rules.least(county, Rules::ratingDays)))))
                    .param("after", from)
                    .param("limit", PAGE)
                    .query(UUID.class)
                    .list());
            for (var id : ids) {
                if (!gate.open()) {
                    return moved;
                }
                try {
                    moved += in(county, () -> work.on(id)) ? 1 : 0;
                } catch (RuntimeException e) {
                    LOG.error("Case {} of county {} could not be followed", id, county, e);
                }
                after = id;
            }
        } while (ids.size() == PAGE);
        return moved;
    }

    private boolean expire(int county, UUID id) {
        var row = store.lock(county, id).orElseThrow();
        var told = row.told();
        var until = told.waitUntil();
        var paused = told.pausedSince();
        if (until == null || paused == null || until.isAfter(Now.instant())) {
            return false;
        }
        // However late the sweep comes: the pause ended when it was said to end.
        var limit = catalogue.of(county).get(told.item()).promise();
        var due = calendar.of(county, row.placeLo()).extend(told.due(), limit, paused, until);
        return take(row, Step.EXPIRE_WAITING, new Fact.Supplied("expired", null, due));
    }

    private boolean take(CaseStore.Row row, Step step, Fact fact) {
        var by = new By.Clockwork();
        cases.finish(row, row.told().with(Now.instant(), by.actor(), null, fact), step, by);
        return true;
    }

    private <T extends @Nullable Object> T in(int county, Supplier<T> work) {
        return Scope.in(new Scope.County(county), () -> transaction.execute(_ -> work.get()));
    }
}
