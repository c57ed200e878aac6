package org.onedoor.members.admission;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.WorkingTime;

/**
 * 发展档案 · One person's path of admission, computed from its history and nothing else. What may be recorded is decided by
 * {@link Hurdles}; the numbers and the calendar are handed in.
 */
final class AdmissionFile {

    private final List<Entry> history;
    private final LocalDate born;
    private final AdmissionTerms terms;
    private final WorkingTime time;

    /** The day each step was taken for good; a running one, its last line. */
    private final Map<Step, LocalDate> done = new EnumMap<>(Step.class);

    private final Map<Step, List<LocalDate>> lines = new EnumMap<>(Step.class);
    private final Set<String> papers = new HashSet<>();
    private List<Backer> contacts = List.of();
    private List<Backer> introducers = List.of();
    private @Nullable LocalDate consented;
    private @Nullable NoticeClock notice;
    private boolean reviewFailed;
    private @Nullable AtExpiry proposed;
    private int proposedMonths;
    private int extendedMonths;
    private @Nullable LocalDate fullSince;
    private @Nullable End end;

    private AdmissionFile(List<Entry> history, LocalDate born, AdmissionTerms terms, WorkingTime time) {
        this.history = List.copyOf(history);
        this.born = born;
        this.terms = terms;
        this.time = time;
    }

    /** The file that this history tells, of somebody born on that day. */
    static AdmissionFile of(List<Entry> history, LocalDate born, AdmissionTerms terms, WorkingTime time) {
        var file = new AdmissionFile(history, born, terms, time);
        file.standing().forEach(file::apply);
        return file;
    }

    /** The same file after one more line. */
    AdmissionFile with(LocalDate day, Instant at, UUID actor, @Nullable UUID post, Fact fact) {
        var longer = new ArrayList<>(history);
        longer.add(new Entry(longer.size() + 1, day, at, actor, post, fact));
        return of(longer, born, terms, time);
    }

    /** Whether this may be recorded as done on that day. */
    Recording check(LocalDate day, LocalDate today, Fact fact) {
        return new Hurdles(this, day, today).check(fact);
    }

    /** Lines that were not taken back. */
    List<Entry> standing() {
        var standing = new ArrayList<Entry>(history.size());
        for (var entry : history) {
            if (entry.fact() instanceof Fact.TakenBack(int seq)) {
                standing.removeIf(earlier -> earlier.seq() == seq);
            } else {
                standing.add(entry);
            }
        }
        return standing;
    }

    private void apply(Entry entry) {
        var day = entry.day();
        if (entry.fact().step() instanceof Step step) {
            lines.computeIfAbsent(step, _ -> new ArrayList<>()).add(day);
        }
        switch (entry.fact()) {
            case Fact.Taken taken -> done.put(taken.step(), day);
            case Fact.Decided decided -> apply(decided, day);
            case Fact.Named(Step step, List<Backer> backers) -> {
                if (step == Step.NAME_CONTACTS) {
                    contacts = backers;
                } else {
                    introducers = backers;
                }
                done.put(step, day);
            }
            case Fact.NoticePosted(boolean beforeWork) ->
                notice = NoticeClock.posted(day, beforeWork && terms.postingDayCounts(), terms.noticeDays(), time);
            case Fact.Objected _ -> notice = clock().stop(day, time);
            case Fact.Settled(boolean upheld) -> {
                notice = upheld ? null : clock().resume(day, time);
                if (upheld) {
                    consented = null;
                    done.remove(Step.CHOOSE_CANDIDATE);
                }
            }
            case Fact.NoticeOver _ -> done.put(Step.REPORT_CANDIDATE, day);
            case Fact.Trained _ -> done.put(Step.TRAIN, day);
            case Fact.PreReviewed pre -> {
                if (pre.passed()) {
                    done.put(Step.PRE_REVIEW, day);
                }
            }
            case Fact.Voted(Vote vote) -> {
                if (vote.passed(terms.countsWritten(day))) {
                    done.put(Step.ADMISSION_MEETING, day);
                }
            }
            case Fact.FullVoted(AtExpiry what, int months, Vote vote) -> {
                if (vote.passed(terms.countsWritten(day))) {
                    proposed = what;
                    proposedMonths = months;
                    done.put(Step.FULL_MEETING, day);
                }
            }
            case Fact.PaperKept kept -> papers.add(kept.code());
            case Fact.Ended ended -> end = ended.how();
            case Fact.TakenBack _ -> {}
        }
    }

    private void apply(Fact.Decided decided, LocalDate day) {
        var step = decided.step();
        reviewFailed = step == Step.REVIEW ? !decided.agreed() : reviewFailed;
        switch (step) {
            case REPORT_CANDIDATE -> {
                if (!decided.agreed()) {
                    // Not agreed above: the person stays an activist, and may be proposed again.
                    done.remove(Step.CHOOSE_CANDIDATE);
                } else if (terms.edition(day) == Edition.V2014) {
                    done.put(step, day);
                } else {
                    consented = day;
                }
            }
            case REVIEW -> {
                done.remove(step);
                if (decided.agreed()) {
                    done.put(step, day);
                }
            }
            case APPROVE -> {
                if (decided.agreed()) {
                    done.put(step, day);
                } else {
                    // A new admission begins with the committee's review and a new 志愿书.
                    reopen(Step.COMMITTEE_REVIEW, Step.SUPERIOR_TALK);
                }
            }
            case APPROVE_FULL -> {
                if (decided.agreed()) {
                    done.put(step, day);
                    expire();
                } else {
                    reopen(Step.FULL_MEETING, Step.FULL_MEETING);
                }
            }
            default -> {
                if (decided.agreed()) {
                    done.put(step, day);
                }
            }
        }
    }

    private void expire() {
        switch (Objects.requireNonNull(proposed)) {
            // However late it is dealt with, the day probation ended is the start (R-DEV-4).
            case FULL -> fullSince = probationEnds().orElseThrow();
            case EXTEND -> {
                extendedMonths += proposedMonths;
                reopen(Step.ASK_FULL, Step.APPROVE_FULL);
            }
            case CANCEL -> end = End.CANCELLED;
        }
    }

    private void reopen(Step from, Step until) {
        done.keySet().removeIf(step -> step.compareTo(from) >= 0 && step.compareTo(until) <= 0);
    }

    private NoticeClock clock() {
        return Objects.requireNonNull(notice, "No notice hangs");
    }

    /** Where the person stands. */
    Phase phase() {
        if (fullSince != null) {
            return Phase.FULL;
        } else if (done.containsKey(Step.APPROVE)) {
            return Phase.PROBATIONARY;
        } else if (done.containsKey(Step.REPORT_CANDIDATE)) {
            return Phase.CANDIDATE;
        }
        return done.containsKey(Step.CHOOSE_ACTIVIST) ? Phase.ACTIVIST : Phase.APPLICANT;
    }

    /** Whether a step stands on that day; a review or training that lapsed before the meeting does not (R-DEV-7). */
    boolean done(Step step, LocalDate day) {
        var taken = done.get(step);
        if (taken == null) {
            return false;
        }
        var until = validUntil(step);
        return until.isEmpty() || !day.isAfter(until.get());
    }

    /** The last day a review or training holds, while the meeting has not passed it. */
    Optional<LocalDate> validUntil(Step step) {
        if (done.containsKey(Step.ADMISSION_MEETING)) {
            return Optional.empty();
        }
        return switch (step) {
            case REVIEW -> day(step).map(day -> day.plusMonths(terms.reviewMonths()));
            case TRAIN -> day(step).map(day -> day.plusMonths(terms.trainingMonths()));
            default -> Optional.empty();
        };
    }

    /** When the step was taken for good. */
    Optional<LocalDate> day(Step step) {
        return Optional.ofNullable(done.get(step));
    }

    /** Every line of a step, also of what did not pass. */
    List<LocalDate> lines(Step step) {
        return lines.getOrDefault(step, List.of());
    }

    /** What comes next, on that day: every step that is open, in the chart's order. */
    List<Next> next(LocalDate today) {
        if (end != null || done.containsKey(Step.ARCHIVE)) {
            return List.of();
        }
        var open = new ArrayList<Next>();
        for (var step : Step.values()) {
            boolean ready = step.after().stream().allMatch(before -> done(before, today)) && holds(step, today);
            if (ready && (step.running() ? running(step) : !done(step, today))) {
                open.add(next(step, today));
            }
        }
        return List.copyOf(open);
    }

    /** From the committee's review to the meeting, review and training must not have lapsed. */
    private boolean holds(Step step, LocalDate day) {
        return !step.needsReview() || done(Step.REVIEW, day) && done(Step.TRAIN, day);
    }

    private boolean running(Step step) {
        return !done.containsKey(step == Step.CULTIVATE ? Step.ADMISSION_MEETING : Step.APPROVE_FULL);
    }

    private Next next(Step step, LocalDate today) {
        var rule = rule(step, today);
        LocalDate from = null;
        LocalDate due = null;
        LocalDate last = null;
        for (var one : rule.times()) {
            switch (one.kind()) {
                case WITHIN -> due = due(one).orElse(null);
                case EVERY -> due = due(one).orElse(null);
                case NOT_BEFORE -> from = from(step);
                case NOTICE -> from = notice == null ? null : notice.last().plusDays(1);
            }
        }
        if (step == Step.APPROVE) {
            last = day(Step.ADMISSION_MEETING)
                    .map(day -> until(day, terms.approvalMostMonths()))
                    .orElse(null);
        }
        return new Next(rule, from, due, last);
    }

    /**
     * The rule of a step as the text has it that was in force when its time began: an obligation of the 2026 text does not
     * reach back to a pre-review passed before.
     */
    StepRule rule(Step step, LocalDate today) {
        var began = step == Step.ADMISSION_MEETING ? day(Step.PRE_REVIEW).orElse(today) : today;
        return StepRule.of(terms.edition(day(step).filter(_ -> !step.running()).orElse(began)), step, terms);
    }

    /** The last day the text expects the step; for one that comes again, counted from its last line. */
    private Optional<LocalDate> due(TimeRule rule) {
        var from = day(rule.from());
        if (rule.kind() == TimeRule.Kind.EVERY) {
            var step = rule.from() == Step.CHOOSE_ACTIVIST ? Step.CULTIVATE : Step.PROBATION;
            from = lines(step).stream().max(Comparator.naturalOrder()).or(() -> day(rule.from()));
        }
        return from.map(day -> until(day, rule.period()));
    }

    Optional<LocalDate> due(Step step, LocalDate today) {
        return Optional.ofNullable(next(step, today).due());
    }

    private LocalDate from(Step step) {
        return step == Step.FULL_MEETING
                ? probationEnds().orElseThrow()
                // No rest day moves a day before which something must not be (example 10).
                : day(Step.CHOOSE_ACTIVIST).orElseThrow().plusMonths(terms.cultivationMonths());
    }

    LocalDate until(LocalDate day, int months) {
        return until(day, Period.ofMonths(months));
    }

    private LocalDate until(LocalDate day, Period period) {
        var last = day.plus(period);
        return WorkingTime.knows(last) ? time.end(day, period) : last;
    }

    /** Papers of what was done that are not in the file (R-DEV-8). */
    List<Paper> missing() {
        return Paper.all().stream()
                .filter(paper -> !papers.contains(paper.code()))
                .filter(paper -> owed(Step.values()[paper.number() - 1]))
                .toList();
    }

    private boolean owed(Step step) {
        return done.containsKey(step) || step == Step.CULTIVATE && done.containsKey(Step.CHOOSE_CANDIDATE);
    }

    /** 入党时间, from which 党籍 exists: the day of the meeting, once it was approved (R-DEV-5). */
    Optional<LocalDate> memberSince() {
        return done.containsKey(Step.APPROVE) ? day(Step.ADMISSION_MEETING) : Optional.empty();
    }

    /** Last day of probation: a year from the meeting, and what it was extended by (R-DEV-4). */
    Optional<LocalDate> probationEnds() {
        return day(Step.ADMISSION_MEETING)
                .map(day -> day.plusMonths(terms.probationMonths()).plusMonths(extendedMonths));
    }

    /** 转正时间, from which 党龄 counts. */
    Optional<LocalDate> fullSince() {
        return Optional.ofNullable(fullSince);
    }

    /** 党龄 in whole years. */
    int partyAge(LocalDate day) {
        return fullSince == null || day.isBefore(fullSince)
                ? 0
                : Period.between(fullSince, day).getYears();
    }

    List<Entry> history() {
        return history;
    }

    List<Backer> contacts() {
        return contacts;
    }

    List<Backer> introducers() {
        return introducers;
    }

    LocalDate born() {
        return born;
    }

    AdmissionTerms terms() {
        return terms;
    }

    @Nullable
    NoticeClock notice() {
        return notice;
    }

    @Nullable
    LocalDate consented() {
        return consented;
    }

    @Nullable
    AtExpiry proposed() {
        return proposed;
    }

    boolean reviewFailed() {
        return reviewFailed;
    }

    boolean extended() {
        return extendedMonths > 0;
    }

    @Nullable
    End end() {
        return end;
    }
}
