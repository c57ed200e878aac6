package org.onedoor.members;

import java.util.Locale;

/** 人员类别 · What a member does in life, as the yearly figures ask for it (R-DOC-4). */
public enum Category {
    /** 工人. */
    WORKER,
    /** 农牧渔民. */
    FARMER,
    /** 专业技术人员. */
    SPECIALIST,
    /** 企事业单位、社会组织管理人员. */
    ADMINISTRATOR,
    /** 党政机关工作人员. */
    OFFICIAL,
    /** 学生. */
    STUDENT,
    /** 离退休人员. */
    RETIRED,
    /** 新就业群体: couriers, drivers and the like. */
    NEW_EMPLOYMENT,
    /** 其他职业人员. */
    OTHER;

    /** Key of its name. */
    public String text() {
        return "members.category." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
