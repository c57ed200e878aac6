package org.onedoor.cases;

import java.time.Instant;
import java.util.List;
import org.onedoor.calendar.WorkingTime;

/**
 * One rung of the ladder that an unfinished case climbs by itself (R-REQ-6 lights, R-REQ-18 ladder), as county data.
 *
 * @param rung stable code, once per round of a case
 * @param amount percent of the promise, or working days after its due moment; 0 for the dispatch limit
 */
record LadderRule(String rung, Basis basis, int amount, Tell tell) {

    /** From what a rung's moment is counted. */
    enum Basis {
        /** Percent of the time from the promise to its due moment. */
        SHARE,
        /** Working days after the due moment. */
        AFTER,
        /** The 1 h / 2 h limit by which safety and utilities must be dispatched, while nobody has it. */
        DISPATCH
    }

    /** Who is told. */
    enum Tell {
        /** 经办人 only. */
        OWNER,
        /** Office head and place secretary. */
        HEAD,
        TOWN,
        COUNTY,
        /** Head, secretary and town at once, at any hour. */
        AT_ONCE
    }

    /** The ladder: 50 % and 80 % to the owner; due; two working days later the town; five, the county. */
    static final List<LadderRule> DEFAULT = List.of(
            new LadderRule("dispatch", Basis.DISPATCH, 0, Tell.AT_ONCE),
            new LadderRule("half", Basis.SHARE, 50, Tell.OWNER),
            new LadderRule("most", Basis.SHARE, 80, Tell.OWNER),
            new LadderRule("due", Basis.AFTER, 0, Tell.HEAD),
            new LadderRule("town", Basis.AFTER, 2, Tell.TOWN),
            new LadderRule("county", Basis.AFTER, 5, Tell.COUNTY));

    /** When a promise given at {@code promised} and due at {@code due} reaches this rung. */
    Instant at(Instant promised, Instant due, Instant dispatchDue, WorkingTime days) {
        return switch (basis) {
            case SHARE -> promised.plusMillis((due.toEpochMilli() - promised.toEpochMilli()) * amount / 100);
            case AFTER -> amount == 0 ? due : days.later(due, amount);
            case DISPATCH -> dispatchDue;
        };
    }
}
