package org.onedoor.cases;

/** 诉求类型 · What kind of request it is (R-REQ-1). */
public enum RequestType {
    /** 咨询. */
    QUESTION,
    /** 求助. */
    HELP,
    /** 投诉. */
    COMPLAINT,
    /** 举报: always takes the protected path (R-REQ-14). */
    REPORT,
    /** 建议. */
    SUGGESTION,
    /** 表扬. */
    PRAISE;

    /** Key of its name. */
    public String text() {
        return "cases.type." + name().toLowerCase(java.util.Locale.ROOT);
    }
}
