package org.onedoor.members.admission;

import java.util.Locale;

/** 发展阶段 · Where somebody stands on the path (R-DEV-1). */
enum Phase {
    /** 申请入党. */
    APPLICANT,
    /** 入党积极分子. */
    ACTIVIST,
    /** 发展对象. */
    CANDIDATE,
    /** 预备党员. */
    PROBATIONARY,
    /** 正式党员. */
    FULL;

    /** Message key of its name. */
    String key() {
        return "admission.phase." + name().toLowerCase(Locale.ROOT);
    }
}
