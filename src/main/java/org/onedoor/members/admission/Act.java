package org.onedoor.members.admission;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 记录表单 · What one form of a file records: a step as it stands, a turn of the notice, a paper, or an end.
 *
 * @param step null for what concerns the whole file
 */
record Act(Kind kind, @Nullable Step step) {

    /** Kinds of form. */
    enum Kind {
        TAKEN,
        DECIDED,
        NAMED,
        POSTED,
        OBJECTED,
        SETTLED,
        OVER,
        TRAINED,
        PRE_REVIEWED,
        VOTED,
        FULL_VOTED,
        PAPER,
        ENDED
    }

    /** @param word number of a step, or the name of another kind; empty when there is no such form */
    static Optional<Act> of(String word, AdmissionFile file) {
        if (word.matches("[1-9]|1[0-9]|2[0-5]")) {
            return Optional.of(of(Step.values()[Integer.parseInt(word) - 1], file));
        }
        return switch (word) {
            case "posted" -> Optional.of(new Act(Kind.POSTED, Step.REPORT_CANDIDATE));
            case "objected" -> Optional.of(new Act(Kind.OBJECTED, Step.REPORT_CANDIDATE));
            case "settled" -> Optional.of(new Act(Kind.SETTLED, Step.REPORT_CANDIDATE));
            case "over" -> Optional.of(new Act(Kind.OVER, Step.REPORT_CANDIDATE));
            case "paper" -> Optional.of(new Act(Kind.PAPER, null));
            case "ended" -> Optional.of(new Act(Kind.ENDED, null));
            default -> Optional.empty();
        };
    }

    /** The form of a step, as the file stands. */
    static Act of(Step step, AdmissionFile file) {
        return new Act(kind(step, file), step);
    }

    private static Kind kind(Step step, AdmissionFile file) {
        return switch (step) {
            case REPORT_CANDIDATE -> {
                if (file.consented() == null) {
                    yield Kind.DECIDED;
                } else if (file.notice() == null) {
                    yield Kind.POSTED;
                }
                yield file.notice().stopped() == null ? Kind.OVER : Kind.SETTLED;
            }
            case NAME_CONTACTS, NAME_INTRODUCERS -> Kind.NAMED;
            case TRAIN -> Kind.TRAINED;
            case PRE_REVIEW -> Kind.PRE_REVIEWED;
            case ADMISSION_MEETING -> Kind.VOTED;
            case FULL_MEETING -> Kind.FULL_VOTED;
            default -> Fact.Taken.STEPS.contains(step) ? Kind.TAKEN : Kind.DECIDED;
        };
    }

    /** As the address has it. */
    String word() {
        return switch (kind) {
            case POSTED, OBJECTED, SETTLED, OVER, PAPER, ENDED -> kind.name().toLowerCase(Locale.ROOT);
            default -> String.valueOf(step == null ? 0 : step.number());
        };
    }

    Side side(AdmissionFile file) {
        return switch (kind) {
            case POSTED, OBJECTED, SETTLED, OVER, PAPER, ENDED -> Side.BRANCH;
            default -> step == null ? Side.BRANCH : Side.of(step, file);
        };
    }

    boolean document() {
        return kind == Kind.DECIDED || kind == Kind.PRE_REVIEWED || kind == Kind.PAPER || kind == Kind.ENDED;
    }

    boolean agreed() {
        return kind == Kind.DECIDED || kind == Kind.PRE_REVIEWED;
    }

    boolean vote() {
        return kind == Kind.VOTED || kind == Kind.FULL_VOTED;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** At which field of its form a refusal stands. */
    String field(String key) {
        return switch (key) {
            case "admission.no.contacts",
                    "admission.no.contact-full",
                    "admission.no.introducers",
                    "admission.no.introducer-full",
                    "admission.no.introducer-observed" -> "first";
            case "admission.no.count", "admission.no.quorum" -> "present";
            case "admission.no.open-ballot" -> "secret";
            case "admission.no.extension" -> "months";
            case "admission.no.extended" -> "what";
            case "admission.no.training" -> "days";
            case "admission.no.paper" -> "code";
            case "admission.no.place" -> "place";
            default -> "day";
        };
    }
}
