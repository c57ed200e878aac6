package org.onedoor.members.admission;

import java.util.List;

/** 记录结果 · What came of recording a step. */
sealed interface Recording {

    /** It may be recorded; the warnings are told and decide nothing (R-DEV-6). */
    record Done(List<Warning> warnings) implements Recording {}

    /** A hard block says no; {@code key} is the sentence. */
    record Refused(String key, List<Object> arguments) implements Recording {
        Refused(String key, Object... arguments) {
            this(key, List.of(arguments));
        }
    }

    /** 提醒 · Something the text expects that was not so; the step is recorded all the same. */
    record Warning(String key, List<Object> arguments) {
        Warning(String key, Object... arguments) {
            this(key, List.of(arguments));
        }
    }
}
