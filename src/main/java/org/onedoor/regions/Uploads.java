package org.onedoor.regions;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 待导入文件 · Files with faulty rows, kept a day for the one who brought them. */
@Service
@Transactional(readOnly = true)
class Uploads {

    /** 导入种类 · What the file lists. */
    enum Kind {
        PLACES,
        OUTLINES
    }

    private final JdbcClient db;

    Uploads(JdbcClient db) {
        this.db = db;
    }

    /** Removes what was uploaded before then; in the caller's transaction of the county. */
    int forget(int county, Instant before, int most) {
        return db.sql("""
            delete from regions.upload where county = :county and id in (
              select id from regions.upload where county = :county and at < :before limit :most)\
            """)
                .param("county", county)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    @Transactional
    UUID keep(Kind kind, byte[] content) {
        int county = Scope.current().county();
        var now = Now.instant();
        var id = Ids.next();
        db.sql("""
            insert into regions.upload (county, id, account, kind, content, at)
            values (:county, :id, :account, :kind, :content, :at)\
            """)
                .param("county", county)
                .param("id", id)
                .param("account", Actor.current().id())
                .param("kind", kind.name())
                .param("content", content)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    Optional<byte[]> bring(Kind kind, UUID id) {
        return db.sql("""
            select content from regions.upload
            where county = :county and id = :id and kind = :kind and account = :account\
            """)
                .param("county", Scope.current().county())
                .param("id", id)
                .param("kind", kind.name())
                .param("account", Actor.current().id())
                .query((row, _) -> row.getBytes("content"))
                .optional();
    }

    @Transactional
    void discard(UUID id) {
        db.sql("delete from regions.upload where county = :county and id = :id")
                .param("county", Scope.current().county())
                .param("id", id)
                .update();
    }
}
