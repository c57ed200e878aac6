package org.onedoor.members.admission;

import java.util.Locale;

/** 承办方 · Which organization records a step: the branch, its committee, or the organization department above that. */
enum Side {
    /** 党支部, for the person, its contacts, its committee and its meeting too. */
    BRANCH,
    /** 上级党委. */
    COMMITTEE,
    /** 再上一级党委组织部门. */
    DEPARTMENT;

    /** Who records the step; at step 8 the committee consents, and the notice is the branch's. */
    static Side of(Step step, AdmissionFile file) {
        return switch (step.doer()) {
            case SUPERIOR -> step == Step.REPORT_CANDIDATE && file.consented() != null ? BRANCH : COMMITTEE;
            case DEPARTMENT -> DEPARTMENT;
            default -> BRANCH;
        };
    }

    static Side of(Fact fact, AdmissionFile file) {
        return switch (fact) {
            case Fact.NoticePosted _, Fact.Objected _, Fact.Settled _, Fact.NoticeOver _ -> BRANCH;
            case Fact.Decided decided when decided.step() == Step.REPORT_CANDIDATE -> COMMITTEE;
            case Fact.TakenBack _ ->
                file.standing().isEmpty()
                        ? BRANCH
                        : of(file.standing().getLast().fact(), file);
            default -> fact.step() instanceof Step step ? of(step, file) : BRANCH;
        };
    }

    /** Message key of who is told to do it. */
    String who() {
        return "admission.side." + name().toLowerCase(Locale.ROOT);
    }
}
