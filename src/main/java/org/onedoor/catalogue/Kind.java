package org.onedoor.catalogue;

/** 事项类别 · What kind of thing an item is. */
public enum Kind {
    SERVICE,
    /** 举报: handled on the protected path (R-REQ-14). */
    REPORT,
    /** 不再开具: a certificate no village issues any more (R-CEN-12); explains, files nothing. */
    NOT_ISSUED
}
