package org.onedoor.frame;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 后台作业 · What runs by itself and when, and which events have not been heard; called under {@link Scope.Operator}.
 *
 * <p>An event whose listener failed, or whose program was killed before it was heard, is tried again after a minute, five
 * minutes, half an hour and then each two hours (foundations §3, §20). Listeners are idempotent.
 */
@Service
@Transactional(readOnly = true)
public class Jobs {

    private static final List<Duration> WAITS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2));
    private static final int MOST = 100;

    private final JdbcClient db;
    private final ObjectProvider<IncompleteEventPublications> publications;
    private final TransactionTemplate transaction;

    Jobs(
            JdbcClient db,
            ObjectProvider<IncompleteEventPublications> publications,
            PlatformTransactionManager transactions) {
        this.db = db;
        this.publications = publications;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * 作业情况 · One job that runs by itself.
     *
     * @param running somebody works on it right now
     */
    public record Run(
            String name,
            Instant next,
            boolean running,
            @Nullable Instant lastDone,
            @Nullable Instant lastFailed,
            int failures) {}

    /** 没听到的事件 · An event that one listener has not dealt with yet. */
    public record Unheard(UUID id, String listener, String event, Instant at, int tries) {}

    /** In order of their names; the same for all counties. */
    public List<Run> runs() {
        return db.sql("""
            select task_name, execution_time, picked, last_success, last_failure, coalesce(consecutive_failures, 0) as failures
            from technical.scheduled_tasks order by task_name collate "C" limit 100\
            """)
                .query((r, _) -> new Run(
                        r.getString("task_name"),
                        r.getObject("execution_time", OffsetDateTime.class).toInstant(),
                        r.getBoolean("picked"),
                        instant(r, "last_success"),
                        instant(r, "last_failure"),
                        r.getInt("failures")))
                .list();
    }

    /** Events of this county that are older than a minute and not heard, the oldest first; at most 100. */
    public List<Unheard> unheard(int county) {
        return db.sql("""
            select id, listener_id, event_type, publication_date, coalesce(completion_attempts, 0) as tries
            from technical.event_publication
            where completion_date is null and publication_date < :before
              and serialized_event::jsonb ->> 'county' = :county
            order by publication_date, id limit :most\
            """)
                .param("before", Now.instant().minus(WAITS.getFirst()).atOffset(ZoneOffset.UTC))
                .param("county", Integer.toString(county))
                .param("most", MOST)
                .query((r, _) -> new Unheard(
                        r.getObject("id", UUID.class),
                        r.getString("listener_id"),
                        r.getString("event_type"),
                        r.getObject("publication_date", OffsetDateTime.class).toInstant(),
                        r.getInt("tries")))
                .list();
    }

    /** Tells one event of the county again, now. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void again(int county, UUID id) {
        tell(one -> one.getIdentifier().equals(id)
                && one.getEvent() instanceof CountyEvent event
                && event.county() == county);
    }

    /** Tells every event again whose time has come. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void again() {
        var now = Now.instant();
        tell(one -> due(one, now));
    }

    private void tell(Predicate<EventPublication> which) {
        // Told again by a program that was killed over it: the registry would take it for being told still.
        transaction.executeWithoutResult(_ -> db.sql("""
            update technical.event_publication set status = 'FAILED'
            where completion_date is null and status = 'RESUBMITTED' and last_resubmission_date < :before\
            """)
                .param("before", Now.instant().minus(WAITS.getFirst()).atOffset(ZoneOffset.UTC))
                .update());
        publications.ifAvailable(all -> all.resubmitIncompletePublications(which));
    }

    private static boolean due(EventPublication one, Instant now) {
        Instant last = one.getLastResubmissionDate();
        int tries = Math.clamp(one.getCompletionAttempts() - 1L, 0, WAITS.size() - 1);
        return !(last == null ? one.getPublicationDate() : last)
                .plus(WAITS.get(tries))
                .isAfter(now);
    }

    private static @Nullable Instant instant(ResultSet r, String column) throws SQLException {
        var moment = r.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
