package org.onedoor.cases;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 办件指令 · What somebody wants to do next with a case; one record per {@link Step}, the same for pages and REST.
 *
 * <p>Texts are at most 2,000 characters.
 */
public sealed interface Command {

    Step step();

    record Accept() implements Command {
        @Override
        public Step step() {
            return Step.ACCEPT;
        }
    }

    /** Reason is a code of R-REQ-7; basis and the right channel must be named. */
    record Decline(
            @NotBlank @Size(max = 60) String reason,
            @NotBlank @Size(max = 500) String basis,
            @NotBlank @Size(max = 500) String channel)
            implements Command {
        @Override
        public Step step() {
            return Step.DECLINE;
        }
    }

    record LookAgain(
            @NotBlank @Size(max = 2000) String why,
            @Nullable String code) implements Command {
        @Override
        public Step step() {
            return Step.LOOK_AGAIN;
        }
    }

    record DecideLook(
            boolean accepted, @NotBlank @Size(max = 2000) String why) implements Command {
        @Override
        public Step step() {
            return Step.DECIDE_LOOK;
        }
    }

    record Assign(
            @NotNull UUID to, @Nullable @Size(max = 500) String why) implements Command {
        @Override
        public Step step() {
            return Step.ASSIGN;
        }
    }

    record Take() implements Command {
        @Override
        public Step step() {
            return Step.TAKE;
        }
    }

    record TakeOn() implements Command {
        @Override
        public Step step() {
            return Step.TAKE_ON;
        }
    }

    /** How is {@code call}, {@code visit}, {@code message} or {@code page}: then the note is what she reads on her page. */
    record Contact(
            @NotBlank String how,
            @Nullable @Size(max = 2000) String note) implements Command {
        @Override
        public Step step() {
            return Step.CONTACT;
        }
    }

    record SendBack(@NotBlank @Size(max = 500) String why) implements Command {
        @Override
        public Step step() {
            return Step.SEND_BACK;
        }
    }

    record DecideSendBack(
            boolean granted, @NotBlank @Size(max = 500) String why) implements Command {
        @Override
        public Step step() {
            return Step.DECIDE_SEND_BACK;
        }
    }

    record Offer(
            @NotNull UUID to, @NotBlank @Size(max = 500) String why) implements Command {
        @Override
        public Step step() {
            return Step.OFFER;
        }
    }

    record Escalate(@NotBlank @Size(max = 500) String why) implements Command {
        @Override
        public Step step() {
            return Step.ESCALATE;
        }
    }

    record AcceptOffer() implements Command {
        @Override
        public Step step() {
            return Step.ACCEPT_OFFER;
        }
    }

    record RefuseOffer(@NotBlank @Size(max = 500) String why) implements Command {
        @Override
        public Step step() {
            return Step.REFUSE_OFFER;
        }
    }

    record Invite(
            @NotNull UUID to, @NotBlank @Size(max = 500) String why) implements Command {
        @Override
        public Step step() {
            return Step.INVITE;
        }
    }

    /** Lists everything missing at once; {@code days} in working days. */
    record Ask(
            @NotEmpty @Size(max = 10) List<@NotBlank @Size(max = 100) String> missing,
            @Min(1) int days) implements Command {
        @Override
        public Step step() {
            return Step.ASK;
        }
    }

    record AllowAskingAgain(@NotBlank @Size(max = 500) String why) implements Command {
        @Override
        public Step step() {
            return Step.ALLOW_ASKING_AGAIN;
        }
    }

    /** How is {@code given}, {@code not-needed} (不缺) or {@code fetch} (我送不了，来人取). */
    record Supply(
            @NotBlank String how,
            @Nullable @Size(max = 2000) String note,
            @Nullable List<UUID> photos) implements Command {
        @Override
        public Step step() {
            return Step.SUPPLY;
        }
    }

    record AskExtension(
            @Min(1) int days, @NotBlank @Size(max = 500) String why) implements Command {
        @Override
        public Step step() {
            return Step.ASK_EXTENSION;
        }
    }

    record DecideExtension(
            boolean granted, @NotBlank @Size(max = 500) String why) implements Command {
        @Override
        public Step step() {
            return Step.DECIDE_EXTENSION;
        }
    }

    /** What was done and what came of it; a reason where it was not fully solved. */
    record Answer(
            @NotNull Outcome outcome,
            @NotBlank @Size(max = 2000) String done,
            @Nullable @Size(max = 500) String reason) implements Command {
        @Override
        public Step step() {
            return Step.ANSWER;
        }
    }

    /** The answer reached the resident: she opened its page, or the message went out. */
    record Deliver() implements Command {
        @Override
        public Step step() {
            return Step.DELIVER;
        }
    }

    record Confirm(@Nullable String code) implements Command {
        @Override
        public Step step() {
            return Step.CONFIRM;
        }
    }

    record Disagree(
            @NotBlank @Size(max = 2000) String why,
            @Nullable String code) implements Command {
        @Override
        public Step step() {
            return Step.OBJECT;
        }
    }

    /** Result is {@code solved}, {@code not-solved} or {@code not-reached}. */
    record Recheck(
            @NotBlank String result,
            @Nullable @Size(max = 2000) String note) implements Command {
        @Override
        public Step step() {
            return Step.RECHECK;
        }
    }

    /** Five words, 5 best (R-REQ-10); {@code show} lets the handlers read the comment. */
    record Rate(
            @Min(1) @Max(5) int score,
            @Nullable @Size(max = 500) String comment,
            boolean show,
            @Nullable String code) implements Command {
        @Override
        public Step step() {
            return Step.RATE;
        }
    }

    record Withdraw(
            @NotBlank @Size(max = 500) String why, @Nullable String code) implements Command {
        @Override
        public Step step() {
            return Step.WITHDRAW;
        }
    }

    record Merge(@NotNull UUID other) implements Command {
        @Override
        public Step step() {
            return Step.MERGE;
        }
    }

    record ChangeItem(@NotNull UUID item, @NotNull RequestType type, boolean urgent) implements Command {
        @Override
        public Step step() {
            return Step.CHANGE_ITEM;
        }
    }

    record CorrectPlace(@NotNull UUID place) implements Command {
        @Override
        public Step step() {
            return Step.CORRECT_PLACE;
        }
    }

    record Protect() implements Command {
        @Override
        public Step step() {
            return Step.PROTECT;
        }
    }

    record ChangeContact(
            @NotNull UUID to, @NotBlank @Size(max = 500) String why) implements Command {
        @Override
        public Step step() {
            return Step.CHANGE_CONTACT;
        }
    }

    record Note(@NotBlank @Size(max = 2000) String note) implements Command {
        @Override
        public Step step() {
            return Step.NOTE;
        }
    }

    record Print() implements Command {
        @Override
        public Step step() {
            return Step.PRINT;
        }
    }

    /** The source of an imported order says it anew. */
    record Correct(
            @NotBlank @Size(max = 5000) String words,
            @Nullable Instant deadline) implements Command {
        @Override
        public Step step() {
            return Step.CORRECT;
        }
    }

    /** What the resident writes to those who work on it. */
    record Say(
            @NotBlank @Size(max = 1000) String words,
            @Nullable String code) implements Command {
        @Override
        public Step step() {
            return Step.SAY;
        }
    }

    /** {@code mail}: the address, where it is by mail. */
    record ChangeTelling(
            @NotNull ToldBy by,
            @Nullable @Size(max = 200) String mail,
            @Nullable String code) implements Command {
        @Override
        public Step step() {
            return Step.CHANGE_TELLING;
        }
    }

    record Nudge() implements Command {
        @Override
        public Step step() {
            return Step.NUDGE;
        }
    }

    /** Takes back one's own last step within the time the rule allows, while nothing followed. */
    record Undo() implements Command {
        @Override
        public Step step() {
            return Step.UNDO;
        }
    }
}
