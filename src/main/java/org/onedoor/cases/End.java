package org.onedoor.cases;

/** 办结方式 · How a closed case ended; silence is never counted as solved (A20). */
public enum End {
    /** 认可: by the resident, or upheld by a recheck outside the office. */
    APPROVED,
    /** 不认可. */
    REJECTED,
    /** 未表态. */
    SILENT
}
