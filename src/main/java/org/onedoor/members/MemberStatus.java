package org.onedoor.members;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** 党员状态 · Where a member's standing is, and what may follow, as one table (R-DEV-9, R-DEV-4). */
public enum MemberStatus {
    /** 预备党员. */
    PROBATIONARY,
    /** 正式党员. */
    FULL,
    /** 停止党籍: has left contact for long; may be restored. */
    SUSPENDED,
    /** 已除名. */
    REMOVED,
    /** 开除党籍. */
    EXPELLED,
    /** 取消预备党员资格. */
    CANCELLED,
    /** 已死亡. */
    DECEASED,
    /** 已转出本县: the file stays, the member belongs elsewhere. */
    TRANSFERRED;

    /** What may follow. */
    public Set<MemberStatus> next() {
        return switch (this) {
            case PROBATIONARY -> EnumSet.of(FULL, SUSPENDED, REMOVED, CANCELLED, DECEASED, TRANSFERRED);
            case FULL -> EnumSet.of(SUSPENDED, REMOVED, EXPELLED, DECEASED, TRANSFERRED);
            case SUSPENDED -> EnumSet.of(PROBATIONARY, FULL, REMOVED, EXPELLED, DECEASED);
            case REMOVED, EXPELLED, CANCELLED, DECEASED, TRANSFERRED -> EnumSet.noneOf(MemberStatus.class);
        };
    }

    /** Belongs to an organization: has exactly one open affiliation (R-TRF-9). */
    public boolean inParty() {
        return this == PROBATIONARY || this == FULL || this == SUSPENDED;
    }

    /** Key of its name. */
    public String text() {
        return "members.status." + name().toLowerCase(Locale.ROOT);
    }
}
