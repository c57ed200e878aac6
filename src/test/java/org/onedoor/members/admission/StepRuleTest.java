package org.onedoor.members.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of 25 steps, R-DEV-1, R-DEV-8 and R-DEV-10. */
class StepRuleTest {

    @ParameterizedTest
    @EnumSource
    void thereAre25StepsInFivePhases(Edition edition) {
        var table = StepRule.table(edition, AdmissionTerms.DEFAULT);
        assertThat(table).hasSize(25);
        assertThat(table.stream().map(StepRule::phase).distinct()).containsExactly(Phase.values());
        assertThat(table.stream().map(StepRule::number)).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "step {0}: {2}, {3} in {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2, V2014, WITHIN P1M soft, BRANCH",
                "6, V2014, EVERY P6M soft, CONTACTS",
                "7, V2026, NOT_BEFORE P12M hard, COMMITTEE",
                "8, V2014, -, SUPERIOR",
                "8, V2026, NOTICE 5 hard, SUPERIOR",
                "15, V2014, -, MEETING",
                "15, V2026, WITHIN P1M soft, MEETING",
                "17, V2026, WITHIN P3M soft, SUPERIOR",
                "20, V2026, WITHIN P1M soft, SUPERIOR",
                "21, V2026, EVERY P3M soft, BRANCH",
                "23, V2026, NOT_BEFORE P12M hard, MEETING",
                "24, V2026, WITHIN P3M soft, SUPERIOR",
            })
    void timeAndDoer(int number, Edition edition, String time, Doer doer) {
        var rule = StepRule.table(edition, AdmissionTerms.DEFAULT).get(number - 1);
        var said = rule.times().stream()
                .map(one -> one.kind() + " " + (one.workingDays() > 0 ? one.workingDays() : one.period())
                        + (one.hard() ? " hard" : " soft"))
                .collect(Collectors.joining());
        assertThat(said).isEqualTo(time == null ? "" : time);
        assertThat(rule.doer()).isEqualTo(doer);
    }

    @Test
    void step8HasAnotherNameUnderEachText() {
        assertThat(StepRule.of(Edition.V2014, Step.REPORT_CANDIDATE, AdmissionTerms.DEFAULT)
                        .key())
                .isEqualTo("admission.step.8-filed");
        assertThat(StepRule.of(Edition.V2026, Step.REPORT_CANDIDATE, AdmissionTerms.DEFAULT)
                        .key())
                .isEqualTo("admission.step.8");
    }

    @Test
    void whatAStepNeedsStandsBeforeItInTheChart() {
        for (var step : Step.values()) {
            assertThat(step.after()).allMatch(before -> before.number() < step.number());
        }
    }

    @Test
    void everyStepIsRecordedInOneWay() {
        var others = List.of(Step.TRAIN, Step.PRE_REVIEW, Step.ADMISSION_MEETING, Step.FULL_MEETING);
        for (var step : Step.values()) {
            assertThat(List.of(
                            Fact.Taken.STEPS.contains(step),
                            Fact.Decided.STEPS.contains(step),
                            Fact.Named.STEPS.contains(step),
                            others.contains(step)))
                    .as(step.name())
                    .containsOnlyOnce(true);
        }
    }

    @Test
    void fiveOriginalsAreKept() {
        assertThat(Paper.all().stream().filter(Paper::original).map(Paper::name))
                .containsExactlyInAnyOrder("入党申请书", "培养教育考察登记表", "政治审查材料", "入党志愿书", "转正申请书");
        assertThat(Paper.all())
                .allMatch(paper -> Arrays.stream(Step.values()).anyMatch(step -> step.number() == paper.number()));
    }
}
