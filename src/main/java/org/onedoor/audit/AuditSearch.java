package org.onedoor.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the auditor searches for: newest first, each kind of search by its own index. */
@Component
class AuditSearch {

    static final int PAGE = 50;

    /**
     * @param actors whose entries; null for everybody's, empty for nobody's
     * @param action the whole action or its beginning; empty for all
     */
    record Wanted(
            int county,
            @Nullable List<UUID> actors,
            String action,
            @Nullable UUID subject,
            Instant from,
            Instant to) {}

    record Row(
            UUID id,
            Instant at,
            UUID actor,
            @Nullable UUID post,
            String action,
            @Nullable UUID subject,
            @Nullable String fromIp,
            @Nullable String why,
            String detail,
            @Nullable Long sealNo) {}

    private static final String READ = """
        select e.id, e.at, e.actor, e.post, e.action, e.subject, e.from_ip, e.why, e.detail::text as detail, s.seal_no
        from audit.entry e left join audit.seal s on s.county = e.county and s.entry_id = e.id
        where e.county = :county and e.at >= :from and (e.at, e.id) < (:at, :id)
          and (:action = '' or starts_with(e.action, :action))
        """;
    private static final String LATEST = " order by e.at desc, e.id desc limit 51";
    private static final String BY_TIME = READ + LATEST;
    private static final String BY_SUBJECT = READ + " and e.subject = :subject" + LATEST;
    private static final String BY_ACTOR = READ + " and e.actor = any(:actors::uuid[])" + LATEST;
    private static final String BY_BOTH =
            READ + " and e.subject = :subject and e.actor = any(:actors::uuid[])" + LATEST;

    private final JdbcClient db;

    AuditSearch(JdbcClient db) {
        this.db = db;
    }

    /** One row more than a page holds when there are further ones; entries before the position only. */
    List<Row> find(Wanted wanted, @Nullable Instant at, @Nullable UUID id) {
        var before = at == null ? wanted.to() : at;
        var query = db.sql(sql(wanted))
                .param("county", wanted.county())
                .param("from", wanted.from().atOffset(ZoneOffset.UTC))
                .param("at", before.atOffset(ZoneOffset.UTC))
                .param("id", id == null ? new UUID(0, 0) : id)
                .param("action", wanted.action());
        if (wanted.subject() != null) {
            query = query.param("subject", wanted.subject());
        }
        if (wanted.actors() != null) {
            query = query.param(
                    "actors", wanted.actors().stream().map(UUID::toString).toArray(String[]::new));
        }
        return query.query(Row.class).list();
    }

    private static String sql(Wanted wanted) {
        boolean actor = wanted.actors() != null;
        return wanted.subject() != null ? actor ? BY_BOTH : BY_SUBJECT : actor ? BY_ACTOR : BY_TIME;
    }
}
