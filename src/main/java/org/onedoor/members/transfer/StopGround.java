package org.onedoor.members.transfer;

import java.util.Locale;

/** 停止党籍情形 · On what ground membership is stopped (R-TRF-7). */
enum StopGround {
    /** 失联 for six months and searched in all ways. */
    LOST,
    /** 私自出境定居. */
    SETTLED_ABROAD,
    /** 出国留学 over five years and not returned. */
    STUDY_ABROAD;

    /** Message key of its name. */
    String key() {
        return "transfer.stop." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
