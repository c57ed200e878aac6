package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onedoor.frame.NotHere;

/** Every step that staff take has answers that make its command; no other step can be sent. */
class StepAnswersTest {

    private static final String SOMETHING = UUID.randomUUID().toString();

    private static final Map<String, String> TYPED = Map.ofEntries(
            Map.entry("how", "call"),
            Map.entry("reason", "COURT"),
            Map.entry("basis", "民事诉讼法"),
            Map.entry("channel", "县法院"),
            Map.entry("accepted", "true"),
            Map.entry("granted", "true"),
            Map.entry("why", "看过了"),
            Map.entry("outcome", "SOLVED"),
            Map.entry("done", "换了水管"),
            Map.entry("missing", "照片"),
            Map.entry("days", "3"),
            Map.entry("result", "solved"),
            Map.entry("score", "5"),
            Map.entry("type", "HELP"),
            Map.entry("note", "记一笔"),
            Map.entry("to", SOMETHING),
            Map.entry("other", SOMETHING),
            Map.entry("item", SOMETHING),
            Map.entry("place", SOMETHING));

    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();
    private final StepAnswers answers = new StepAnswers(validator, null);

    static Stream<Step> ofStaff() {
        return Stream.of(Step.values()).filter(Step::byStaff);
    }

    static Stream<Step> ofOthers() {
        return Stream.of(Step.values()).filter(step -> !step.byStaff());
    }

    @ParameterizedTest
    @MethodSource("ofStaff")
    void theAnswersOfAStepMakeItsOwnCommand(Step step) {
        var command = answers.command(step, null, TYPED, List.of());
        assertThat(command.step()).isEqualTo(step);
        assertThat(validator.validate(command)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ofOthers")
    void whatResidentsAndTimeDoIsNotSentByStaff(Step step) {
        assertThatThrownBy(() -> answers.command(step, null, TYPED, List.of())).isInstanceOf(NotHere.class);
        assertThat(step.who()).isSubsetOf(EnumSet.of(Who.RESIDENT, Who.SYSTEM));
    }
}
