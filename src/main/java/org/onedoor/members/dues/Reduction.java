package org.onedoor.members.dues;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * 党费减免 · For some months less is owed or nothing: the branch decides, the committee above approves (R-FEE-5).
 *
 * @param amount fen a month that is still owed; 0 is 免交
 * @param decision number of the branch's decision
 * @param approval number of the approval; null while there is none, and nothing is reduced
 */
record Reduction(
        YearMonth from,
        YearMonth until,
        long amount,
        String decision,
        @Nullable String approval) {

    boolean holds(YearMonth month) {
        return approval != null
                && !approval.isBlank()
                && !decision.isBlank()
                && !month.isBefore(from)
                && !month.isAfter(until);
    }

    /** What is owed for a month that would cost so much. */
    long owed(YearMonth month, long full) {
        return holds(month) ? Math.min(amount, full) : full;
    }
}
