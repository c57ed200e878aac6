package org.onedoor.cases;

import java.util.UUID;

/** 办理结果 · What came of a {@link Command}: done, or refused with the sentence that says why. */
public sealed interface Stepping {

    /** Done; {@code undoable} says that it may be taken back for a while. */
    record Done(UUID id, State state, int version, boolean undoable) implements Stepping {}

    /** The rule says no: message key of the sentence, which says what to do next. */
    record Refused(String key) implements Stepping {}
}
