package org.onedoor.cases;

/** 提交结果 · What came of filing a case. */
public sealed interface FilingOutcome {

    /** Filed now, or the same receipt again for the same key ({@code again}). */
    record Filed(Receipt receipt, boolean again) implements FilingOutcome {}

    /** The same key came with another content (422). */
    record OtherBody() implements FilingOutcome {}

    /** Badly filled in or refused by a rule: message key, and the field it belongs to. */
    record Refused(String field, String key) implements FilingOutcome {}
}
