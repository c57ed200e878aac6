package org.onedoor.members.transfer;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 失联党员 · A member nobody could reach, and what may be decided about it when (R-TRF-7, R-TRF-8). The clocks only allow:
 * to stop, to restore and to remove is decided by people, and by itself nothing happens.
 *
 * @param lastContact or, for who studies abroad, the day of leaving
 * @param searched when every way of finding had been tried
 * @param stopped since when membership is stopped
 * @param restored when it was restored
 * @param removed when the member was removed as 自行脱党
 */
record LostMember(
        LocalDate lastContact,
        LostReason reason,
        @Nullable LocalDate searched,
        @Nullable LocalDate stopped,
        @Nullable LocalDate restored,
        @Nullable LocalDate removed) {

    static LostMember since(LocalDate lastContact, LostReason reason) {
        return new LostMember(lastContact, reason, null, null, null, null);
    }

    /** From this day on the member is 失联. */
    LocalDate lostFrom(TransferTerms terms) {
        return lastContact.plusMonths(terms.lostMonths());
    }

    boolean lost(LocalDate today, TransferTerms terms) {
        return !today.isBefore(lostFrom(terms)) && restored == null;
    }

    /** Not before this day is removal opened; empty while membership is not stopped. */
    Optional<LocalDate> removalFrom(TransferTerms terms) {
        return Optional.ofNullable(stopped).map(day -> day.plusYears(terms.removalYears()));
    }

    /** Whether membership may be stopped on that day. */
    Moving checkStop(StopGround ground, LocalDate day, TransferTerms terms) {
        if (stopped != null) {
            return new Moving.Refused("transfer.no.stopped", stopped);
        }
        return switch (ground) {
            case LOST -> {
                if (day.isBefore(lostFrom(terms))) {
                    yield new Moving.Refused("transfer.no.not-lost", lostFrom(terms));
                }
                yield searched == null || day.isBefore(searched)
                        ? new Moving.Refused("transfer.no.search")
                        : new Moving.Done();
            }
            // 超过五年 does not include the five years themselves (R-GEN-9).
            case STUDY_ABROAD ->
                day.isAfter(lastContact.plusYears(terms.studyYears()))
                        ? new Moving.Done()
                        : new Moving.Refused(
                                "transfer.no.study",
                                lastContact.plusYears(terms.studyYears()).plusDays(1));
            case SETTLED_ABROAD -> new Moving.Done();
        };
    }

    /** Whether removal may be opened on that day. */
    Moving checkRemoval(LocalDate day, TransferTerms terms) {
        var from = removalFrom(terms);
        if (removed != null) {
            return new Moving.Refused("transfer.no.removed", removed);
        } else if (from.isEmpty() || restored != null) {
            return new Moving.Refused("transfer.no.not-stopped");
        }
        return day.isBefore(from.get()) ? new Moving.Refused("transfer.no.removal", from.get()) : new Moving.Done();
    }

    /** 恢复党籍 is for who was stopped; who was removed may only join anew. */
    Moving checkRestoring(LocalDate day) {
        if (removed != null) {
            return new Moving.Refused("transfer.no.rejoin");
        }
        return stopped == null || restored != null || day.isBefore(stopped)
                ? new Moving.Refused("transfer.no.not-stopped")
                : new Moving.Done();
    }
}
