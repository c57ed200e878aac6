package org.onedoor.members.admission;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 发展纪实 · One thing that was done on the path of admission. The history of them is the file; everything else is computed
 * from it. Of a person's words there is nothing here: a conclusion where the rule names one, numbers, and where paper lies.
 */
sealed interface Fact {

    /** The step it belongs to; null for what concerns the whole file. */
    @Nullable
    Step step();

    /** A step that has no conclusion. @param by whom it was done by, where that is a person */
    record Taken(Step step, @Nullable UUID by) implements Fact {

        static final Set<Step> STEPS = EnumSet.of(
                Step.APPLY,
                Step.FIRST_TALK,
                Step.FILE_ACTIVIST,
                Step.CULTIVATE,
                Step.FILL_FORM,
                Step.SUPERIOR_TALK,
                Step.FILE_ABOVE,
                Step.JOIN_BRANCH,
                Step.OATH,
                Step.PROBATION,
                Step.ASK_FULL,
                Step.ARCHIVE);

        public Taken {
            of(step, STEPS);
        }
    }

    /** A step that was decided on. @param document number of the paper */
    record Decided(Step step, boolean agreed, @Nullable String document) implements Fact {

        static final Set<Step> STEPS = EnumSet.of(
                Step.CHOOSE_ACTIVIST,
                Step.CHOOSE_CANDIDATE,
                Step.REPORT_CANDIDATE,
                Step.REVIEW,
                Step.COMMITTEE_REVIEW,
                Step.APPROVE,
                Step.APPROVE_FULL);

        public Decided {
            of(step, STEPS);
        }
    }

    /** Contacts (5) or introducers (9). */
    record Named(Step step, List<Backer> backers) implements Fact {

        static final Set<Step> STEPS = EnumSet.of(Step.NAME_CONTACTS, Step.NAME_INTRODUCERS);

        public Named {
            of(step, STEPS);
            backers = List.copyOf(backers);
        }
    }

    private static void of(Step step, Set<Step> steps) {
        if (!steps.contains(step)) {
            throw new IllegalArgumentException("Step " + step + " is recorded otherwise");
        }
    }

    /** 公示 of the candidate hangs (8, 2026). @param beforeWork before work starts on that day */
    record NoticePosted(boolean beforeWork) implements Fact {
        @Override
        public Step step() {
            return Step.REPORT_CANDIDATE;
        }
    }

    /** Somebody objected; the clock stops. Who and what stands with the protected path, not here. */
    record Objected() implements Fact {
        @Override
        public Step step() {
            return Step.REPORT_CANDIDATE;
        }
    }

    /** The objection was looked into. @param upheld the person is not listed */
    record Settled(boolean upheld) implements Fact {
        @Override
        public Step step() {
            return Step.REPORT_CANDIDATE;
        }
    }

    /** The branch ends the notice: from now on the person is a candidate. */
    record NoticeOver() implements Fact {
        @Override
        public Step step() {
            return Step.REPORT_CANDIDATE;
        }
    }

    /** Training (11). @param exception number of the paper that excuses from the least time */
    record Trained(int days, int hours, @Nullable String exception) implements Fact {
        @Override
        public Step step() {
            return Step.TRAIN;
        }
    }

    /** Pre-review (13). @param leaves when the person is going to leave the unit, if that is known */
    record PreReviewed(
            boolean passed,
            @Nullable LocalDate leaves,
            @Nullable String document) implements Fact {
        @Override
        public Step step() {
            return Step.PRE_REVIEW;
        }
    }

    /** The branch meeting voted on admission (15). */
    record Voted(Vote vote) implements Fact {
        @Override
        public Step step() {
            return Step.ADMISSION_MEETING;
        }
    }

    /** The branch meeting voted at the end of probation (23). @param months of the extension, else 0 */
    record FullVoted(AtExpiry what, int months, Vote vote) implements Fact {
        @Override
        public Step step() {
            return Step.FULL_MEETING;
        }
    }

    /** A paper came into the file. @param place where it lies */
    record PaperKept(String code, @Nullable String document, String place) implements Fact {
        @Override
        public @Nullable Step step() {
            return null;
        }
    }

    /** The last line was wrong and is taken back. */
    record TakenBack(int seq) implements Fact {
        @Override
        public @Nullable Step step() {
            return null;
        }
    }

    /** The file ended otherwise. @param document number of the decision */
    record Ended(End how, @Nullable String document) implements Fact {
        @Override
        public @Nullable Step step() {
            return null;
        }
    }
}
