package org.onedoor.members.admission;

import java.util.List;
import java.util.UUID;

/** 建档结果 · What came of opening a file. */
sealed interface Opening {

    record Done(UUID id) implements Opening {}

    /** {@code field} of the form, and the sentence. */
    record Refused(String field, String key, List<Object> arguments) implements Opening {}
}
