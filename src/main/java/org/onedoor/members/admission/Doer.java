package org.onedoor.members.admission;

import java.util.Locale;

/** 由谁做 · Who takes a step of admission (R-DEV-1, column "actor"). */
enum Doer {
    /** 申请人, later the probationary member. */
    PERSON,
    /** 党支部. */
    BRANCH,
    /** 支委会. */
    COMMITTEE,
    /** 培养联系人. */
    CONTACTS,
    /** 支部党员大会. */
    MEETING,
    /** 上级党委. */
    SUPERIOR,
    /** 再上一级组织部门. */
    DEPARTMENT;

    /** Message key of its name. */
    String key() {
        return "admission.doer." + name().toLowerCase(Locale.ROOT);
    }
}
