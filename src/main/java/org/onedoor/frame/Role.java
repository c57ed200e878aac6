package org.onedoor.frame;

/** 身份 · What kind of person asks; posts and scopes refine it (R-ROLE-1). */
public enum Role {
    /** Nobody is logged in. */
    VISITOR,
    /** A resident logged in by a code to the phone. */
    RESIDENT,
    /** Staff of a village, town or county office, acting under a post. */
    STAFF,
    /** 责任人: who is told when something below her is late: secretaries, heads of offices, supervisors, protected posts. */
    HEAD,
    /** Staff holding a supervising post (town or county). */
    SUPERVISOR,
    /** 党务: staff holding a post in a Party organization; internal zone only (R-SEC-11). */
    PARTY,
    /** 系统管理员: people, posts, regions, calendars, jobs; never a case. */
    SYSTEM_ADMIN,
    /** 安全管理员: roles, tokens, unmask rights, rules; never a case. */
    SECURITY_ADMIN,
    /** 审计管理员: reads the audit, changes nothing; never a case. */
    AUDIT_ADMIN
}
