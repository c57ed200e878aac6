package org.onedoor.members.admission;

import java.time.Period;

/**
 * 时间规定 · What the text says about the time of a step.
 *
 * @param from the step the time is counted from
 * @param period months or years; zero where working days count
 * @param workingDays of a notice; zero where a period counts
 * @param hard a hard block; otherwise the software reminds and decides nothing (R-DEV-6)
 */
record TimeRule(Kind kind, Step from, Period period, int workingDays, boolean hard) {

    /** How the time binds the step. */
    enum Kind {
        /** To be taken within. */
        WITHIN,
        /** To be taken again each time. */
        EVERY,
        /** Not to be taken before it has passed. */
        NOT_BEFORE,
        /** 公示 of so many working days. */
        NOTICE
    }

    static TimeRule within(int months, Step from) {
        return new TimeRule(Kind.WITHIN, from, Period.ofMonths(months), 0, false);
    }

    static TimeRule every(int months, Step from) {
        return new TimeRule(Kind.EVERY, from, Period.ofMonths(months), 0, false);
    }

    static TimeRule notBefore(int months, Step from) {
        return new TimeRule(Kind.NOT_BEFORE, from, Period.ofMonths(months), 0, true);
    }

    static TimeRule notice(int workingDays, Step of) {
        return new TimeRule(Kind.NOTICE, of, Period.ZERO, workingDays, true);
    }
}
