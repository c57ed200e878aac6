package org.onedoor.accounts;

/** 改账号结果 · What came of a change of an account's role or lock. */
public sealed interface Changing {

    /** 已改 · Changed. */
    record Done() implements Changing {}

    /** 不能改 · The rule says no; {@code key} is the sentence. */
    record Refused(String key) implements Changing {}
}
