package org.onedoor.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Now;

/**
 * The follow-up of one low mark (R-REQ-11): begun in a working day, asked first whether the handler may know, put right in 5
 * or 15, answered; then she may rate once more.
 *
 * @param beginDue until when somebody has called
 * @param mendDue until when it is put right
 * @param longer why it takes the longer term; null while it does not
 * @param mayTell what she said when asked whether the handler may know; null until she was asked
 * @param wants what she said is wrong
 */
record LowMark(
        UUID matter,
        int score,
        boolean guarded,
        Instant openedAt,
        @Nullable UUID post,
        Set<UUID> barred,
        Instant beginDue,
        Instant mendDue,
        @Nullable String longer,
        @Nullable Instant begunAt,
        int tries,
        @Nullable Instant askedAt,
        @Nullable Boolean mayTell,
        @Nullable String wants,
        @Nullable Instant endedAt,
        @Nullable Result result,
        @Nullable String answer,
        @Nullable Instant beginTold,
        @Nullable Instant mendTold,
        int version) {

    /** What came of it. */
    enum Result {
        PUT_RIGHT,
        EXPLAINED,
        NOT_POSSIBLE,
        /** She says herself that she pressed the wrong one; the mark stays as it was (R-REQ-11). */
        MISTAKEN,
        NOT_REACHED;

        String text() {
            return "cases.mark.result."
                    + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** Until when the next thing is owed. */
    Instant due() {
        return begunAt == null ? beginDue : mendDue;
    }

    boolean open() {
        return endedAt == null;
    }

    /** The day at whose end the term is over. */
    static LocalDate day(Instant due) {
        return Now.local(due.minusMillis(1)).toLocalDate();
    }

    /** Message key of what is to be done next. */
    String next() {
        return !open() ? "cases.mark.next.done" : mayTell == null ? "cases.mark.next.call" : "cases.mark.next.answer";
    }

    static final String COLUMNS = """
        l.matter, l.score, l.guarded, l.opened_at, l.post, l.barred, l.begin_due, l.mend_due, l.longer, l.begun_at,
          l.tries, l.asked_at, l.may_tell, l.wants, l.ended_at, l.result, l.answer, l.begin_told, l.mend_told, l.version\
        """;

    static LowMark of(ResultSet r, int n) throws SQLException {
        var told = r.getBoolean("may_tell");
        var mayTell = r.wasNull() ? null : Boolean.valueOf(told);
        var result = r.getString("result");
        return new LowMark(
                r.getObject("matter", UUID.class),
                r.getInt("score"),
                r.getBoolean("guarded"),
                CaseQueue.instant(r, "opened_at"),
                r.getObject("post", UUID.class),
                Set.of((UUID[]) r.getArray("barred").getArray()),
                CaseQueue.instant(r, "begin_due"),
                CaseQueue.instant(r, "mend_due"),
                r.getString("longer"),
                CaseQueue.nullable(r, "begun_at"),
                r.getInt("tries"),
                CaseQueue.nullable(r, "asked_at"),
                mayTell,
                r.getString("wants"),
                CaseQueue.nullable(r, "ended_at"),
                result == null ? null : Result.valueOf(result),
                r.getString("answer"),
                CaseQueue.nullable(r, "begin_told"),
                CaseQueue.nullable(r, "mend_told"),
                r.getInt("version"));
    }
}
