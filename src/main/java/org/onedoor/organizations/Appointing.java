package org.onedoor.organizations;

import java.util.UUID;

/** 任命结果 · What came of an appointment. */
public sealed interface Appointing {

    /** 已任命 · Holds the post from then on. */
    record Done(UUID appointment) implements Appointing {}

    /** 不能任命 · The rule says no; {@code key} is the sentence. */
    record Refused(String key) implements Appointing {}
}
