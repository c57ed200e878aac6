package org.onedoor.audit;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * 审计簿 · Writes down who did what, in the transaction that does it, and lets it be read.
 *
 * <p>Every scope of a county may write; reading needs {@code Scope.County}. Rooms that save with one statement call the SQL
 * function {@code audit.record} in it instead, with {@link Origin#ip()} as {@code from_ip}.
 */
@Service
@Transactional(readOnly = true)
public class Audit {

    private final JdbcClient db;
    private final JsonMapper json;
    private final AuditSearch search;
    private final Verifier verifier;

    Audit(JdbcClient db, JsonMapper json, AuditSearch search, Verifier verifier) {
        this.db = db;
        this.json = json;
        this.search = search;
        this.verifier = verifier;
    }

    @Transactional
    public void record(Entry entry) {
        db.sql("""
            select audit.record(:county, :id, :at, :actor, :post, :action, :subject, :ip, :why, \
            :detail::jsonb)\
            """)
                .param("county", entry.county())
                .param("id", Ids.next())
                .param("at", Now.instant().atOffset(ZoneOffset.UTC))
                .param("actor", entry.actor())
                .param("post", entry.post(), Types.OTHER)
                .param("action", entry.action())
                .param("subject", entry.subject(), Types.OTHER)
                .param("ip", Origin.ip(), Types.VARCHAR)
                .param("why", entry.why(), Types.VARCHAR)
                .param("detail", json.writeValueAsString(entry.detail()))
                .query(UUID.class)
                .single();
    }

    /**
     * 查看记录 · One look at personal data.
     *
     * @param post the post it was done under: the room above turns it into the office's name
     * @param why the reason given, or the case number
     */
    public record View(
            UUID id,
            Instant at,
            UUID actor,
            @Nullable UUID post,
            String action,
            @Nullable String why) {}

    /** 谁看过我的资料: looks at the subject's data (actions that end in {@code .viewed}), newest first, at most 200. */
    public List<View> views(int county, UUID subject) {
        return db.sql("""
            select id, at, actor, post, action, why from audit.entry
            where county = :county and subject = :subject and action like '%.viewed'
            order by at desc, id desc limit 200\
            """)
                .param("county", county)
                .param("subject", subject)
                .query(View.class)
                .list();
    }

    /** A page of what the auditor looks for, and one row more when there are further ones. */
    List<AuditSearch.Row> find(AuditSearch.Wanted wanted, @Nullable Instant at, @Nullable UUID id) {
        return search.find(wanted, at, id);
    }

    /** Checks the whole chain of the county against its entries and against the heads kept outside the database. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Verdict verify(int county) {
        return verifier.verify(county);
    }
}
