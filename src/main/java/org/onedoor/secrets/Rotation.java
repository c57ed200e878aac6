package org.onedoor.secrets;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the data key while the program works. Beginning takes the new key into use at once; the job then re-encrypts what
 * lies under older ones, a pass a minute, also after a restart. It is over after two empty passes in a row that began when
 * every instance had the new key and every transaction older than it had ended.
 */
@Component
class Rotation {

    /** Longer than an instance keeps the old key ({@link Keyring#FRESH}) and than a transaction may last. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private static final int EMPTY_PASSES = 2;

    /**
     * @param key id of the data key in use
     * @param since when it came
     * @param begun when re-encrypting began; null for the first key
     * @param rows re-encrypted so far
     * @param ended null while it goes on
     */
    record State(
            int key,
            Instant since,
            @Nullable Instant begun,
            long rows,
            @Nullable Instant ended) {
        boolean going() {
            return begun != null && ended == null;
        }
    }

    private final Secrets secrets;
    private final Keyring keys;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private int empty;

    Rotation(Secrets secrets, Keyring keys, JdbcClient db, PlatformTransactionManager transactions) {
        this.secrets = secrets;
        this.keys = keys;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    State state() {
        return operator(() -> db.sql("""
            select id, registered_at, rotation_begun_at, rotation_rows, rotation_ended_at from secrets.key
            where purpose = 'data' order by id desc limit 1\
            """)
                .query((row, _) -> new State(
                        row.getInt(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        instant(row.getObject(3, OffsetDateTime.class)),
                        row.getLong(4),
                        instant(row.getObject(5, OffsetDateTime.class))))
                .single());
    }

    /** Takes a new key into use. A key that is made lies in the folder before anything is sealed with it. */
    synchronized Rotating begin() {
        var before = state();
        if (before.going()) {
            return new Rotating.UnderWay();
        }
        int key = keys.renew();
        if (key == 1 || key == before.key() && before.begun() != null) {
            return new Rotating.NoNewKey("data-" + (key + 1));
        }
        operator(() -> db.sql("update secrets.key set rotation_begun_at = :now where purpose = 'data' and id = :key")
                .param("now", now())
                .param("key", key)
                .update());
        return new Rotating.Begun(key);
    }

    /** One pass, if there is anything to do; each batch is a transaction of its own. */
    synchronized void goOn() {
        var state = state();
        if (!state.going()) {
            empty = 0;
            return;
        }
        boolean settled = Duration.between(state.begun(), Now.instant()).compareTo(SETTLED) >= 0;
        var done = secrets.rotate(false);
        empty = settled && done.rows() == 0 && done.whole() ? empty + 1 : 0;
        note(state.key(), done.rows(), empty >= EMPTY_PASSES);
    }

    private void note(int key, long rows, boolean over) {
        operator(() -> db.sql("""
            update secrets.key set rotation_rows = rotation_rows + :rows,
              rotation_ended_at = case when :over then :now::timestamptz end
            where purpose = 'data' and id = :key\
            """)
                .param("rows", rows)
                .param("over", over)
                .param("now", now())
                .param("key", key)
                .update());
    }

    private <T> T operator(Supplier<T> work) {
        return Scope.in(new Scope.Operator(), () -> transaction.execute(_ -> work.get()));
    }

    private static OffsetDateTime now() {
        return Now.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
