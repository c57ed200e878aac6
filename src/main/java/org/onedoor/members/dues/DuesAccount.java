package org.onedoor.members.dues;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * 党费账户 · Which months one member has paid (R-FEE-3).
 *
 * @param since the first month owed
 * @param paid months paid, or nothing owed by a {@link Reduction}
 * @param excused months unpaid for a good reason that the branch recorded; they end a row of unpaid ones
 */
record DuesAccount(YearMonth since, Set<YearMonth> paid, Set<YearMonth> excused) {

    /** 欠费提示 · What a row of unpaid months calls for (R-LIFE-8). Nobody is removed by it. */
    enum Call {
        NONE,
        FIRST_WARNING,
        SECOND_WARNING,
        /** On the list of what the organization has to deal with. */
        HANDLING;

        /** Message key of its name. */
        String key() {
            return "dues.call." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    DuesAccount {
        paid = Set.copyOf(paid);
        excused = Set.copyOf(excused);
    }

    /** A probationary member owes from the month of the branch meeting on (R-FEE-5). */
    static YearMonth firstMonth(LocalDate branchMeeting) {
        return YearMonth.from(branchMeeting);
    }

    /** Months in a row unpaid, up to the last one that has ended, the earliest first. */
    List<YearMonth> unpaid(LocalDate today) {
        var row = new ArrayList<YearMonth>();
        for (var month = YearMonth.from(today).minusMonths(1);
                !month.isBefore(since) && !paid.contains(month) && !excused.contains(month);
                month = month.minusMonths(1)) {
            row.addFirst(month);
        }
        return List.copyOf(row);
    }

    Call call(LocalDate today, DuesTerms terms) {
        int months = unpaid(today).size();
        if (months >= terms.handling()) {
            return Call.HANDLING;
        } else if (months >= terms.secondWarning()) {
            return Call.SECOND_WARNING;
        }
        return months >= terms.firstWarning() ? Call.FIRST_WARNING : Call.NONE;
    }

    /**
     * Whether a payment for these months may be booked on that day: the current month, arrears of at most six, or with the
     * branch's consent the rest of the quarter (R-FEE-3). Who brings the money does not matter.
     */
    Paying check(List<YearMonth> months, LocalDate day, boolean quarterly, DuesTerms terms) {
        var now = YearMonth.from(day);
        var lastAhead = quarterly ? now.plusMonths(2 - (now.getMonthValue() - 1) % 3) : now;
        if (months.isEmpty() || Set.copyOf(months).size() != months.size()) {
            return new Paying.Refused("dues.no.months");
        }
        for (var month : months) {
            if (month.isBefore(since)) {
                return new Paying.Refused("dues.no.before", month, since);
            } else if (paid.contains(month)) {
                return new Paying.Refused("dues.no.paid", month);
            } else if (month.isBefore(now.minusMonths(terms.makeUpMonths()))) {
                return new Paying.Refused("dues.no.too-old", month, terms.makeUpMonths());
            } else if (month.isAfter(lastAhead)) {
                return new Paying.Refused(quarterly ? "dues.no.beyond-quarter" : "dues.no.ahead", month);
            }
        }
        return new Paying.Done();
    }

    /** Who takes the money does not keep the books (R-FEE-6, R-ROLE-3). */
    static Paying checkKeepers(UUID collector, UUID bookkeeper) {
        return collector.equals(bookkeeper) ? new Paying.Refused("dues.no.same-person") : new Paying.Done();
    }
}
