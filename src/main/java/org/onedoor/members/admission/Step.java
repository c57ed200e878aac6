package org.onedoor.members.admission;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 发展步骤 · The 25 steps of the chart, in its order, with what each one needs before it. What the chart does not put one
 * after the other may come in either order: filing and contacts (4, 5), introducers, review and training (9, 10, 11), filing
 * above, branch and oath (18, 19, 20).
 */
enum Step {
    /** 递交入党申请书. */
    APPLY(Phase.APPLICANT, Doer.PERSON),
    /** 党组织派人谈话. */
    FIRST_TALK(Phase.APPLICANT, Doer.BRANCH, APPLY),
    /** 推荐和确定入党积极分子. */
    CHOOSE_ACTIVIST(Phase.APPLICANT, Doer.COMMITTEE, FIRST_TALK),
    /** 上级党委备案. */
    FILE_ACTIVIST(Phase.ACTIVIST, Doer.SUPERIOR, CHOOSE_ACTIVIST),
    /** 指定培养联系人; also when they change. */
    NAME_CONTACTS(Phase.ACTIVIST, Doer.BRANCH, CHOOSE_ACTIVIST),
    /** 培养教育考察: one line an assessment. */
    CULTIVATE(Phase.ACTIVIST, Doer.CONTACTS, NAME_CONTACTS),
    /** 确定发展对象. */
    CHOOSE_CANDIDATE(Phase.ACTIVIST, Doer.COMMITTEE, FILE_ACTIVIST, NAME_CONTACTS),
    /** 报上级党委: 2014 备案, 2026 同意 and 公示. */
    REPORT_CANDIDATE(Phase.ACTIVIST, Doer.SUPERIOR, CHOOSE_CANDIDATE),
    /** 确定入党介绍人. */
    NAME_INTRODUCERS(Phase.CANDIDATE, Doer.BRANCH, REPORT_CANDIDATE),
    /** 政治审查. */
    REVIEW(Phase.CANDIDATE, Doer.BRANCH, REPORT_CANDIDATE),
    /** 集中培训. */
    TRAIN(Phase.CANDIDATE, Doer.SUPERIOR, REPORT_CANDIDATE),
    /** 支委会审查. */
    COMMITTEE_REVIEW(Phase.CANDIDATE, Doer.COMMITTEE, NAME_INTRODUCERS, REVIEW, TRAIN),
    /** 上级党委预审. */
    PRE_REVIEW(Phase.CANDIDATE, Doer.SUPERIOR, COMMITTEE_REVIEW),
    /** 填写入党志愿书. */
    FILL_FORM(Phase.CANDIDATE, Doer.PERSON, PRE_REVIEW),
    /** 支部大会讨论 (接收). */
    ADMISSION_MEETING(Phase.CANDIDATE, Doer.MEETING, FILL_FORM),
    /** 上级党组织派人谈话. */
    SUPERIOR_TALK(Phase.CANDIDATE, Doer.SUPERIOR, ADMISSION_MEETING),
    /** 上级党委审批 (接收). */
    APPROVE(Phase.CANDIDATE, Doer.SUPERIOR, SUPERIOR_TALK),
    /** 再上一级党委组织部门备案. */
    FILE_ABOVE(Phase.PROBATIONARY, Doer.DEPARTMENT, APPROVE),
    /** 编入党支部和党小组. */
    JOIN_BRANCH(Phase.PROBATIONARY, Doer.BRANCH, APPROVE),
    /** 入党宣誓. */
    OATH(Phase.PROBATIONARY, Doer.SUPERIOR, APPROVE),
    /** 继续教育考察: one line a check. */
    PROBATION(Phase.PROBATIONARY, Doer.BRANCH, APPROVE),
    /** 提出转正申请. */
    ASK_FULL(Phase.PROBATIONARY, Doer.PERSON, JOIN_BRANCH, OATH),
    /** 支部大会讨论 (转正). */
    FULL_MEETING(Phase.PROBATIONARY, Doer.MEETING, ASK_FULL),
    /** 上级党委审批 (转正). */
    APPROVE_FULL(Phase.PROBATIONARY, Doer.SUPERIOR, FULL_MEETING),
    /** 材料归档. */
    ARCHIVE(Phase.FULL, Doer.BRANCH, FILE_ABOVE, APPROVE_FULL);

    private final Phase phase;
    private final Doer doer;
    private final List<Step> after;

    Step(Phase phase, Doer doer, Step... after) {
        this.phase = phase;
        this.doer = doer;
        this.after = List.of(after);
    }

    /** Number in the chart, 1 to 25. */
    int number() {
        return ordinal() + 1;
    }

    /** Where one stands while this step is taken. */
    Phase phase() {
        return phase;
    }

    Doer doer() {
        return doer;
    }

    /** What must have been taken before. */
    List<Step> after() {
        return after;
    }

    /** A step whose every line is one of several; it runs beside the others and holds none of them up. */
    boolean running() {
        return this == CULTIVATE || this == PROBATION;
    }

    /** Political review and training must hold on its day (R-DEV-6). */
    boolean needsReview() {
        return compareTo(COMMITTEE_REVIEW) >= 0 && compareTo(ADMISSION_MEETING) <= 0;
    }

    /** Until which step this one may be taken once more; null when it is taken once. */
    @Nullable
    Step againUntil() {
        return switch (this) {
            case NAME_CONTACTS, CULTIVATE, NAME_INTRODUCERS, REVIEW, TRAIN -> ADMISSION_MEETING;
            case PROBATION -> APPROVE_FULL;
            default -> null;
        };
    }
}
