package org.onedoor.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a county's administrator set from a day on, and why.
 *
 * @param numbers only those that change, by code
 * @param rungs only those that change
 */
record RulePlan(
        LocalDate from, String reason, Instant at, UUID by, Map<String, Integer> numbers, List<LadderBook.Line> rungs) {

    /** What an administrator may not do, or has done. */
    sealed interface Planning {

        record Done() implements Planning {}

        /** From today on something is promised by the rules in force; they are changed from tomorrow at the earliest. */
        record TooEarly() implements Planning {}

        /** Nothing differs from what is in force on that day anyway. */
        record Nothing() implements Planning {}
    }
}
