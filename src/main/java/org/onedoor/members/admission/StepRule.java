package org.onedoor.members.admission;

import java.util.ArrayList;
import java.util.List;

/**
 * 步骤规定 · One row of the table of 25 steps as an edition has it (R-DEV-1): who, when, and what paper comes of it.
 *
 * @param key message key of the step's name
 * @param papers what belongs into the file after it (R-DEV-8)
 */
record StepRule(Edition edition, Step step, String key, List<TimeRule> times, List<Paper> papers) {

    int number() {
        return step.number();
    }

    Phase phase() {
        return step.phase();
    }

    Doer doer() {
        return step.doer();
    }

    /** The whole table of an edition, in the chart's order. */
    static List<StepRule> table(Edition edition, AdmissionTerms terms) {
        var rows = new ArrayList<StepRule>();
        for (var step : Step.values()) {
            rows.add(of(edition, step, terms));
        }
        return List.copyOf(rows);
    }

    static StepRule of(Edition edition, Step step, AdmissionTerms terms) {
        var filed = edition == Edition.V2014 && step == Step.REPORT_CANDIDATE;
        return new StepRule(
                edition,
                step,
                "admission.step." + step.number() + (filed ? "-filed" : ""),
                times(edition, step, terms),
                Paper.of(step));
    }

    private static List<TimeRule> times(Edition edition, Step step, AdmissionTerms terms) {
        var new2026 = edition == Edition.V2026;
        return switch (step) {
            case FIRST_TALK -> List.of(TimeRule.within(terms.talkMonths(), Step.APPLY));
            case CULTIVATE -> List.of(TimeRule.every(terms.assessmentMonths(), Step.CHOOSE_ACTIVIST));
            case CHOOSE_CANDIDATE -> List.of(TimeRule.notBefore(terms.cultivationMonths(), Step.CHOOSE_ACTIVIST));
            case REPORT_CANDIDATE ->
                new2026 ? List.of(TimeRule.notice(terms.noticeDays(), Step.REPORT_CANDIDATE)) : List.of();
            case ADMISSION_MEETING ->
                new2026 ? List.of(TimeRule.within(terms.meetingMonths(), Step.PRE_REVIEW)) : List.of();
            case APPROVE -> List.of(TimeRule.within(terms.approvalMonths(), Step.ADMISSION_MEETING));
            case OATH -> List.of(TimeRule.within(terms.oathMonths(), Step.APPROVE));
            case PROBATION -> List.of(TimeRule.every(terms.checkMonths(), Step.ADMISSION_MEETING));
            case FULL_MEETING -> List.of(TimeRule.notBefore(terms.probationMonths(), Step.ADMISSION_MEETING));
            case APPROVE_FULL -> List.of(TimeRule.within(terms.approvalMonths(), Step.FULL_MEETING));
            default -> List.of();
        };
    }
}
