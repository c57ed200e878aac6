package org.onedoor.members.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.onedoor.calendar.OpeningHours;
import org.onedoor.calendar.WorkingTime;

/** A file of admission under way; each step is recorded as a branch would, and must be allowed. */
final class AFile {

    static final WorkingTime TIME = WorkingTime.shipped(OpeningHours.USUAL);
    static final LocalDate LATER = LocalDate.of(2040, 1, 1);
    static final Vote PASSED = new Vote(16, 12, 12, 0, 0, 0, true);

    private static final UUID CLERK = new UUID(1, 1);

    private AdmissionFile file;

    private AFile(LocalDate born, AdmissionTerms terms) {
        file = AdmissionFile.of(List.of(), born, terms, TIME);
    }

    static AFile of(LocalDate born) {
        return new AFile(born, AdmissionTerms.DEFAULT);
    }

    static AFile with(AdmissionTerms terms) {
        return new AFile(LocalDate.of(1995, 3, 2), terms);
    }

    static AFile fresh() {
        return of(LocalDate.of(1995, 3, 2));
    }

    /** Chosen as an activist on that day, with contacts. */
    static AFile activist(String since) {
        var day = LocalDate.parse(since);
        return fresh().taken(day.minusDays(40), Step.APPLY)
                .taken(day.minusDays(30), Step.FIRST_TALK)
                .agreed(day, Step.CHOOSE_ACTIVIST)
                .taken(day, Step.FILE_ACTIVIST)
                .named(day, Step.NAME_CONTACTS, member(), member());
    }

    /** Listed as a candidate under the 2014 text, on that day. */
    static AFile candidate2014(String day) {
        var filed = LocalDate.parse(day);
        return activist(filed.minusYears(1).toString())
                .agreed(filed, Step.CHOOSE_CANDIDATE)
                .agreed(filed, Step.REPORT_CANDIDATE);
    }

    /** Ready for the admission meeting; everything since the listing was done on that day. */
    static AFile readyForMeeting(String day) {
        var ready = LocalDate.parse(day);
        return readyForMeeting(
                candidate2014(ready.isBefore(AdmissionTerms.DEFAULT.from2026()) ? ready.toString() : "2026-05-08"),
                ready);
    }

    private static AFile readyForMeeting(AFile candidate, LocalDate day) {
        return candidate
                .named(day, Step.NAME_INTRODUCERS, member(), member())
                .agreed(day, Step.REVIEW)
                .trained(day)
                .agreed(day, Step.COMMITTEE_REVIEW)
                .done(day, new Fact.PreReviewed(true, null, "预审〔2026〕1号"))
                .taken(day, Step.FILL_FORM);
    }

    /** Admitted by the meeting and approved, in the branch and sworn in. */
    static AFile probationary(String meeting) {
        var day = LocalDate.parse(meeting);
        return readyForMeeting(meeting)
                .done(day, new Fact.Voted(PASSED))
                .taken(day, Step.SUPERIOR_TALK)
                .agreed(day.plusDays(20), Step.APPROVE)
                .taken(day.plusDays(20), Step.JOIN_BRANCH)
                .taken(day.plusDays(30), Step.OATH);
    }

    static Backer member() {
        return new Backer(UUID.randomUUID(), true, false);
    }

    AFile taken(LocalDate day, Step step) {
        return done(day, new Fact.Taken(step, null));
    }

    AFile agreed(LocalDate day, Step step) {
        return done(day, new Fact.Decided(step, true, null));
    }

    AFile named(LocalDate day, Step step, Backer... backers) {
        return done(day, new Fact.Named(step, List.of(backers)));
    }

    AFile trained(LocalDate day) {
        return done(day, new Fact.Trained(3, 24, null));
    }

    AFile done(LocalDate day, Fact fact) {
        assertThat(check(day, fact)).isInstanceOf(Recording.Done.class);
        return written(day, fact);
    }

    /** Written down without asking the rules. */
    AFile written(LocalDate day, Fact fact) {
        file = file.with(day, Instant.EPOCH, CLERK, null, fact);
        return this;
    }

    Recording check(LocalDate day, Fact fact) {
        return file.check(day, LATER, fact);
    }

    /** Key of the sentence that refuses it, or "done". */
    String answer(String day, Fact fact) {
        return switch (check(LocalDate.parse(day), fact)) {
            case Recording.Done _ -> "done";
            case Recording.Refused refused -> refused.key().substring("admission.no.".length());
        };
    }

    List<String> warnings(String day, Fact fact) {
        return switch (check(LocalDate.parse(day), fact)) {
            case Recording.Done(List<Recording.Warning> warnings) ->
                warnings.stream()
                        .map(warning -> warning.key().substring("admission.warn.".length()) + " " + warning.arguments())
                        .toList();
            case Recording.Refused refused -> throw new AssertionError(refused);
        };
    }

    AdmissionFile file() {
        return file;
    }

    Next next(Step step, String today) {
        return file.next(LocalDate.parse(today)).stream()
                .filter(next -> next.step() == step)
                .findAny()
                .orElseThrow();
    }

    List<Integer> open(String today) {
        return file.next(LocalDate.parse(today)).stream()
                .map(next -> next.rule().number())
                .toList();
    }
}
