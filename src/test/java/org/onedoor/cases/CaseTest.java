package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of a case by its history alone (R-REQ-3, R-REQ-5, R-REQ-6). */
class CaseTest {

    private static final Instant MORNING = Instant.parse("2026-09-24T02:00:00Z");
    private static final Instant DUE = Instant.parse("2026-10-09T16:00:00Z");
    private static final UUID CLERK = new UUID(1, 1);
    private static final UUID TOWN = new UUID(1, 2);
    private static final UUID TOWN_OFFICE = new UUID(2, 2);
    private static final UUID SOMEBODY = new UUID(9, 9);

    private final Case filed = Case.of(List.of(new Entry(1, MORNING, SOMEBODY, null, filing())));

    private static Fact.Filed filing() {
        return new Fact.Filed(
                Channel.WEB,
                RequestType.HELP,
                new UUID(3, 3),
                new UUID(4, 4),
                false,
                false,
                CLERK,
                CLERK,
                DUE,
                DUE,
                DUE,
                DUE,
                false);
    }

    private static Case then(Case told, Fact... facts) {
        return told.with(told.history().getLast().at().plus(Duration.ofHours(1)), SOMEBODY, CLERK, facts);
    }

    private Case working() {
        return then(
                then(filed, new Fact.Accepted(), new Fact.Assigned(CLERK, TOWN_OFFICE, null), new Fact.Taken(CLERK)),
                new Fact.Contacted("call", null));
    }

    @Test
    void thereIsAlwaysAContactAndAnOwner() {
        assertThat(filed.parties()).extracting(Case.Party::part).containsExactly(Part.CONTACT, Part.OWNER);
    }

    @Test
    void theOwnerChangesOnlyWhenTheOtherPostAccepts() {
        var offered = then(working(), new Fact.Offered(TOWN, TOWN_OFFICE, true, "没有权限"));
        assertThat(offered.owner()).isEqualTo(CLERK);
        assertThat(then(offered, new Fact.OfferRefused(TOWN, "不归我们")).owner()).isEqualTo(CLERK);
        var accepted = then(offered, new Fact.OfferAccepted(TOWN));
        assertThat(accepted.owner()).isEqualTo(TOWN);
        assertThat(accepted.contact()).as("the first asked stays to the end").isEqualTo(CLERK);
    }

    @Test
    void thePauseMovesThePromiseAndEndsWithTheReply() {
        var waiting = then(working(), new Fact.Asked(List.of("社保卡照片"), DUE));
        assertThat(waiting.state()).isEqualTo(State.WAITING);
        var later = DUE.plus(Duration.ofDays(1));
        var going = then(waiting, new Fact.Supplied("given", null, later));
        assertThat(going.state()).isEqualTo(State.WORKING);
        assertThat(going.due()).isEqualTo(later);
        assertThat(going.pausedSince()).isNull();
    }

    @Test
    void theResidentIsAskedOnceUnlessASuperiorAllowsMore() {
        var asked = then(then(working(), new Fact.Asked(List.of("发票"), DUE)), new Fact.Supplied("given", null, DUE));
        assertThat(asked.refusal(Step.ASK)).isEqualTo("cases.no.asked-once");
        assertThat(then(asked, new Fact.AskingAllowed("换了规定")).refusal(Step.ASK))
                .isNull();
    }

    @Test
    void anExtensionIsPossibleOnce() {
        var asked = then(working(), new Fact.ExtensionAsked(10, "等配件", SOMEBODY));
        assertThat(asked.refusal(Step.ASK_EXTENSION)).isEqualTo("cases.no.extension-used");
        var longer = then(asked, new Fact.ExtensionDecided(true, "同意", DUE.plus(Duration.ofDays(13))));
        assertThat(longer.due()).isAfter(DUE);
        assertThat(longer.refusal(Step.ASK_EXTENSION)).isEqualTo("cases.no.extension-used");
    }

    @Test
    void anObjectionReopensWithTheSamePeopleAndANewPromise() {
        var answered = then(working(), new Fact.Answered(Outcome.SOLVED, "修好了", null, DUE));
        var again = DUE.plus(Duration.ofDays(5));
        var reopened = then(answered, new Fact.Objected("code", "还漏水", again, null));
        assertThat(reopened.state()).isEqualTo(State.WORKING);
        assertThat(reopened.round()).isEqualTo(2);
        assertThat(reopened.owner()).isEqualTo(CLERK);
        assertThat(reopened.due()).isEqualTo(again);
    }

    @Test
    void silenceIsAThirdEndAndMayStillBecomeApproval() {
        var silent =
                then(then(working(), new Fact.Answered(Outcome.SOLVED, "修好了", null, DUE)), new Fact.ClosedSilent());
        assertThat(silent.end()).isEqualTo(End.SILENT);
        assertThat(silent.refusal(Step.CONFIRM)).isNull();
        assertThat(then(silent, new Fact.Confirmed("code")).end()).isEqualTo(End.APPROVED);
    }

    @Test
    void twoTriesThatReachNobodyEndAsSilence() {
        var drawn = then(
                then(working(), new Fact.Answered(Outcome.SOLVED, "修好了", null, DUE)),
                new Fact.RecheckDrawn(TOWN, TOWN_OFFICE, DUE));
        var once = then(drawn, new Fact.Rechecked("not-reached", null));
        assertThat(once.state()).isEqualTo(State.ANSWERED);
        assertThat(then(once, new Fact.Rechecked("not-reached", null)).end()).isEqualTo(End.SILENT);
    }

    @Test
    void sendingBackGoesToTheDispatcherAndOnlyOncePerOffice() {
        var assigned = then(then(filed, new Fact.Accepted()), new Fact.Assigned(TOWN, TOWN_OFFICE, null));
        var back = then(
                then(assigned, new Fact.ReturnAsked(TOWN_OFFICE, "不归我们", TOWN)), new Fact.ReturnDecided(true, "对"));
        assertThat(back.state()).isEqualTo(State.ACCEPTED);
        assertThat(back.owner()).isEqualTo(CLERK);
        var again = then(back, new Fact.Assigned(TOWN, TOWN_OFFICE, null));
        assertThat(again.refusal(Step.SEND_BACK)).isEqualTo("cases.no.returned-once");
    }

    @Test
    void anUndoneStepIsVoidButStaysInTheHistory() {
        var answered = then(working(), new Fact.Answered(Outcome.SOLVED, "修好了", null, DUE));
        var undone = then(answered, new Fact.Undone(answered.version()));
        assertThat(undone.state()).isEqualTo(State.WORKING);
        assertThat(undone.history()).hasSize(answered.version() + 1);
    }

    @Test
    void onlyOnesOwnLastStepCanBeUndoneAndNeverTheFiling() {
        assertThat(filed.undoableBy(SOMEBODY, MORNING)).isZero();
        assertThat(working().undoableBy(SOMEBODY, MORNING)).isEqualTo(5);
        assertThat(working().undoableBy(new UUID(7, 7), MORNING)).isZero();
    }

    @Test
    void whatWasWrittenToTheResidentStaysWritten() {
        var written = then(working(), new Fact.Contacted(Fact.Contacted.PAGE, "礼拜天上午来"));
        assertThat(written.undoableBy(SOMEBODY, MORNING)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "WITHDRAW, CLOSED, false", "ANSWER, REGISTERED, false", "ANSWER, WORKING, true", "ASK, WAITING, false",
        "CONFIRM, WORKING, false", "CONFIRM, ANSWERED, true", "TAKE, ASSIGNED, true", "TAKE, ACCEPTED, false"
    })
    void aStepIsPossibleOnlyInItsStates(Step step, State state, boolean possible) {
        assertThat(step.possibleIn(state)).isEqualTo(possible);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void everyStateHasOneTag(State state) {
        assertThat(state.tag()).startsWith("cases.tag.");
    }

    /** Any prefix of any history tells a case: replaying never fails and versions count the lines. */
    @Test
    void replayingIsTheSameAsLivingThroughIt() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var lived = filed;
            for (int i = 0; i < 25; i++) {
                lived = then(lived, any(random, lived));
                assertThat(Case.of(new ArrayList<>(lived.history())))
                        .as("seed " + seed)
                        .usingRecursiveComparison()
                        .isEqualTo(lived);
                assertThat(lived.parties())
                        .as("seed " + seed)
                        .extracting(Case.Party::part)
                        .contains(Part.CONTACT, Part.OWNER);
            }
        }
    }

    private static Fact any(Random random, Case now) {
        return switch (random.nextInt(11)) {
            case 0 -> new Fact.Assigned(TOWN, TOWN_OFFICE, null);
            case 1 -> new Fact.Taken(TOWN);
            case 2 -> new Fact.Asked(List.of("x"), DUE);
            case 3 -> new Fact.Supplied("given", null, DUE.plusSeconds(random.nextInt(9)));
            case 4 -> new Fact.Answered(Outcome.PARTLY, "一半", "等料", DUE);
            case 5 -> new Fact.Objected("code", "没好", DUE, null);
            case 6 -> new Fact.Confirmed("code");
            case 7 -> new Fact.Offered(CLERK, TOWN_OFFICE, false, "帮忙");
            case 8 -> new Fact.OfferAccepted(CLERK);
            case 9 -> new Fact.Rated(1 + random.nextInt(5), null, false, "code");
            default -> new Fact.Undone(Math.max(2, now.version() - random.nextInt(3)));
        };
    }
}
