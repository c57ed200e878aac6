package org.onedoor.organizations.party;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** 党组织状态 · The life of an organization as one table (R-ORG-14). Nothing is deleted: what ended keeps date and document. */
public enum OrganizationStatus {
    /** 筹建. */
    PREPARING,
    /** 正常. */
    NORMAL,
    /** 届满待换届. */
    TERM_OVER,
    /** 软弱涣散，整顿中. */
    REVIVING,
    /** 撤销. */
    ABOLISHED,
    /** 合并. */
    MERGED;

    /** What may follow. */
    public Set<OrganizationStatus> next() {
        return switch (this) {
            case PREPARING -> EnumSet.of(NORMAL, ABOLISHED);
            case NORMAL -> EnumSet.of(TERM_OVER, REVIVING, ABOLISHED, MERGED);
            case TERM_OVER, REVIVING -> EnumSet.of(NORMAL, ABOLISHED, MERGED);
            case ABOLISHED, MERGED -> EnumSet.noneOf(OrganizationStatus.class);
        };
    }

    public boolean over() {
        return this == ABOLISHED || this == MERGED;
    }

    /** Key of its name. */
    public String text() {
        return "party.status." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
