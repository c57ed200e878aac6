package org.onedoor.members.admission;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.onedoor.members.admission.Recording.Refused;
import org.onedoor.members.admission.Recording.Warning;

/**
 * 记录条件 · Whether a line may be recorded in a file: the hard blocks of R-DEV-6 refuse, the soft ones warn.
 *
 * @param day when it was done
 * @param today when it is written down
 */
record Hurdles(AdmissionFile file, LocalDate day, LocalDate today) {

    private static final int MOST_CONTACTS = 2;
    private static final int INTRODUCERS = 2;

    Recording check(Fact fact) {
        var refused = refusal(fact);
        return refused.isPresent() ? refused.get() : new Recording.Done(warnings(fact));
    }

    private Optional<Refused> refusal(Fact fact) {
        if (fact instanceof Fact.TakenBack(int seq)) {
            return file.standing().isEmpty() || file.standing().getLast().seq() != seq
                    ? no("admission.no.not-last")
                    : Optional.empty();
        } else if (file.end() != null) {
            return no("admission.no.ended");
        } else if (day.isAfter(today)) {
            return no("admission.no.future", day);
        }
        return switch (fact) {
            case Fact.PaperKept kept -> {
                if (Paper.find(kept.code()).isEmpty()) {
                    yield no("admission.no.paper", kept.code());
                }
                yield kept.place().isBlank() ? no("admission.no.place") : Optional.empty();
            }
            case Fact.Ended _ -> file.fullSince().isPresent() ? no("admission.no.full") : Optional.empty();
            default -> order(Objects.requireNonNull(fact.step())).or(() -> rule(fact));
        };
    }

    /** The chart's order: what comes before was done, before this day, and this was not done yet. */
    private Optional<Refused> order(Step step) {
        for (var before : step.after()) {
            var taken = file.day(before);
            if (taken.isEmpty()) {
                return before == Step.REVIEW && file.reviewFailed()
                        ? no("admission.no.review-failed")
                        : no("admission.no.order", step.number(), before.number());
            } else if (day.isBefore(taken.get())) {
                return no("admission.no.earlier", before.number(), taken.get());
            }
        }
        var until = step.againUntil();
        if (until == null ? file.day(step).isPresent() : file.day(until).isPresent()) {
            return no("admission.no.done", step.number());
        }
        // What was reviewed or trained must still hold, up to and at the meeting.
        if (step.compareTo(Step.COMMITTEE_REVIEW) >= 0 && step.compareTo(Step.ADMISSION_MEETING) <= 0) {
            return lapsed(Step.REVIEW, "admission.no.review-lapsed")
                    .or(() -> lapsed(Step.TRAIN, "admission.no.training-lapsed"));
        }
        return Optional.empty();
    }

    private Optional<Refused> lapsed(Step step, String key) {
        if (step == Step.REVIEW && file.reviewFailed()) {
            return no("admission.no.review-failed");
        }
        return file.done(step, day)
                ? Optional.empty()
                : no(key, file.validUntil(step).orElseThrow());
    }

    private Optional<Refused> rule(Fact fact) {
        var terms = file.terms();
        return switch (fact) {
            case Fact.Taken taken
            when taken.step() == Step.APPLY ->
                day.isBefore(file.born().plusYears(terms.adultYears()))
                        ? no("admission.no.age", terms.adultYears())
                        : Optional.empty();
            case Fact.Decided decided
            when decided.step() == Step.CHOOSE_CANDIDATE -> {
                var from = file.day(Step.CHOOSE_ACTIVIST).orElseThrow().plusMonths(terms.cultivationMonths());
                yield day.isBefore(from) ? no("admission.no.cultivation", from) : Optional.empty();
            }
            case Fact.Decided decided
            when decided.step() == Step.REPORT_CANDIDATE ->
                file.consented() == null
                        ? Optional.empty()
                        : no("admission.no.done", decided.step().number());
            case Fact.NoticePosted _, Fact.Objected _, Fact.Settled _, Fact.NoticeOver _ -> notice(fact);
            case Fact.Named(Step step, List<Backer> backers) ->
                step == Step.NAME_CONTACTS ? contacts(backers) : introducers(backers);
            case Fact.Trained(int days, int hours, String exception) ->
                days >= terms.trainingDays()
                                || hours >= terms.trainingHours()
                                || exception != null && !exception.isBlank()
                        ? Optional.empty()
                        : no("admission.no.training", terms.trainingDays(), terms.trainingHours());
            case Fact.Voted(Vote vote) -> vote(vote);
            case Fact.FullVoted(AtExpiry what, int months, Vote vote) ->
                expiry(what, months).or(() -> vote(vote));
            default -> Optional.empty();
        };
    }

    /** 2026: consent, then five working days of notice; only then listed (step 8). */
    private Optional<Refused> notice(Fact fact) {
        var clock = file.notice();
        if (file.consented() == null || day.isBefore(file.consented())) {
            return no("admission.no.consent");
        } else if (fact instanceof Fact.NoticePosted) {
            // After an objection was settled it may also hang anew (R-GEN-8).
            return clock == null || clock.resumed() ? Optional.empty() : no("admission.no.posted", clock.from());
        } else if (clock == null || day.isBefore(clock.from())) {
            return no("admission.no.notice");
        }
        return switch (fact) {
            case Fact.Settled _ -> clock.stopped() == null ? no("admission.no.objection") : Optional.empty();
            case Fact.Objected _ -> clock.stopped() == null ? Optional.empty() : no("admission.no.stopped");
            default -> {
                if (clock.stopped() != null) {
                    yield no("admission.no.stopped");
                }
                yield clock.over(day)
                        ? Optional.empty()
                        : no("admission.no.notice-short", file.terms().noticeDays(), clock.last());
            }
        };
    }

    private static Optional<Refused> contacts(List<Backer> backers) {
        if (distinct(backers) < 1 || distinct(backers) > MOST_CONTACTS || distinct(backers) < backers.size()) {
            return no("admission.no.contacts");
        }
        return backers.stream().allMatch(Backer::full) ? Optional.empty() : no("admission.no.contact-full");
    }

    private static Optional<Refused> introducers(List<Backer> backers) {
        if (backers.size() != INTRODUCERS || distinct(backers) != INTRODUCERS) {
            return no("admission.no.introducers");
        } else if (!backers.stream().allMatch(Backer::full)) {
            return no("admission.no.introducer-full");
        }
        return backers.stream().anyMatch(Backer::observed) ? no("admission.no.introducer-observed") : Optional.empty();
    }

    private static long distinct(List<Backer> backers) {
        return backers.stream().map(Backer::member).distinct().count();
    }

    private static Optional<Refused> vote(Vote vote) {
        if (!vote.adds()) {
            return no("admission.no.count");
        } else if (!vote.secret()) {
            return no("admission.no.open-ballot");
        }
        return vote.valid() ? Optional.empty() : no("admission.no.quorum", vote.due(), vote.present());
    }

    private Optional<Refused> expiry(AtExpiry what, int months) {
        var terms = file.terms();
        var ends = file.probationEnds().orElseThrow();
        if (day.isBefore(ends)) {
            return no("admission.no.probation", ends);
        } else if (what != AtExpiry.EXTEND) {
            return Optional.empty();
        } else if (file.extended()) {
            return no("admission.no.extended");
        }
        return months < terms.extensionLeast() || months > terms.extensionMost()
                ? no("admission.no.extension", terms.extensionLeast(), terms.extensionMost())
                : Optional.empty();
    }

    private List<Warning> warnings(Fact fact) {
        var warnings = new ArrayList<Warning>();
        if (fact.step() instanceof Step step && !step.running()) {
            file.due(step, day)
                    .filter(day::isAfter)
                    .ifPresent(due -> warnings.add(new Warning("admission.warn.late", due)));
        }
        switch (fact) {
            case Fact.Decided decided when decided.step() == Step.CHOOSE_CANDIDATE -> assessments(warnings);
            case Fact.Decided decided
            when decided.step() == Step.APPROVE || decided.step() == Step.APPROVE_FULL -> {
                var last = file.next(day).stream()
                        .filter(next -> next.step() == decided.step())
                        .findAny()
                        .map(Next::last);
                last.filter(day::isAfter)
                        .ifPresent(limit -> warnings.add(new Warning("admission.warn.over-limit", limit)));
            }
            case Fact.PreReviewed pre -> {
                int months = file.terms().leavingMonths();
                if (pre.leaves() != null && !pre.leaves().isAfter(day.plusMonths(months))) {
                    warnings.add(new Warning("admission.warn.leaving", months));
                }
            }
            case Fact.Voted(Vote vote) -> notPassed(vote, warnings);
            case Fact.Taken taken
            when taken.step() == Step.ASK_FULL ->
                file.probationEnds()
                        .filter(day::isBefore)
                        .ifPresent(ends -> warnings.add(new Warning("admission.warn.early", ends)));
            case Fact.FullVoted full -> {
                notPassed(full.vote(), warnings);
                file.probationEnds()
                        .filter(day::isAfter)
                        .filter(_ -> full.what() != AtExpiry.CANCEL)
                        .ifPresent(ends -> warnings.add(new Warning("admission.warn.from-expiry", ends)));
            }
            default -> {}
        }
        return List.copyOf(warnings);
    }

    private void notPassed(Vote vote, List<Warning> warnings) {
        if (!vote.passed(file.terms().countsWritten(day))) {
            warnings.add(new Warning("admission.warn.not-passed", vote.due(), vote.ayes()));
        }
    }

    /** Every six months one assessment; a longer gap is said, and decides nothing. */
    private void assessments(List<Warning> warnings) {
        var since = file.day(Step.CHOOSE_ACTIVIST).orElseThrow();
        for (var assessed : file.lines(Step.CULTIVATE).stream().sorted().toList()) {
            if (gap(since, assessed)) {
                break;
            }
            since = assessed;
        }
        if (gap(since, day)) {
            warnings.add(new Warning("admission.warn.assessments", file.terms().assessmentMonths(), since));
        }
    }

    private boolean gap(LocalDate from, LocalDate until) {
        return until.isAfter(file.until(from, file.terms().assessmentMonths()));
    }

    private static Optional<Refused> no(String key, Object... arguments) {
        return Optional.of(new Refused(key, arguments));
    }
}
