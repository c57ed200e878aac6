package org.onedoor.members;

import java.util.UUID;

/** 登记结果 · What came of enrolling a member or changing a file. */
public sealed interface Recording {

    record Done(UUID id) implements Recording {}

    /** The ID number is on this county's roster already; where, is not said. */
    record Known() implements Recording {}

    /**
     * @param field of the form, empty for the whole
     * @param key message that says why
     */
    record Refused(String field, String key) implements Recording {}
}
