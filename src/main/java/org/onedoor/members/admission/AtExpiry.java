package org.onedoor.members.admission;

/** 期满处理 · What the branch meeting decides when probation ends (R-DEV-4). */
enum AtExpiry {
    /** 按期转正. */
    FULL,
    /** 延长预备期. */
    EXTEND,
    /** 取消预备党员资格. */
    CANCEL
}
