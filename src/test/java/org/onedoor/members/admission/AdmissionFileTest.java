package org.onedoor.members.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The path of admission: R-DEV-1 to R-DEV-8 and the worked examples 9 to 13. */
class AdmissionFileTest {

    @ParameterizedTest(name = "R-DEV-1: born {0}, applies on {1}: {2}")
    @CsvSource({
        "2008-05-20, 2026-05-20, done",
        "2008-05-20, 2026-05-19, age",
        "2008-02-29, 2026-02-28, done",
        "2008-02-29, 2026-02-27, age",
    })
    void applicantsAre18(LocalDate born, String day, String answer) {
        assertThat(AFile.of(born).answer(day, new Fact.Taken(Step.APPLY, null))).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}: received {1}, talk due {2}")
    @CsvSource({
        // A Saturday, but worked.
        "example 9, 2026-01-31, 2026-02-28",
        "R-GEN-6 a rest day moves it, 2026-09-01, 2026-10-08",
        "before the calendar begins, 2009-01-31, 2009-02-28",
    })
    void theFirstTalkIsDueWithinAMonth(String what, LocalDate received, LocalDate due) {
        var file = AFile.fresh().written(received, new Fact.Taken(Step.APPLY, null));
        assertThat(file.file().due(Step.FIRST_TALK, received)).hasValue(due);
    }

    @Test
    void aLateTalkIsSaidAndRecorded() {
        var file = AFile.fresh().taken(LocalDate.of(2026, 1, 31), Step.APPLY);
        assertThat(file.warnings("2026-02-28", new Fact.Taken(Step.FIRST_TALK, null)))
                .isEmpty();
        assertThat(file.warnings("2026-03-01", new Fact.Taken(Step.FIRST_TALK, null)))
                .containsExactly("late [2026-02-28]");
        assertThat(file.next(Step.FIRST_TALK, "2026-03-01").late(LocalDate.of(2026, 3, 1)))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({"example 10, 2026-06-19, cultivation", "example 10, 2026-06-20, done"})
    void anActivistIsCultivatedForAYear(String what, String day, String answer) {
        var file = AFile.activist("2025-06-20");
        assertThat(file.answer(day, new Fact.Decided(Step.CHOOSE_CANDIDATE, true, null)))
                .isEqualTo(answer);
        assertThat(file.next(Step.CHOOSE_CANDIDATE, "2026-01-05").from()).isEqualTo("2026-06-20");
        assertThat(file.next(Step.CHOOSE_CANDIDATE, "2026-01-05").possible(LocalDate.of(2026, 6, 19)))
                .isFalse();
    }

    @ParameterizedTest(name = "assessed in {0} 6-month steps: {1}")
    @CsvSource({"0, assessments [6; 2025-06-20]", "1, assessments [6; 2025-12-20]", "2, ''"})
    void missedAssessmentsAreSaidAndDecideNothing(int times, String said) {
        var file = AFile.activist("2025-06-20");
        for (int n = 1; n <= times; n++) {
            file.taken(LocalDate.of(2025, 6, 20).plusMonths(6L * n), Step.CULTIVATE);
        }
        var warnings = file.warnings("2026-07-20", new Fact.Decided(Step.CHOOSE_CANDIDATE, true, null));
        assertThat(String.join("", warnings)).isEqualTo(said.replace(';', ','));
    }

    @Test
    void theNextAssessmentIsDueSixMonthsAfterTheLast() {
        var file = AFile.activist("2025-06-20");
        // 2025-12-20 is a Saturday.
        assertThat(file.next(Step.CULTIVATE, "2025-10-10").due()).isEqualTo("2025-12-22");
        file.taken(LocalDate.of(2025, 10, 10), Step.CULTIVATE);
        assertThat(file.next(Step.CULTIVATE, "2025-10-10").due()).isEqualTo("2026-04-10");
    }

    @ParameterizedTest(name = "contacts {0}: {1}")
    @CsvSource({
        "full, done",
        "full full, done",
        "full full full, contacts",
        "'', contacts",
        "full probationary, contact-full",
        "observed, done",
    })
    void thereAreOneOrTwoContacts(String who, String answer) {
        var file = AFile.fresh()
                .taken(LocalDate.of(2026, 1, 5), Step.APPLY)
                .taken(LocalDate.of(2026, 1, 20), Step.FIRST_TALK)
                .agreed(LocalDate.of(2026, 3, 2), Step.CHOOSE_ACTIVIST);
        assertThat(file.answer("2026-03-03", new Fact.Named(Step.NAME_CONTACTS, backers(who))))
                .isEqualTo(answer);
    }

    @ParameterizedTest(name = "introducers {0}: {1}")
    @CsvSource({
        "full full, done",
        "full, introducers",
        "full full full, introducers",
        "full probationary, introducer-full",
        "full observed, introducer-observed",
    })
    void thereAreTwoIntroducers(String who, String answer) {
        assertThat(AFile.candidate2014("2026-04-10")
                        .answer("2026-04-13", new Fact.Named(Step.NAME_INTRODUCERS, backers(who))))
                .isEqualTo(answer);
    }

    @Test
    void oneMemberIsNotTwo() {
        var one = AFile.member();
        assertThat(AFile.candidate2014("2026-04-10")
                        .answer("2026-04-13", new Fact.Named(Step.NAME_INTRODUCERS, List.of(one, one))))
                .isEqualTo("introducers");
        assertThat(AFile.activist("2026-03-02")
                        .answer("2026-04-13", new Fact.Named(Step.NAME_CONTACTS, List.of(one, one))))
                .isEqualTo("contacts");
    }

    @Test
    void underThe2014TextFilingIsEnough() {
        var file = AFile.candidate2014("2026-05-08").file();
        assertThat(file.phase()).isEqualTo(Phase.CANDIDATE);
        assertThat(file.rule(Step.REPORT_CANDIDATE, LocalDate.of(2026, 11, 1)).edition())
                .isEqualTo(Edition.V2014);
        assertThat(file.rule(Step.REVIEW, LocalDate.of(2026, 11, 1)).edition()).isEqualTo(Edition.V2026);
    }

    @ParameterizedTest(name = "{0}: posting day counts {1}, posted before work {2}: last day {3}")
    @CsvSource({
        "example 11 excluded, false, true, 2026-09-30",
        "example 11 included, true, true, 2026-09-29",
        "R-GEN-8 posted in the afternoon, true, false, 2026-09-30",
    })
    void underThe2026TextTheNoticeHangsFiveWorkingDays(String what, boolean counts, boolean before, LocalDate last) {
        var file = consented(AdmissionTerms.of(Map.of("posting-day-counts", counts ? 1 : 0)));
        assertThat(file.file().phase()).isEqualTo(Phase.ACTIVIST);
        assertThat(file.answer("2026-09-30", new Fact.NoticeOver())).isEqualTo("notice");
        file.done(LocalDate.of(2026, 9, 22), new Fact.NoticePosted(before));
        assertThat(file.answer(last.toString(), new Fact.NoticeOver())).isEqualTo("notice-short");
        assertThat(file.next(Step.REPORT_CANDIDATE, "2026-09-23").from()).isEqualTo(last.plusDays(1));
        file.done(last.plusDays(1), new Fact.NoticeOver());
        assertThat(file.file().phase()).isEqualTo(Phase.CANDIDATE);
        assertThat(file.file().rule(Step.REPORT_CANDIDATE, last).edition()).isEqualTo(Edition.V2026);
    }

    @Test
    void aNoticeNeedsConsentAndHangsOnce() {
        var file = AFile.activist("2025-06-20").agreed(LocalDate.of(2026, 9, 1), Step.CHOOSE_CANDIDATE);
        assertThat(file.answer("2026-09-22", new Fact.NoticePosted(true))).isEqualTo("consent");
        file = consented(AdmissionTerms.DEFAULT).done(LocalDate.of(2026, 9, 22), new Fact.NoticePosted(true));
        assertThat(file.answer("2026-09-23", new Fact.NoticePosted(true))).isEqualTo("posted");
    }

    @Test
    void anObjectionStopsTheNoticeUntilItIsSettled() {
        var file = consented(AdmissionTerms.DEFAULT)
                .done(LocalDate.of(2026, 9, 22), new Fact.NoticePosted(true))
                // Two of five days have passed: the 23rd and the 24th.
                .done(LocalDate.of(2026, 9, 28), new Fact.Objected());
        assertThat(file.answer("2026-10-09", new Fact.NoticeOver())).isEqualTo("stopped");
        assertThat(file.answer("2026-10-09", new Fact.Objected())).isEqualTo("stopped");
        file.done(LocalDate.of(2026, 10, 9), new Fact.Settled(false));
        assertThat(file.file().notice().last()).isEqualTo("2026-10-13");
        assertThat(file.answer("2026-10-13", new Fact.NoticeOver())).isEqualTo("notice-short");
        assertThat(file.answer("2026-10-14", new Fact.NoticeOver())).isEqualTo("done");
        // It may also hang anew.
        file.done(LocalDate.of(2026, 10, 10), new Fact.NoticePosted(true));
        assertThat(file.file().notice().last()).isEqualTo("2026-10-16");
    }

    @Test
    void anObjectionThatIsUpheldTakesTheCandidateBack() {
        var file = consented(AdmissionTerms.DEFAULT)
                .done(LocalDate.of(2026, 9, 22), new Fact.NoticePosted(true))
                .done(LocalDate.of(2026, 9, 28), new Fact.Objected())
                .done(LocalDate.of(2026, 9, 29), new Fact.Settled(true));
        assertThat(file.file().phase()).isEqualTo(Phase.ACTIVIST);
        assertThat(file.open("2026-10-09")).containsExactly(6, 7);
    }

    @Test
    void stepsKeepTheirOrder() {
        var file = AFile.fresh();
        assertThat(file.answer("2026-03-02", new Fact.Taken(Step.FIRST_TALK, null)))
                .isEqualTo("order");
        file.taken(LocalDate.of(2026, 3, 2), Step.APPLY);
        assertThat(file.answer("2026-03-01", new Fact.Taken(Step.FIRST_TALK, null)))
                .isEqualTo("earlier");
        assertThat(file.answer("2026-03-03", new Fact.Taken(Step.APPLY, null))).isEqualTo("done");
        assertThat(file.answer("2040-01-02", new Fact.Taken(Step.FIRST_TALK, null)))
                .isEqualTo("future");
        assertThat(file.answer("2026-03-09", new Fact.Voted(AFile.PASSED))).isEqualTo("order");
    }

    @ParameterizedTest(name = "R-DEV-6: {0} days, {1} hours, exception {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "3, 0, -, done",
                "0, 24, -, done",
                "2, 23, -, training",
                "2, 23, ' ', training",
                "0, 0, 组〔2026〕3号, done",
            })
    void trainingTakesThreeDaysOr24Hours(int days, int hours, String exception, String answer) {
        assertThat(AFile.candidate2014("2026-04-10").answer("2026-04-20", new Fact.Trained(days, hours, exception)))
                .isEqualTo(answer);
    }

    @ParameterizedTest(name = "R-DEV-7: reviewed and trained on 2024-04-10, meeting on {0}: {1}")
    @CsvSource({"2025-04-10, done", "2025-04-11, review-lapsed"})
    void aReviewHoldsTwelveMonths(String meeting, String answer) {
        var file = AFile.readyForMeeting("2024-04-10");
        assertThat(file.answer(meeting, new Fact.Voted(AFile.PASSED))).isEqualTo(answer);
    }

    @ParameterizedTest(name = "R-DEV-7: trained on 2024-04-10, meeting on {0}: {1}")
    @CsvSource({"2026-04-10, done", "2026-04-13, training-lapsed"})
    void aTrainingHolds24Months(String meeting, String answer) {
        var file = AFile.readyForMeeting("2024-04-10").agreed(LocalDate.of(2026, 4, 9), Step.REVIEW);
        assertThat(file.answer(meeting, new Fact.Voted(AFile.PASSED))).isEqualTo(answer);
        assertThat(file.open("2026-04-13")).contains(11).doesNotContain(15);
    }

    @Test
    void whoIsNotReviewedOrFailedGoesNoFurther() {
        var day = LocalDate.of(2026, 4, 13);
        var file = AFile.candidate2014("2026-04-10")
                .named(day, Step.NAME_INTRODUCERS, AFile.member(), AFile.member())
                .trained(day);
        var review = new Fact.Decided(Step.COMMITTEE_REVIEW, true, null);
        assertThat(file.answer("2026-04-14", review)).isEqualTo("order");
        file.done(day, new Fact.Decided(Step.REVIEW, false, null));
        assertThat(file.answer("2026-04-14", review)).isEqualTo("review-failed");
        file.agreed(day, Step.REVIEW);
        assertThat(file.answer("2026-04-14", review)).isEqualTo("done");
    }

    @Test
    void aReviewThatFailsLaterStopsTheMeeting() {
        var file = AFile.readyForMeeting("2026-04-13")
                .done(LocalDate.of(2026, 4, 14), new Fact.Decided(Step.REVIEW, false, null));
        assertThat(file.answer("2026-04-20", new Fact.Voted(AFile.PASSED))).isEqualTo("review-failed");
    }

    @Test
    void theFormIsGivenOutAfterThePreReview() {
        var day = LocalDate.of(2026, 4, 13);
        var file = AFile.candidate2014("2026-04-10")
                .named(day, Step.NAME_INTRODUCERS, AFile.member(), AFile.member())
                .agreed(day, Step.REVIEW)
                .trained(day)
                .agreed(day, Step.COMMITTEE_REVIEW);
        var form = new Fact.Taken(Step.FILL_FORM, null);
        assertThat(file.answer("2026-04-14", form)).isEqualTo("order");
        file.done(day, new Fact.PreReviewed(false, null, null));
        assertThat(file.answer("2026-04-14", form)).isEqualTo("order");
        assertThat(file.warnings("2026-04-14", new Fact.PreReviewed(true, LocalDate.of(2026, 7, 14), null)))
                .containsExactly("leaving [3]");
        assertThat(file.warnings("2026-04-14", new Fact.PreReviewed(true, LocalDate.of(2026, 7, 15), null)))
                .isEmpty();
        file.done(LocalDate.of(2026, 4, 14), new Fact.PreReviewed(true, null, null));
        assertThat(file.answer("2026-04-14", form)).isEqualTo("done");
    }

    @ParameterizedTest(name = "pre-review on {0}: meeting due {1}")
    @CsvSource(
            nullValues = "-",
            value = {"2026-05-08, -", "2026-06-08, 2026-07-08"})
    void theMeetingIsDueWithinAMonthUnderThe2026Text(String preReview, LocalDate due) {
        assertThat(AFile.readyForMeeting(preReview)
                        .next(Step.ADMISSION_MEETING, "2026-06-10")
                        .due())
                .isEqualTo(due);
    }

    @ParameterizedTest(name = "R-DEV-2: due {0}, present {1}, ayes {2}, secret {3}: {4}")
    @CsvSource({
        "16, 8, 8, true, quorum",
        "16, 9, 9, false, open-ballot",
        "16, 17, 9, true, count",
    })
    void aMeetingThatIsNotValidIsNotRecorded(int due, int present, int ayes, boolean secret, String answer) {
        assertThat(AFile.readyForMeeting("2026-06-08")
                        .answer("2026-06-30", new Fact.Voted(new Vote(due, present, ayes, 0, 0, 0, secret))))
                .isEqualTo(answer);
    }

    @Test
    void aVoteThatDidNotPassIsRecordedAndTheStepStaysOpen() {
        var file = AFile.readyForMeeting("2026-06-08");
        var vote = new Fact.Voted(new Vote(16, 9, 8, 1, 0, 0, true));
        assertThat(file.warnings("2026-06-30", vote)).containsExactly("not-passed [16, 8]");
        file.done(LocalDate.of(2026, 6, 30), vote);
        assertThat(file.file().lines(Step.ADMISSION_MEETING)).hasSize(1);
        assertThat(file.open("2026-07-01")).contains(15).doesNotContain(16);
        assertThat(file.answer("2026-07-01", new Fact.Taken(Step.SUPERIOR_TALK, null)))
                .isEqualTo("order");
    }

    @Test
    void example12ApprovalAndProbationCountFromTheMeeting() {
        var file = AFile.readyForMeeting("2026-06-08")
                .done(LocalDate.of(2026, 6, 30), new Fact.Voted(AFile.PASSED))
                .taken(LocalDate.of(2026, 7, 6), Step.SUPERIOR_TALK);
        var approval = file.next(Step.APPROVE, "2026-07-07");
        assertThat(approval.due()).isEqualTo("2026-09-30");
        assertThat(approval.last()).isEqualTo("2026-12-30");
        assertThat(file.file().probationEnds()).hasValue(LocalDate.of(2027, 6, 30));
        assertThat(file.file().memberSince()).isEmpty();
        var yes = new Fact.Decided(Step.APPROVE, true, "委〔2026〕9号");
        assertThat(file.warnings("2026-09-30", yes)).isEmpty();
        assertThat(file.warnings("2026-10-09", yes)).containsExactly("late [2026-09-30]");
        assertThat(file.warnings("2026-12-31", yes)).containsExactly("late [2026-09-30]", "over-limit [2026-12-30]");
        file.done(LocalDate.of(2026, 9, 21), yes);
        // R-DEV-5: the day of the meeting, once it is approved.
        assertThat(file.file().memberSince()).hasValue(LocalDate.of(2026, 6, 30));
        assertThat(file.file().phase()).isEqualTo(Phase.PROBATIONARY);
        assertThat(file.next(Step.OATH, "2026-09-22").due()).isEqualTo("2026-10-21");
        assertThat(file.next(Step.PROBATION, "2026-09-22").due()).isEqualTo("2026-09-30");
    }

    @Test
    void whatIsNotApprovedBeginsAgainWithTheCommitteesReview() {
        var file = AFile.readyForMeeting("2026-06-08")
                .done(LocalDate.of(2026, 6, 30), new Fact.Voted(AFile.PASSED))
                .taken(LocalDate.of(2026, 7, 6), Step.SUPERIOR_TALK)
                .done(LocalDate.of(2026, 8, 3), new Fact.Decided(Step.APPROVE, false, null));
        assertThat(file.file().phase()).isEqualTo(Phase.CANDIDATE);
        assertThat(file.file().memberSince()).isEmpty();
        assertThat(file.open("2026-08-04")).containsExactly(6, 12);
    }

    @ParameterizedTest(name = "R-DEV-4: {0} by {1} months on {2}: {3}")
    @CsvSource({
        "FULL, 0, 2027-06-29, probation",
        "FULL, 0, 2027-06-30, done",
        "EXTEND, 5, 2027-06-30, extension",
        "EXTEND, 6, 2027-06-30, done",
        "EXTEND, 12, 2027-06-30, done",
        "EXTEND, 13, 2027-06-30, extension",
        "CANCEL, 0, 2027-06-29, probation",
        "CANCEL, 0, 2027-06-30, done",
    })
    void whatTheMeetingMayDecideAtTheEnd(AtExpiry what, int months, String day, String answer) {
        var file = AFile.probationary("2026-06-30").taken(LocalDate.of(2027, 6, 20), Step.ASK_FULL);
        assertThat(file.answer(day, new Fact.FullVoted(what, months, AFile.PASSED)))
                .isEqualTo(answer);
    }

    @Test
    void example13AnExtensionIsOnce() {
        var file = AFile.probationary("2026-06-30")
                .taken(LocalDate.of(2027, 6, 30), Step.ASK_FULL)
                .done(LocalDate.of(2027, 7, 12), new Fact.FullVoted(AtExpiry.EXTEND, 6, AFile.PASSED));
        assertThat(file.file().probationEnds()).hasValue(LocalDate.of(2027, 6, 30));
        file.agreed(LocalDate.of(2027, 8, 2), Step.APPROVE_FULL);
        assertThat(file.file().probationEnds()).hasValue(LocalDate.of(2027, 12, 30));
        assertThat(file.open("2027-08-03")).contains(22).doesNotContain(23, 24, 25);
        file.taken(LocalDate.of(2027, 12, 30), Step.ASK_FULL);
        assertThat(file.answer("2027-12-30", new Fact.FullVoted(AtExpiry.EXTEND, 6, AFile.PASSED)))
                .isEqualTo("extended");
        assertThat(file.answer("2027-12-29", new Fact.FullVoted(AtExpiry.FULL, 0, AFile.PASSED)))
                .isEqualTo("earlier");
        file.done(LocalDate.of(2027, 12, 30), new Fact.FullVoted(AtExpiry.FULL, 0, AFile.PASSED))
                .agreed(LocalDate.of(2028, 1, 10), Step.APPROVE_FULL);
        assertThat(file.file().fullSince()).hasValue(LocalDate.of(2027, 12, 30));
    }

    @Test
    void dealtWithLateTheDayProbationEndedStillCounts() {
        var file = AFile.probationary("2026-06-30").taken(LocalDate.of(2027, 6, 28), Step.ASK_FULL);
        var full = new Fact.FullVoted(AtExpiry.FULL, 0, AFile.PASSED);
        assertThat(file.warnings("2027-09-09", full)).containsExactly("from-expiry [2027-06-30]");
        file.done(LocalDate.of(2027, 9, 9), full);
        assertThat(file.file().phase()).isEqualTo(Phase.PROBATIONARY);
        file.agreed(LocalDate.of(2027, 11, 1), Step.APPROVE_FULL);
        assertThat(file.file().phase()).isEqualTo(Phase.FULL);
        assertThat(file.file().fullSince()).hasValue(LocalDate.of(2027, 6, 30));
        assertThat(file.file().partyAge(LocalDate.of(2030, 6, 29))).isEqualTo(2);
        assertThat(file.file().partyAge(LocalDate.of(2030, 6, 30))).isEqualTo(3);
        assertThat(file.file().memberSince()).hasValue(LocalDate.of(2026, 6, 30));
    }

    @Test
    void aCancelledMemberIsNone() {
        var file = AFile.probationary("2026-06-30")
                .taken(LocalDate.of(2027, 6, 30), Step.ASK_FULL)
                .done(LocalDate.of(2027, 7, 12), new Fact.FullVoted(AtExpiry.CANCEL, 0, AFile.PASSED));
        assertThat(file.file().end()).isNull();
        file.agreed(LocalDate.of(2027, 8, 2), Step.APPROVE_FULL);
        assertThat(file.file().end()).isEqualTo(End.CANCELLED);
        assertThat(file.file().next(AFile.LATER)).isEmpty();
        assertThat(file.answer("2027-08-03", new Fact.Taken(Step.ARCHIVE, null)))
                .isEqualTo("ended");
    }

    @Test
    void whatTheCommitteeAboveDoesNotApproveGoesBackToTheMeeting() {
        var file = AFile.probationary("2026-06-30")
                .taken(LocalDate.of(2027, 6, 30), Step.ASK_FULL)
                .done(LocalDate.of(2027, 7, 12), new Fact.FullVoted(AtExpiry.FULL, 0, AFile.PASSED))
                .done(LocalDate.of(2027, 8, 2), new Fact.Decided(Step.APPROVE_FULL, false, null));
        assertThat(file.file().fullSince()).isEmpty();
        assertThat(file.open("2027-08-03")).contains(23).doesNotContain(24);
    }

    @Test
    void aRequestBeforeTheEndIsTakenAndSaid() {
        assertThat(AFile.probationary("2026-06-30").warnings("2027-06-20", new Fact.Taken(Step.ASK_FULL, null)))
                .containsExactly("early [2027-06-30]");
    }

    @Test
    void all25StepsUnderBothTexts() {
        var file = AFile.activist("2025-04-20");
        file.taken(LocalDate.of(2025, 10, 10), Step.CULTIVATE)
                .agreed(LocalDate.of(2026, 5, 6), Step.CHOOSE_CANDIDATE)
                // The new text has come in between: consent and notice.
                .agreed(LocalDate.of(2026, 5, 11), Step.REPORT_CANDIDATE)
                .done(LocalDate.of(2026, 5, 12), new Fact.NoticePosted(false))
                .done(LocalDate.of(2026, 5, 20), new Fact.NoticeOver())
                .named(LocalDate.of(2026, 5, 21), Step.NAME_INTRODUCERS, AFile.member(), AFile.member())
                .trained(LocalDate.of(2026, 5, 28))
                .agreed(LocalDate.of(2026, 6, 1), Step.REVIEW)
                .agreed(LocalDate.of(2026, 6, 2), Step.COMMITTEE_REVIEW)
                .done(LocalDate.of(2026, 6, 8), new Fact.PreReviewed(true, null, null))
                .taken(LocalDate.of(2026, 6, 10), Step.FILL_FORM)
                .done(LocalDate.of(2026, 6, 30), new Fact.Voted(AFile.PASSED))
                .taken(LocalDate.of(2026, 7, 6), Step.SUPERIOR_TALK)
                .agreed(LocalDate.of(2026, 7, 20), Step.APPROVE)
                .taken(LocalDate.of(2026, 7, 21), Step.JOIN_BRANCH)
                .taken(LocalDate.of(2026, 7, 22), Step.FILE_ABOVE)
                .taken(LocalDate.of(2026, 8, 1), Step.OATH)
                .taken(LocalDate.of(2026, 9, 30), Step.PROBATION)
                .taken(LocalDate.of(2027, 6, 30), Step.ASK_FULL)
                .done(LocalDate.of(2027, 7, 5), new Fact.FullVoted(AtExpiry.FULL, 0, AFile.PASSED))
                .agreed(LocalDate.of(2027, 7, 26), Step.APPROVE_FULL);
        assertThat(file.open("2027-08-01")).containsExactly(25);
        file.taken(LocalDate.of(2027, 8, 2), Step.ARCHIVE);
        assertThat(file.open("2027-08-03")).isEmpty();
        assertThat(IntStream.rangeClosed(1, 25).mapToObj(n -> Step.values()[n - 1]))
                .allMatch(step -> file.file().day(step).isPresent());
        assertThat(file.file().missing()).isEqualTo(Paper.all());
    }

    @Test
    void papersOfWhatWasDoneAreMissingUntilTheyLieSomewhere() {
        var file = AFile.fresh().taken(LocalDate.of(2026, 3, 2), Step.APPLY);
        assertThat(file.file().missing().stream().map(Paper::code)).containsExactly("application");
        assertThat(file.answer("2026-03-02", new Fact.PaperKept("application", null, " ")))
                .isEqualTo("place");
        assertThat(file.answer("2026-03-02", new Fact.PaperKept("photo", null, "柜 3")))
                .isEqualTo("paper");
        file.done(LocalDate.of(2026, 3, 2), new Fact.PaperKept("application", null, "柜 3"));
        assertThat(file.file().missing()).isEmpty();
    }

    @Test
    void onlyTheLastLineIsTakenBack() {
        var file = AFile.fresh()
                .taken(LocalDate.of(2026, 3, 2), Step.APPLY)
                .taken(LocalDate.of(2026, 3, 20), Step.FIRST_TALK);
        assertThat(file.answer("2026-03-21", new Fact.TakenBack(1))).isEqualTo("not-last");
        file.done(LocalDate.of(2026, 3, 21), new Fact.TakenBack(2));
        assertThat(file.open("2026-03-21")).containsExactly(2);
        assertThat(file.answer("2026-03-21", new Fact.TakenBack(2))).isEqualTo("not-last");
        file.done(LocalDate.of(2026, 3, 21), new Fact.TakenBack(1));
        assertThat(file.open("2026-03-21")).containsExactly(1);
        assertThat(file.file().history()).hasSize(4);
    }

    @Test
    void anEndedFileTakesNothingMore() {
        var file = AFile.activist("2026-03-02").done(LocalDate.of(2026, 4, 1), new Fact.Ended(End.WITHDRAWN, null));
        assertThat(file.answer("2026-04-02", new Fact.Taken(Step.CULTIVATE, null)))
                .isEqualTo("ended");
        assertThat(file.open("2026-04-02")).isEmpty();
    }

    private static AFile consented(AdmissionTerms terms) {
        var since = LocalDate.of(2025, 6, 20);
        return AFile.with(terms)
                .taken(since, Step.APPLY)
                .taken(since, Step.FIRST_TALK)
                .agreed(since, Step.CHOOSE_ACTIVIST)
                .taken(since, Step.FILE_ACTIVIST)
                .named(since, Step.NAME_CONTACTS, AFile.member())
                .agreed(LocalDate.of(2026, 9, 1), Step.CHOOSE_CANDIDATE)
                .agreed(LocalDate.of(2026, 9, 21), Step.REPORT_CANDIDATE);
    }

    private static List<Backer> backers(String who) {
        var backers = new ArrayList<Backer>();
        for (var one : who.isBlank() ? new String[0] : who.split(" ")) {
            backers.add(new Backer(UUID.randomUUID(), !one.equals("probationary"), one.equals("observed")));
        }
        return backers;
    }
}
