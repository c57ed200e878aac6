package org.onedoor.cases;

/** 角色分工 · What a post is to a case; contact and owner exist exactly once at any moment. */
public enum Part {
    /** 联系人: the first asked, stays to the end, must know and tell. */
    CONTACT,
    /** 经办人: owns the work and its limit. */
    OWNER,
    /** Offered the work, has not accepted yet. */
    OFFERED,
    /** 会办. */
    JOINT,
    /** 回访: asked to recheck with the resident. */
    RECHECK,
    /** 定夺: an extension, a return or a second look waits for this post's decision. */
    DECIDER
}
