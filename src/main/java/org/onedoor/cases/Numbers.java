package org.onedoor.cases;

import java.time.LocalDate;

/** Receipt numbers: day and random digits, sayable on the phone; not counted, because a count tells the volume. */
final class Numbers {

    private Numbers() {}

    /** {@code MMDD-NNNN}. */
    static String sayable(LocalDate day, String digits) {
        return "%02d%02d-%s".formatted(day.getMonthValue(), day.getDayOfMonth(), digits);
    }
}
