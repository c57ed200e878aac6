package org.onedoor.members.transfer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 转接单 · One transfer of a membership, computed from its history (R-TRF-1 to R-TRF-4). */
record Transfer(List<Move> history) {

    /** 负责一方 · Which of the two organizations answers for the member. */
    enum Side {
        OLD,
        NEW
    }

    Transfer {
        history = List.copyOf(history);
    }

    Transfer with(Move move) {
        var longer = new ArrayList<>(history);
        longer.add(move);
        return new Transfer(longer);
    }

    /** Where it stands on that day; empty before anybody asked. */
    Optional<TransferState> state(LocalDate day) {
        if (history.isEmpty()) {
            return Optional.empty();
        }
        var state = history.getLast().to();
        var letter = letter();
        return Optional.of(
                state == TransferState.ON_THE_WAY && letter != null && letter.overdue(day)
                        ? TransferState.OVERDUE
                        : state);
    }

    /** The letter that counts: the last. */
    @Nullable
    Letter letter() {
        Letter last = null;
        for (var move : history) {
            last = move instanceof Move.Issued issued ? issued.letter() : last;
        }
        return last;
    }

    /** Exactly one at every moment: the old organization until the receipt (R-TRF-1, R-TRF-9). */
    Side responsible() {
        return !history.isEmpty() && history.getLast() instanceof Move.Received ? Side.NEW : Side.OLD;
    }

    /** Whether this may be recorded today. */
    Moving check(Move move, LocalDate today) {
        var state = state(today);
        boolean possible = state.isEmpty()
                ? move instanceof Move.Asked
                : state.get().next().contains(move.to());
        if (!possible) {
            return new Moving.Refused("transfer.no.state");
        } else if (move.day().isAfter(today)) {
            return new Moving.Refused("transfer.no.future", move.day());
        } else if (!history.isEmpty() && move.day().isBefore(history.getLast().day())) {
            return new Moving.Refused("transfer.no.earlier", history.getLast().day());
        }
        return switch (move) {
            case Move.Returned returned
            when returned.reason().isBlank() ->
                // 无正当理由不得拒绝 (R-TRF-1).
                new Moving.Refused("transfer.no.reason");
            case Move.Issued issued
            when letter() != null
                    && (issued.statement() == null || issued.statement().isBlank()) ->
                new Moving.Refused("transfer.no.statement");
            case Move.Received received -> {
                var letter = letter();
                yield letter != null && letter.overdue(received.day())
                        ? new Moving.Refused("transfer.no.overdue", letter.lastDay())
                        : new Moving.Done();
            }
            default -> new Moving.Done();
        };
    }
}
