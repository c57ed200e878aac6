package org.onedoor.organizations.party;

import java.util.Locale;

/** 领域 · Where an organization works (R-ORG-10). */
public enum Sector {
    /** 农村. */
    VILLAGE,
    /** 社区. */
    COMMUNITY,
    /** 机关. */
    ORGAN,
    /** 事业单位. */
    INSTITUTION,
    /** 学校. */
    SCHOOL,
    /** 国企. */
    STATE_ENTERPRISE,
    /** 非公企业. */
    PRIVATE_ENTERPRISE,
    /** 社会组织. */
    SOCIAL_ORGANIZATION,
    /** 新就业群体. */
    NEW_EMPLOYMENT,
    /** 其他. */
    OTHER;

    /** Key of its name. */
    public String text() {
        return "party.sector." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
