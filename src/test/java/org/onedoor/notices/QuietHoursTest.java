package org.onedoor.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onedoor.frame.Now;

/** No short message 21:00–07:00; refusals are tried again after 1, 5, 30 minutes and 2 hours. */
class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T20:59, 2026-11-20T20:59",
        "2026-11-20T21:00, 2026-11-21T07:00",
        "2026-11-20T23:59, 2026-11-21T07:00",
        "2026-11-21T00:00, 2026-11-21T07:00",
        "2026-11-21T06:59, 2026-11-21T07:00",
        "2026-11-21T07:00, 2026-11-21T07:00",
        "2026-12-31T22:00, 2027-01-01T07:00"
    })
    void aMessageWaitsForTheMorning(LocalDateTime wanted, LocalDateTime sent) {
        assertThat(QuietHours.USUAL.next(china(wanted))).isEqualTo(china(sent));
    }

    @Test
    void theLadderHasFourRungsAndThenAnOperator() {
        var now = Instant.parse("2026-11-20T02:00:00Z");
        assertThat(Ladder.next(now, 1)).contains(now.plus(Duration.ofMinutes(1)));
        assertThat(Ladder.next(now, 2)).contains(now.plus(Duration.ofMinutes(5)));
        assertThat(Ladder.next(now, 3)).contains(now.plus(Duration.ofMinutes(30)));
        assertThat(Ladder.next(now, 4)).contains(now.plus(Duration.ofHours(2)));
        assertThat(Ladder.next(now, 5)).isEqualTo(Optional.empty());
    }

    private static Instant china(LocalDateTime local) {
        return local.atZone(Now.ZONE).toInstant();
    }
}
