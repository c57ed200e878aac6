package org.onedoor.members.dues;

import java.time.Year;

/**
 * 缴费基数 · What a member stated as the base of a year; fixed at its start and generally kept through it (R-FEE-2).
 *
 * @param amount fen a month; 0 where the amount is fixed and no income is asked for
 */
record StatedIncome(Year year, Payer payer, long amount) {

    private static final int MONTHS = 3;

    /** Of who is self-employed: the average month of the quarter before, half up. @param net fen of the whole quarter */
    static StatedIncome ofQuarter(Year year, long net) {
        return new StatedIncome(year, Payer.SELF_EMPLOYED, (2 * net + MONTHS) / (2 * MONTHS));
    }

    /** Another base within the year wants a reason; a self-employed member's follows each quarter anyway. */
    boolean wantsReason(StatedIncome next) {
        return next.year.equals(year)
                && !next.equals(this)
                && !(payer == Payer.SELF_EMPLOYED && next.payer == Payer.SELF_EMPLOYED);
    }
}
