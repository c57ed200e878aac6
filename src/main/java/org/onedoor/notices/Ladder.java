package org.onedoor.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a clear refusal is tried again: after 1, 5 and 30 minutes and 2 hours; then an operator sees it (foundations §20). */
final class Ladder {

    private static final List<Duration> STEPS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2));

    private Ladder() {}

    /** @param attempts made so far, at least 1 */
    static Optional<Instant> next(Instant now, int attempts) {
        return attempts > STEPS.size() ? Optional.empty() : Optional.of(now.plus(STEPS.get(attempts - 1)));
    }
}
