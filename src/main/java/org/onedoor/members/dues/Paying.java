package org.onedoor.members.dues;

import java.util.List;

/** 缴费结果 · Whether a payment may be booked. */
sealed interface Paying {

    /** It may. */
    record Done() implements Paying {}

    /** The rule says no; {@code key} is the sentence. */
    record Refused(String key, List<Object> arguments) implements Paying {
        Refused(String key, Object... arguments) {
            this(key, List.of(arguments));
        }
    }
}
