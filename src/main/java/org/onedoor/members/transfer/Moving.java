package org.onedoor.members.transfer;

import java.util.List;

/** 转接结果 · What came of recording something about a member who moves or is lost. */
sealed interface Moving {

    /** It may be recorded. */
    record Done() implements Moving {}

    /** The rule says no; {@code key} is the sentence. */
    record Refused(String key, List<Object> arguments) implements Moving {
        Refused(String key, Object... arguments) {
            this(key, List.of(arguments));
        }
    }
}
