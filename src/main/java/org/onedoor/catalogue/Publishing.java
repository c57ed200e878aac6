package org.onedoor.catalogue;

import java.time.LocalDate;

/** 发布结果 · What came of publishing a version of an item. */
public sealed interface Publishing {

    /** 已发布 · In force from that day on. */
    record Published(Item item, LocalDate from) implements Publishing {}

    /**
     * 未发布 · Not published.
     *
     * @param field field of the form it is about
     * @param key message that says why and what to do; its argument is {@code word}
     */
    record Refused(String field, String key, String word) implements Publishing {}
}
