package org.onedoor.cases;

import java.util.EnumSet;
import java.util.Set;

/** 办件状态 · Where a case stands (foundations §12); the table of steps is {@link Step}. */
public enum State {
    /** 登记. */
    REGISTERED,
    /** 不予受理. */
    DECLINED,
    /** 受理. */
    ACCEPTED,
    /** 分派, waiting for a signature. */
    ASSIGNED,
    /** 签收. */
    TAKEN,
    /** 办理. */
    WORKING,
    /** 等居民补充: the only state in which the promise's clock stands still. */
    WAITING,
    /** 答复, waiting for the resident's word. */
    ANSWERED,
    /** 办结. */
    CLOSED,
    /** 撤回. */
    WITHDRAWN,
    /** 合并同诉. */
    MERGED;

    /** Somebody still owes something. */
    public static final Set<State> OPEN = EnumSet.of(REGISTERED, ACCEPTED, ASSIGNED, TAKEN, WORKING, WAITING);

    /** Not over: open, or waiting together with another case. */
    public static final Set<State> UNFINISHED =
            EnumSet.of(REGISTERED, ACCEPTED, ASSIGNED, TAKEN, WORKING, WAITING, MERGED);

    /** Resident and staff still have something to say to each other: not over, or answered and waiting for her word. */
    public static final Set<State> TALKING =
            EnumSet.of(REGISTERED, ACCEPTED, ASSIGNED, TAKEN, WORKING, WAITING, ANSWERED, MERGED);

    public boolean open() {
        return OPEN.contains(this);
    }

    /** The message key of the tag a resident reads; no other words are used for states. */
    public String tag() {
        return switch (this) {
            case REGISTERED, ACCEPTED -> "cases.tag.new";
            case ASSIGNED, TAKEN, WORKING -> "cases.tag.going";
            case WAITING -> "cases.tag.waiting";
            case ANSWERED -> "cases.tag.answered";
            case CLOSED -> "cases.tag.done";
            case DECLINED -> "cases.tag.declined";
            case WITHDRAWN -> "cases.tag.withdrawn";
            case MERGED -> "cases.tag.merged";
        };
    }
}
