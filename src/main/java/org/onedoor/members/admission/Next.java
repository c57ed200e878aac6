package org.onedoor.members.admission;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 下一步 · A step that is open: who takes it, from when, until when.
 *
 * @param from not before this day, a hard block
 * @param due the day the text expects it, a reminder
 * @param last the day special cases must not pass, a reminder
 */
record Next(
        StepRule rule,
        @Nullable LocalDate from,
        @Nullable LocalDate due,
        @Nullable LocalDate last) {

    Step step() {
        return rule.step();
    }

    boolean possible(LocalDate today) {
        return from == null || !today.isBefore(from);
    }

    boolean late(LocalDate today) {
        return due != null && today.isAfter(due);
    }
}
