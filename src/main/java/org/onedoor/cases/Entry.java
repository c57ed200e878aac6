package org.onedoor.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 经过 · One line of a case's history: who, under which post, when, what.
 *
 * @param seq 1, 2, 3, … without gaps
 */
record Entry(int seq, Instant at, UUID actor, @Nullable UUID post, Fact fact) {}
