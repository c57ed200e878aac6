package org.onedoor.members.transfer;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * 组织关系介绍信 · The letter a member takes along (R-TRF-2, R-DOC-5).
 *
 * @param validDays after the day of issue, which does not count; no rest day moves the last
 * @param duesPaidTo the last month paid
 */
record Letter(String number, LocalDate issued, int validDays, YearMonth duesPaidTo) {

    static Letter issue(String number, LocalDate day, LetterScope scope, YearMonth duesPaidTo, TransferTerms terms) {
        return new Letter(number, day, terms.validityDays(scope), duesPaidTo);
    }

    LocalDate lastDay() {
        return issued.plusDays(validDays);
    }

    boolean overdue(LocalDate day) {
        return day.isAfter(lastDay());
    }

    /** Until when the stub is kept. */
    LocalDate stubUntil(TransferTerms terms) {
        return issued.plusYears(terms.stubYears());
    }
}
