package org.onedoor.members.dues;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 党费标准 · One row of the table of dues.
 *
 * @param from first day in force
 * @param until last day in force; null while it is
 * @param payer as {@link Payer#code()}; who is paid by the year or for oneself follows the bands of wages
 * @param above fen the base must exceed
 * @param rate hundredths of a percent of the whole base, not of what exceeds
 * @param least fen a month, where the amount is fixed or chosen between two
 */
record Band(LocalDate from, @Nullable LocalDate until, String payer, long above, int rate, long least, long most) {

    boolean inForce(LocalDate day) {
        return !day.isBefore(from) && (until == null || !day.isAfter(until));
    }
}
