package org.onedoor.notices;

/** 送达结果 · What came of one attempt. */
public sealed interface Delivery {

    /** 已送出 · The gateway took it. */
    record Sent() implements Delivery {}

    /** 留在本机 · There is no gateway: it stays in the local outbox. */
    record Kept() implements Delivery {}

    /**
     * 被拒 · Clearly not sent, so it may be tried again.
     *
     * @param problem short code, shown to operators; no number, no text
     */
    record Refused(String problem) implements Delivery {}

    /** 不知道 · It may have been sent: time-out, connection lost after the text was handed over. */
    record Unknown(String problem) implements Delivery {}
}
