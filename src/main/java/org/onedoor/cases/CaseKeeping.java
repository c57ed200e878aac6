package org.onedoor.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.onedoor.files.Files;
import org.onedoor.frame.Keeping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the cases room does not keep for ever (R-SEC-5): drafts, form keys, recordings, what was told of overdue cases. */
@Configuration(proxyBeanMethods = false)
class CaseKeeping {

    @Bean
    Keeping draftsKept(Drafts drafts) {
        return new Keeping("cases.keeping.draft", Drafts.KEPT, drafts::forget);
    }

    @Bean
    Keeping formKeysKept(JdbcClient db) {
        return new Keeping("cases.keeping.key", Duration.ofDays(30), (county, before, most) -> db.sql("""
            delete from cases.idempotency where county = :county and (caller, key) in (
              select caller, key from cases.idempotency where county = :county and at < :before limit :most)\
            """)
                .param("county", county)
                .param("before", CaseStore.utc(before))
                .param("most", most)
                .update());
    }

    @Bean
    Keeping recordingsKept(JdbcClient db, Files files) {
        return new Keeping(
                "cases.keeping.voice",
                Duration.ofDays(90),
                (county, before, most) -> recordings(db, files, county, before, most));
    }

    /** The sound goes, what somebody wrote down of it stays. A joined case ends with the one it was joined to. */
    private static int recordings(JdbcClient db, Files files, int county, Instant before, int most) {
        List<UUID> over = db.sql("""
            update cases.attachment a set gone = true
            where a.county = :county and a.file in (
              select v.file from cases.attachment v
              join cases.matter m on m.county = v.county and m.id = v.matter
              left join cases.matter o on o.county = m.county and o.id = m.merged_into
              where v.county = :county and v.kind = 'VOICE' and not v.gone
                and coalesce(m.closed_at, o.closed_at) < :before limit :most)
            returning a.file\
            """)
                .param("county", county)
                .param("before", CaseStore.utc(before))
                .param("most", most)
                .query(UUID.class)
                .list();
        over.forEach(file -> files.delete(county, file));
        return over.size();
    }

    @Bean
    Keeping raisedKept(Digests digests) {
        return new Keeping("cases.keeping.raised", Duration.ofDays(30), digests::forget);
    }
}
