package org.onedoor.members.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onedoor.calendar.OpeningHours;
import org.onedoor.calendar.WorkingTime;

/** R-TRF-5 to R-TRF-8 and the worked example 22. */
class LostMemberTest {

    private static final TransferTerms TERMS = TransferTerms.DEFAULT;
    private static final LocalDate CONTACT = LocalDate.of(2026, 5, 10);

    private final WorkingTime time = WorkingTime.shipped(OpeningHours.USUAL);

    @ParameterizedTest(name = "{0}: last contact 2026-05-10, on {1} lost: {2}")
    @CsvSource({"example 22, 2026-11-09, false", "example 22, 2026-11-10, true"})
    void sixMonthsWithoutContact(String what, LocalDate day, boolean lost) {
        assertThat(LostMember.since(CONTACT, LostReason.WORK_AWAY).lost(day, TERMS))
                .isEqualTo(lost);
    }

    @ParameterizedTest(name = "{0}: stopped on 2026-12-01, removal on {1}: {2}")
    @CsvSource({"example 22, 2028-11-30, removal", "example 22, 2028-12-01, done"})
    void removalNotBeforeTwoYearsAfterStopping(String what, LocalDate day, String answer) {
        assertThat(stopped().removalFrom(TERMS)).hasValue(LocalDate.of(2028, 12, 1));
        assertThat(answer(stopped().checkRemoval(day, TERMS))).isEqualTo(answer);
    }

    @ParameterizedTest(name = "searched {0}, stop on {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-11-20, 2026-12-01, done",
                "-, 2026-12-01, search",
                "2026-12-02, 2026-12-01, search",
                "2026-11-01, 2026-11-09, not-lost",
                "2026-11-01, 2026-11-10, done",
            })
    void whoIsLostAndSearchedForMayBeStopped(LocalDate searched, LocalDate day, String answer) {
        var member = new LostMember(CONTACT, LostReason.MOVED, searched, null, null, null);
        assertThat(answer(member.checkStop(StopGround.LOST, day, TERMS))).isEqualTo(answer);
    }

    @ParameterizedTest(name = "left on 2021-09-01 to study, stop on {0}: {1}")
    @CsvSource({"2026-09-01, study", "2026-09-02, done"})
    void studyAbroadOverFiveYears(LocalDate day, String answer) {
        var member = LostMember.since(LocalDate.of(2021, 9, 1), LostReason.ABROAD);
        assertThat(answer(member.checkStop(StopGround.STUDY_ABROAD, day, TERMS)))
                .isEqualTo(answer);
        assertThat(answer(member.checkStop(StopGround.SETTLED_ABROAD, day, TERMS)))
                .isEqualTo("done");
    }

    @Test
    void whoWasStoppedMayBeRestoredWhoWasRemovedMayNot() {
        var day = LocalDate.of(2027, 3, 1);
        assertThat(answer(stopped().checkRestoring(day))).isEqualTo("done");
        assertThat(answer(LostMember.since(CONTACT, LostReason.OTHER).checkRestoring(day)))
                .isEqualTo("not-stopped");
        var stopped = LocalDate.of(2026, 12, 1);
        var removed = new LostMember(CONTACT, LostReason.OTHER, CONTACT, stopped, null, LocalDate.of(2028, 12, 4));
        assertThat(answer(removed.checkRestoring(LocalDate.of(2029, 1, 4)))).isEqualTo("rejoin");
        assertThat(answer(removed.checkRemoval(LocalDate.of(2029, 1, 4), TERMS)))
                .isEqualTo("removed");
        var restored = new LostMember(CONTACT, LostReason.OTHER, CONTACT, stopped, day, null);
        assertThat(answer(restored.checkRemoval(LocalDate.of(2029, 1, 4), TERMS)))
                .isEqualTo("not-stopped");
        assertThat(restored.lost(LocalDate.of(2029, 1, 4), TERMS)).isFalse();
        assertThat(answer(stopped().checkStop(StopGround.LOST, day, TERMS))).isEqualTo("stopped");
    }

    @Test
    void reasonsHaveTheCodesThatAreReported() {
        assertThat(LostReason.values()).hasSize(7);
        assertThat(LostReason.WORK_AWAY.code()).isEqualTo(1);
        assertThat(LostReason.OTHER.code()).isEqualTo(7);
    }

    @ParameterizedTest(name = "R-TRF-6: since {0}, last contact {1}, abroad {2}: due {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-02-10, -, false, 2026-05-11",
                "2026-02-10, 2026-08-20, false, 2026-11-20",
                "2026-02-10, 2026-04-08, true, 2026-10-08",
                // The National Day holidays.
                "2026-02-10, 2026-07-02, false, 2026-10-08",
            })
    void theNextContactIsDue(LocalDate since, LocalDate last, boolean abroad, LocalDate due) {
        var away = new Away(since, null, true, abroad, last);
        assertThat(away.contactDue(TERMS, time)).isEqualTo(due);
        assertThat(away.contactOwed(due, TERMS, time)).isFalse();
        assertThat(away.contactOwed(due.plusDays(1), TERMS, time)).isTrue();
    }

    @ParameterizedTest(name = "R-TRF-5: away 2026-03-01 to {0}, settled {1}, abroad {2}, today {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-08-31, true, false, 2026-03-02, CERTIFICATE",
                "2026-09-01, true, false, 2026-03-02, TRANSFER",
                "2026-09-01, false, false, 2026-03-02, MOBILE",
                "-, true, false, 2026-08-31, CERTIFICATE",
                "-, true, false, 2026-09-01, TRANSFER",
                "2026-06-30, true, false, 2026-09-01, TRANSFER",
                "-, true, true, 2026-09-01, MOBILE",
            })
    void whatTheTimeAwayCallsFor(LocalDate until, boolean settled, boolean abroad, LocalDate today, Away.Way way) {
        assertThat(new Away(LocalDate.of(2026, 3, 1), until, settled, abroad, null).way(today, TERMS))
                .isEqualTo(way);
    }

    @Test
    void aSchoolKeepsAGraduateForTwoYears() {
        assertThat(Away.keptUntil(LocalDate.of(2026, 6, 30), TERMS)).isEqualTo("2028-06-30");
    }

    private static LostMember stopped() {
        return new LostMember(
                CONTACT, LostReason.WORK_AWAY, LocalDate.of(2026, 11, 20), LocalDate.of(2026, 12, 1), null, null);
    }

    private static String answer(Moving moving) {
        return switch (moving) {
            case Moving.Done _ -> "done";
            case Moving.Refused refused -> refused.key().substring("transfer.no.".length());
        };
    }
}
