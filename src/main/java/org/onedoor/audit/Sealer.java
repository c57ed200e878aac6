package org.onedoor.audit;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.onedoor.frame.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Chains what was written. An entry is taken only when its transaction lies below the oldest one still running, so that
 * nothing can appear before it later: a long transaction delays the chain and never tears it. The last seal names how far
 * the chain has come.
 */
@Component
class Sealer {

    private static final int LOCK = 20_261_122;
    private static final int BATCH = 2_000;

    /** End of a chain. */
    record Head(long sealNo, UUID entryId, String xact, byte[] hash) {

        static final Head NONE = new Head(0, new UUID(0, 0), "0", Chained.START);
    }

    private final JdbcClient db;
    private final TransactionTemplate transaction;

    Sealer(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Seals everything that may be sealed now; returns how many entries. */
    int seal(int county) {
        int sealed = 0;
        int batch;
        do {
            batch = Scope.in(new Scope.County(county), () -> transaction.execute(_ -> sealBatch(county)));
            sealed += batch;
        } while (batch == BATCH);
        return sealed;
    }

    /** The last seal of the county, if there is one; in a transaction of its own. */
    Optional<Head> head(int county) {
        return Scope.in(new Scope.County(county), () -> transaction.execute(_ -> last(county)));
    }

    private int sealBatch(int county) {
        db.sql("select pg_advisory_xact_lock(:lock, :county)")
                .param("lock", LOCK)
                .param("county", county)
                .query((_, _) -> true)
                .single();
        var head = last(county).orElse(Head.NONE);
        var entries = db.sql("""
            select county, id, at, actor, post, action, subject, from_ip, why, detail::text as detail,
                   xact::text as xact
            from audit.entry
            where county = :county and (xact, id) > (:xact::xid8, :id::uuid)
              and xact < (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + audit.xact_offset())::text::xid8
            order by entry.xact, entry.id limit 2000\
            """)
                .param("county", county)
                .param("xact", head.xact())
                .param("id", head.entryId())
                .query(Chained.class)
                .list();
        if (entries.isEmpty()) {
            return 0;
        }
        var ids = new String[entries.size()];
        var xacts = new String[entries.size()];
        var prevs = new String[entries.size()];
        var hashes = new String[entries.size()];
        var hash = head.hash();
        for (int i = 0; i < ids.length; i++) {
            var entry = entries.get(i);
            ids[i] = entry.id().toString();
            xacts[i] = entry.xact();
            prevs[i] = HexFormat.of().formatHex(hash);
            hash = entry.after(hash);
            hashes[i] = HexFormat.of().formatHex(hash);
        }
        db.sql("""
            insert into audit.seal (county, seal_no, entry_id, xact, prev, hash)
            select :county, :head + n, id::uuid, xact::xid8, decode(prev, 'hex'), decode(hash, 'hex')
            from unnest(:ids::text[], :xacts::text[], :prevs::text[], :hashes::text[])
                 with ordinality as row (id, xact, prev, hash, n)\
            """)
                .param("county", county)
                .param("head", head.sealNo())
                .param("ids", ids)
                .param("xacts", xacts)
                .param("prevs", prevs)
                .param("hashes", hashes)
                .update();
        return ids.length;
    }

    private Optional<Head> last(int county) {
        return db.sql("""
            select seal_no, entry_id, xact::text as xact, hash from audit.seal
            where county = :county order by seal_no desc limit 1\
            """).param("county", county).query(Head.class).optional();
    }
}
