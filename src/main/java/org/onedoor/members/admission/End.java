package org.onedoor.members.admission;

/** 发展终止 · How a file ended that is not archived. */
enum End {
    /** The person took the application back. */
    WITHDRAWN,
    /** The organization ended it by a decision. */
    STOPPED,
    /** 取消预备党员资格. */
    CANCELLED,
    /** 已死亡. */
    DIED
}
