package org.onedoor.organizations.party;

import java.util.Locale;

/** 党务岗位类型 · What a post in a Party organization is there for (R-ORG-5, R-ROLE-1). */
public enum PartyPostKind {
    /** 书记. */
    SECRETARY,
    /** 副书记. */
    DEPUTY,
    /** 组织委员. */
    ORGANIZER,
    /** 宣传委员. */
    PUBLICITY,
    /** 纪检委员. */
    DISCIPLINE,
    /** 委员 without a field of its own. */
    MEMBER,
    /** 党小组长. */
    GROUP_LEADER,
    /** 党务管理员 of a town or the county: sets up organizations, reads below. */
    OFFICER,
    /** 党费收缴人. */
    COLLECTOR,
    /** 党费记账人; never whoever collects (R-ROLE-3). */
    BOOKKEEPER;

    /** One at a time in an organization. */
    public boolean single() {
        return switch (this) {
            case SECRETARY, ORGANIZER, PUBLICITY, DISCIPLINE, GROUP_LEADER, COLLECTOR, BOOKKEEPER -> true;
            case DEPUTY, MEMBER, OFFICER -> false;
        };
    }

    /** Belongs to the committee that is elected. */
    public boolean elected() {
        return switch (this) {
            case SECRETARY, DEPUTY, ORGANIZER, PUBLICITY, DISCIPLINE, MEMBER -> true;
            case GROUP_LEADER, OFFICER, COLLECTOR, BOOKKEEPER -> false;
        };
    }

    /** Whether an organization of this kind has such a post. */
    public boolean in(OrganizationType type) {
        return (this == GROUP_LEADER) == (type == OrganizationType.GROUP)
                && ((this != COLLECTOR && this != BOOKKEEPER) || type.can(Capability.COLLECT_DUES));
    }

    /** Key of its name. */
    public String text() {
        return "party.post." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
