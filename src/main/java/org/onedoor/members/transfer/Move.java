package org.onedoor.members.transfer;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 转接经过 · One thing that happened to a transfer; their history is the transfer. */
sealed interface Move {

    LocalDate day();

    /** Where it leads. */
    TransferState to();

    /** The member asks. */
    record Asked(LocalDate day, LetterScope scope) implements Move {
        @Override
        public TransferState to() {
            return TransferState.ASKED;
        }
    }

    /** The branch has looked at it and passes it on to the committee that issues the letter. */
    record Reviewed(LocalDate day) implements Move {
        @Override
        public TransferState to() {
            return TransferState.REVIEWED;
        }
    }

    /**
     * The letter is issued; once more after it ran out.
     *
     * @param statement number of the branch's statement why it ran out, needed for a second letter
     */
    record Issued(Letter letter, @Nullable String statement) implements Move {
        @Override
        public LocalDate day() {
            return letter.issued();
        }

        @Override
        public TransferState to() {
            return TransferState.ON_THE_WAY;
        }
    }

    /** The receipt of the final receiving committee. @param day on which it received the member, not when the receipt came */
    record Received(LocalDate day, String receipt) implements Move {
        @Override
        public TransferState to() {
            return TransferState.RECEIVED;
        }
    }

    /** Refused, sent back or taken back: the relation stays where it was. */
    record Returned(LocalDate day, String reason) implements Move {
        @Override
        public TransferState to() {
            return TransferState.RETURNED;
        }
    }
}
