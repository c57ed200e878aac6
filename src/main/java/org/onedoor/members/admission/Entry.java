package org.onedoor.members.admission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 纪实行 · One line of a file's history.
 *
 * @param seq 1, 2, 3, … without gaps
 * @param day when it was done; the edition of that day is the one it was done under
 * @param at when it was written down, by whom and under which post
 */
record Entry(
        int seq,
        LocalDate day,
        Instant at,
        UUID actor,
        @Nullable UUID post,
        Fact fact) {}
