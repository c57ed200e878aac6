package org.onedoor.members.transfer;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.WorkingTime;

/**
 * 外出党员 · A member who is away from the organization that has the relation (R-TRF-1, R-TRF-5, R-TRF-6).
 *
 * @param until the expected return, if there is one
 * @param settled at a relatively fixed place
 * @param lastContact empty until there was one; of a contact there is the day, never the place
 */
record Away(
        LocalDate since,
        @Nullable LocalDate until,
        boolean settled,
        boolean abroad,
        @Nullable LocalDate lastContact) {

    /** 外出办法 · What the time away calls for. */
    enum Way {
        /** 党员证明信: away for less than six months. */
        CERTIFICATE,
        /** Transfer of the relation: six months or more at a fixed place. */
        TRANSFER,
        /** 流动党员: six months or more, and the relation stays. */
        MOBILE;

        /** Message key of its name. */
        String key() {
            return "transfer.way." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is called for, by the time expected or, where that is open, by the time that has passed. */
    Way way(LocalDate today, TransferTerms terms) {
        var end = until == null || today.isAfter(until) ? today : until;
        if (end.isBefore(since.plusMonths(terms.awayMonths()))) {
            return Way.CERTIFICATE;
        }
        return settled && !abroad ? Way.TRANSFER : Way.MOBILE;
    }

    /** By when home and host owe the next contact. */
    LocalDate contactDue(TransferTerms terms, WorkingTime time) {
        var from = lastContact == null ? since : lastContact;
        var last = from.plusMonths(abroad ? terms.contactAbroadMonths() : terms.contactMonths());
        return WorkingTime.knows(last) ? time.nextOpen(last) : last;
    }

    boolean contactOwed(LocalDate today, TransferTerms terms, WorkingTime time) {
        return today.isAfter(contactDue(terms, time));
    }

    /** The last day a school keeps a graduate's relation. */
    static LocalDate keptUntil(LocalDate graduated, TransferTerms terms) {
        return graduated.plusYears(terms.graduateYears());
    }
}
