package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onedoor.calendar.OpeningHours;
import org.onedoor.calendar.WorkingTime;
import org.onedoor.catalogue.Urgency;

/** When an unfinished case climbs (R-REQ-6 lights, R-REQ-18, the "Overdue"). */
class LadderTest {

    private static final WorkingTime DAYS = WorkingTime.shipped(OpeningHours.USUAL);
    private static final UUID CLERK = new UUID(1, 1);
    private static final Instant FILED = ACase.moment("2026-09-24T10:00");
    /** R-CAL-3: 2026-09-24 + 5 working days = 2026-10-09, due 24:00 (worked example 14). */
    private static final Instant DUE = ACase.moment("2026-10-10T00:00");

    private static final Case CASE = Case.of(List.of(new Entry(
            1,
            FILED,
            CLERK,
            CLERK,
            new Fact.Filed(
                    Channel.COUNTER,
                    RequestType.HELP,
                    new UUID(2, 2),
                    new UUID(3, 3),
                    false,
                    false,
                    CLERK,
                    CLERK,
                    DUE,
                    FILED.plusSeconds(3600),
                    DUE,
                    DUE,
                    false))));

    @Test
    void halfAndMostOfTheTimeThenDueThenTwoAndFiveWorkingDaysLater() {
        assertThat(Ladder.left(CASE, LadderRule.DEFAULT, Urgency.ORDINARY, DAYS))
                .containsExactly(
                        new Ladder.Due("half", ACase.moment("2026-10-02T05:00")),
                        new Ladder.Due("most", ACase.moment("2026-10-06T21:12")),
                        new Ladder.Due("due", DUE),
                        // 10-10 is a Saturday worked, 10-12 a Monday (R-CAL-1).
                        new Ladder.Due("town", ACase.moment("2026-10-13T00:00")),
                        new Ladder.Due("county", ACase.moment("2026-10-16T00:00")));
    }

    @Test
    void aSafetyCaseNobodyTookClimbsAtItsDispatchLimit() {
        assertThat(Ladder.left(CASE, LadderRule.DEFAULT, Urgency.SAFETY, DAYS).getFirst())
                .isEqualTo(new Ladder.Due("dispatch", FILED.plusSeconds(3600)));
        var taken = CASE.with(FILED, CLERK, CLERK, new Fact.Accepted(), new Fact.Assigned(CLERK, CLERK, null));
        assertThat(Ladder.left(taken, LadderRule.DEFAULT, Urgency.SAFETY, DAYS))
                .extracting(Ladder.Due::rung)
                .doesNotContain("dispatch");
    }

    @Test
    void aRungIsClimbedOncePerRoundAndNoneWhileWaitingOrAnswered() {
        var climbed = CASE.with(FILED, CLERK, CLERK, new Fact.Climbed("half", FILED, List.of(CLERK)));
        assertThat(rungs(climbed)).containsExactly("most", "due", "town", "county");
        var working = climbed.with(
                FILED, CLERK, CLERK, new Fact.Accepted(), new Fact.Assigned(CLERK, CLERK, null), new Fact.Taken(CLERK));
        var waiting = working.with(FILED, CLERK, CLERK, new Fact.Asked(List.of("发票"), DUE));
        assertThat(rungs(waiting)).isEmpty();
        var answered = working.with(FILED, CLERK, CLERK, new Fact.Answered(Outcome.SOLVED, "好了", null, DUE));
        assertThat(rungs(answered)).isEmpty();
        var again = answered.with(FILED, CLERK, CLERK, new Fact.Objected("code", "没好", DUE, null));
        assertThat(rungs(again)).containsExactly("half", "most", "due", "town", "county");
    }

    @Test
    void anExtensionMovesWhatIsStillToCome() {
        var longer = CASE.with(FILED, CLERK, CLERK, new Fact.Climbed("half", FILED, List.of(CLERK)))
                // Worked example 15: extended by 10 working days to 10-22… due 24:00.
                .with(FILED, CLERK, CLERK, new Fact.ExtensionDecided(true, "等配件", ACase.moment("2026-10-24T00:00")));
        assertThat(Ladder.left(longer, LadderRule.DEFAULT, Urgency.ORDINARY, DAYS))
                .contains(new Ladder.Due("due", ACase.moment("2026-10-24T00:00")))
                .extracting(Ladder.Due::rung)
                .doesNotContain("half");
    }

    @Test
    void aCountyMayMoveTakeOutOrAddARungFromADayOn() {
        var day = LocalDate.of(2026, 9, 1);
        var lines = List.of(
                new LadderBook.Line("half", day, LadderRule.Basis.SHARE, 60, LadderRule.Tell.OWNER, true),
                new LadderBook.Line("most", day, LadderRule.Basis.SHARE, 80, LadderRule.Tell.OWNER, false),
                new LadderBook.Line("again", day, LadderRule.Basis.AFTER, 9, LadderRule.Tell.COUNTY, true));
        assertThat(LadderBook.of(lines, LocalDate.of(2026, 8, 31))).isEqualTo(LadderRule.DEFAULT);
        assertThat(LadderBook.of(lines, day))
                .contains(new LadderRule("half", LadderRule.Basis.SHARE, 60, LadderRule.Tell.OWNER))
                .extracting(LadderRule::rung)
                .containsExactly("dispatch", "half", "due", "town", "county", "again");
    }

    private static List<String> rungs(Case told) {
        return Ladder.left(told, LadderRule.DEFAULT, Urgency.ORDINARY, DAYS).stream()
                .map(Ladder.Due::rung)
                .toList();
    }
}
