package org.onedoor.members.transfer;

import java.util.Locale;

/** 转接范围 · How far apart the two organizations are; a letter's validity may differ by it (R-TRF-2). */
enum LetterScope {
    SAME_COMMITTEE,
    SAME_COUNTY,
    SAME_CITY,
    SAME_PROVINCE,
    OTHER;

    /** Message key of its name. */
    String key() {
        return "transfer.scope." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
