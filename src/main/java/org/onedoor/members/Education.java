package org.onedoor.members;

import java.util.Locale;

/** 学历 · Education by its main groups (GB/T 4658, R-CODE-12), highest first; compared by place, not by code. */
public enum Education {
    /** 10 研究生. */
    POSTGRADUATE,
    /** 20 本科. */
    BACHELOR,
    /** 30 专科. */
    COLLEGE,
    /** 40 中职. */
    VOCATIONAL,
    /** 60 普通高中. */
    HIGH_SCHOOL,
    /** 70 初中. */
    JUNIOR_HIGH,
    /** 80 小学. */
    PRIMARY,
    /** 90 其他. */
    OTHER;

    /** Key of its name. */
    public String text() {
        return "members.education." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
