package org.onedoor.organizations;

import java.util.UUID;

/** 外出结果 · What came of naming a stand-in. */
public sealed interface GoingAway {

    /** 已登记外出 · Stands; {@code away} takes it back. */
    record Done(UUID away) implements GoingAway {}

    /** 不能代岗 · The rule says no; {@code key} is the sentence. */
    record Refused(String key) implements GoingAway {}
}
