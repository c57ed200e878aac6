package org.onedoor.members.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-TRF-1 to R-TRF-4, R-TRF-9 and the worked example 21. */
class TransferTest {

    private static final LocalDate ISSUED = LocalDate.of(2026, 3, 1);

    private final Transfer out = new Transfer(List.of(
            new Move.Asked(LocalDate.of(2026, 2, 20), LetterScope.OTHER),
            new Move.Reviewed(LocalDate.of(2026, 2, 25)),
            new Move.Issued(letter(ISSUED), null)));

    @ParameterizedTest(name = "{0}: on {1} {2}")
    @CsvSource({
        "example 21, 2026-03-01, ON_THE_WAY",
        "example 21, 2026-05-30, ON_THE_WAY",
        "example 21, 2026-05-31, OVERDUE",
    })
    void aLetterRunsOut(String what, LocalDate day, TransferState state) {
        assertThat(letter(ISSUED).lastDay()).isEqualTo("2026-05-30");
        assertThat(out.state(day)).hasValue(state);
    }

    @ParameterizedTest(name = "R-TRF-2: {0}: {1} days, last day {2}")
    @CsvSource({
        "SAME_COMMITTEE, 90, 2026-05-30",
        "SAME_COUNTY, 90, 2026-05-30",
        "SAME_CITY, 10, 2026-03-11",
        "SAME_PROVINCE, 30, 2026-03-31",
        "OTHER, 90, 2026-05-30",
    })
    void validityIsDataByScope(LetterScope scope, int days, LocalDate last) {
        var terms = TransferTerms.of(Map.of("validity-days-same-city", 10, "validity-days-same-province", 30));
        assertThat(terms.validityDays(scope)).isEqualTo(days);
        assertThat(Letter.issue("〔2026〕1号", ISSUED, scope, YearMonth.of(2026, 2), terms)
                        .lastDay())
                .isEqualTo(last);
        assertThat(TransferTerms.of(Map.of())).isEqualTo(TransferTerms.DEFAULT);
    }

    @Test
    void stubsAreKeptTenYears() {
        assertThat(letter(ISSUED).stubUntil(TransferTerms.DEFAULT)).isEqualTo("2036-03-01");
    }

    @ParameterizedTest(name = "R-TRF-4: {0} → {1}")
    @CsvSource({
        "ASKED, REVIEWED RETURNED",
        "REVIEWED, ON_THE_WAY RETURNED",
        "ON_THE_WAY, OVERDUE RECEIVED RETURNED",
        "OVERDUE, ON_THE_WAY RECEIVED RETURNED",
        "RECEIVED, ''",
        "RETURNED, ''",
    })
    void whereATransferMayGo(TransferState from, String to) {
        assertThat(from.next().stream().map(Enum::name).collect(Collectors.joining(" ")))
                .isEqualTo(to);
        assertThat(from.over()).isEqualTo(to.isEmpty());
    }

    @Test
    void untilTheReceiptTheOldOrganizationIsResponsible() {
        var transfer = new Transfer(List.of());
        assertThat(transfer.responsible()).isEqualTo(Transfer.Side.OLD);
        for (var move : out.history()) {
            transfer = transfer.with(move);
            assertThat(transfer.responsible()).isEqualTo(Transfer.Side.OLD);
        }
        assertThat(transfer.with(new Move.Returned(LocalDate.of(2026, 4, 1), "材料不全"))
                        .responsible())
                .isEqualTo(Transfer.Side.OLD);
        assertThat(transfer.with(new Move.Received(LocalDate.of(2026, 4, 1), "回执 7"))
                        .responsible())
                .isEqualTo(Transfer.Side.NEW);
    }

    @ParameterizedTest(name = "received on {0}, the receipt came on {1}: {2}")
    @CsvSource({
        "2026-05-30, 2026-05-30, done",
        // The receipt was slow; the member was received while the letter held.
        "2026-05-30, 2026-06-20, done",
        "2026-05-31, 2026-06-20, overdue",
        "2026-02-28, 2026-06-20, earlier",
        "2026-06-21, 2026-06-20, future",
    })
    void aMemberIsReceivedWhileTheLetterHolds(LocalDate received, LocalDate came, String answer) {
        assertThat(answer(out, new Move.Received(received, "回执 7"), came)).isEqualTo(answer);
    }

    @Test
    void aLetterThatRanOutIsIssuedAgainOnAStatement() {
        var june = LocalDate.of(2026, 6, 10);
        assertThat(answer(out, new Move.Issued(letter(june), null), june)).isEqualTo("statement");
        assertThat(answer(out, new Move.Issued(letter(june), " "), june)).isEqualTo("statement");
        var again = new Move.Issued(letter(june), "情况说明 3");
        assertThat(answer(out, again, june)).isEqualTo("done");
        assertThat(out.with(again).state(june)).hasValue(TransferState.ON_THE_WAY);
        // While it holds there is no second one.
        assertThat(answer(out, again, LocalDate.of(2026, 5, 30))).isEqualTo("state");
    }

    @Test
    void nobodyIsRefusedWithoutAReason() {
        var asked = new Transfer(out.history().subList(0, 1));
        var day = LocalDate.of(2026, 2, 26);
        assertThat(answer(asked, new Move.Returned(day, " "), day)).isEqualTo("reason");
        assertThat(answer(asked, new Move.Returned(day, "党费没有交清"), day)).isEqualTo("done");
    }

    @Test
    void stepsKeepTheirOrder() {
        var nothing = new Transfer(List.of());
        var day = LocalDate.of(2026, 3, 2);
        assertThat(nothing.state(day)).isEmpty();
        assertThat(answer(nothing, new Move.Asked(day, LetterScope.OTHER), day)).isEqualTo("done");
        assertThat(answer(nothing, new Move.Issued(letter(day), null), day)).isEqualTo("state");
        assertThat(answer(out, new Move.Asked(day, LetterScope.OTHER), day)).isEqualTo("state");
        var received = out.with(new Move.Received(day, "回执 7"));
        assertThat(answer(received, new Move.Returned(day, "退"), day)).isEqualTo("state");
    }

    @Test
    void everyStateIsReached() {
        assertThat(Arrays.stream(TransferState.values())
                        .flatMap(state -> state.next().stream())
                        .distinct())
                .hasSize(TransferState.values().length - 1);
    }

    private static String answer(Transfer transfer, Move move, LocalDate today) {
        return switch (transfer.check(move, today)) {
            case Moving.Done _ -> "done";
            case Moving.Refused refused -> refused.key().substring("transfer.no.".length());
        };
    }

    private static Letter letter(LocalDate day) {
        return Letter.issue("〔2026〕1号", day, LetterScope.OTHER, YearMonth.of(2026, 2), TransferTerms.DEFAULT);
    }
}
