package org.onedoor.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 办理进展 · How far a case is, for whoever must tell it elsewhere.
 *
 * @param done what was done, or why and where else it is handled
 */
public record Progress(
        UUID id,
        String number,
        State state,
        @Nullable Outcome outcome,
        @Nullable Instant answeredAt,
        @Nullable String done,
        UUID owner,
        UUID place,
        int version) {

    /** There is something to tell back. */
    public boolean told() {
        return state == State.ANSWERED || state == State.CLOSED || state == State.DECLINED;
    }
}
