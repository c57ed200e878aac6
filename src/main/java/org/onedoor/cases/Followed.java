package org.onedoor.cases;

/** What came of a step in following up a low mark. */
sealed interface Followed {

    record Done() implements Followed {}

    /** The rule says no: message key of the sentence. */
    record Refused(String key) implements Followed {}
}
