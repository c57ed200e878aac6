package org.onedoor.members.transfer;

/** 失联原因 · Why a member was lost sight of, with the code that is reported (R-TRF-8). */
enum LostReason {
    /** 外出务工经商. */
    WORK_AWAY,
    /** 单位改制破产. */
    UNIT_CLOSED,
    /** 毕业去向不明. */
    GRADUATED,
    /** 工作变动. */
    JOB_CHANGED,
    /** 出国（境）. */
    ABROAD,
    /** 居住地变动. */
    MOVED,
    /** 其他. */
    OTHER;

    int code() {
        return ordinal() + 1;
    }

    /** Message key of its name. */
    String key() {
        return "transfer.lost." + code();
    }
}
