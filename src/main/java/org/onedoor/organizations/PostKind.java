package org.onedoor.organizations;

import java.util.Locale;

/** 岗位类型 · What a post is there for (R-ROLE-1). */
public enum PostKind {
    /** 窗口值班员: first asked. */
    CLERK,
    /** 网格员. */
    GRID_WORKER,
    /** 村（社区）书记: answers for the village. */
    SECRETARY,
    /** 分办员: assigns what rules could not place. */
    DISPATCHER,
    /** 承办: does the work of an office. */
    HANDLER,
    /** 所办负责人. */
    OFFICE_HEAD,
    /** 督办 of a town or the county: what is late climbs to this post. */
    SUPERVISOR,
    /** 回访: rechecks and takes ratings, outside the office that did the work. */
    CALLBACK,
    /** 受理举报 of the county: protected cases go here and nowhere else (R-REQ-14). */
    PROTECTED;

    /** Whoever holds it is told when something below is late, and sees what that is. */
    public boolean answersForOthers() {
        return switch (this) {
            case SECRETARY, OFFICE_HEAD, SUPERVISOR, PROTECTED -> true;
            case CLERK, GRID_WORKER, DISPATCHER, HANDLER, CALLBACK -> false;
        };
    }

    /** Key of what every post of this kind answers for. */
    public String duties() {
        return switch (this) {
            case CLERK -> "organizations.duties.clerk";
            case GRID_WORKER -> "organizations.duties.grid-worker";
            case SECRETARY -> "organizations.duties.secretary";
            case DISPATCHER -> "organizations.duties.dispatcher";
            case HANDLER -> "organizations.duties.handler";
            case OFFICE_HEAD -> "organizations.duties.office-head";
            case SUPERVISOR -> "organizations.duties.supervisor";
            case CALLBACK -> "organizations.duties.callback";
            case PROTECTED -> "organizations.duties.protected";
        };
    }

    /** Key of its name. */
    public String text() {
        return "organizations.kind." + name().toLowerCase(Locale.ROOT);
    }
}
