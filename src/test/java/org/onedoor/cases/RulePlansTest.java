package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onedoor.cases.ACase.at;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rules with effective dates never rewrite the past (R-REQ-6, foundations §7). */
@OneDoorTest
class RulePlansTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 28);

    private final RulePlans plans;
    private final ACase cases;
    private final Following following;
    private final JdbcClient db;

    RulePlansTest(RulePlans plans, ACase cases, Following following, JdbcClient db) {
        this.plans = plans;
        this.cases = cases;
        this.following = following;
        this.db = db;
    }

    @Test
    void whatWasPromisedBeforeKeepsItsRulesToTheEnd() {
        var town = cases.town();
        var old = at("2026-09-24T10:00", () -> cases.filed(town, "pension-join"));
        var promised = cases.told(town, old.id());
        var before = rungAt(town, old.id(), "town");
        assertThat(at("2026-09-25T09:00", () -> plan(town, DAY, shorter(), later())))
                .isInstanceOf(RulePlan.Planning.Done.class);
        var younger = at("2026-09-28T10:00", () -> cases.filed(town, "pension-join"));
        assertThat(rungAt(town, younger.id(), "town")).isAfter(rungAt(town, old.id(), "county"));

        at("2026-09-29T10:00", () -> cases.take(town.clerk(), old.id(), new Command.TakeOn()));
        at("2026-09-29T10:00", () -> cases.take(town.clerk(), younger.id(), new Command.TakeOn()));
        assertThat(rungAt(town, old.id(), "town"))
                .as("a step under new rules leaves the old ladder as it was")
                .isEqualTo(before);
        assertThat(cases.told(town, old.id()).due()).isEqualTo(promised.due());
        assertThat(at("2026-09-29T11:00", () -> extension(town, old.id(), 5))).isInstanceOf(Stepping.Done.class);
        assertThat(at("2026-09-29T11:00", () -> extension(town, younger.id(), 5)))
                .as("the new rules allow two days")
                .isInstanceOf(Stepping.Refused.class);

        at("2026-09-30T10:00", () -> answer(town, old.id()));
        at("2026-09-30T10:00", () -> answer(town, younger.id()));
        assertThat(window(town, old.id())).isEqualTo(Duration.ofDays(8));
        assertThat(window(town, younger.id())).isEqualTo(Duration.ofDays(4));
        at("2026-10-20T10:00", () -> following.sweep(town.number()));
        assertThat(at("2026-10-20T11:00", () -> object(town, old))).isInstanceOf(Stepping.Done.class);
        assertThat(at("2026-10-20T11:00", () -> object(town, younger)))
                .as("her month was a week from the beginning")
                .isInstanceOf(Stepping.Refused.class);
    }

    @Test
    void whatIsPlannedBeginsOnItsDayAndMayBeTakenBackUntilThen() {
        var town = cases.town();
        at("2026-09-25T09:00", () -> {
            plan(town, DAY, shorter(), List.of());
            assertThat(in(town, () -> plans.numbersBefore(DAY))).isEqualTo(Rules.DEFAULT);
            assertThat(in(town, () -> plans.numbersBefore(DAY.plusDays(1))).ratingDays())
                    .isEqualTo(7);
            plan(town, DAY, Map.of(RuleNumber.RATING_DAYS, 60), List.of());
            assertThat(in(town, plans::all))
                    .as("planned for the same day again: the last word holds")
                    .singleElement()
                    .satisfies(plan -> assertThat(plan.numbers()).isEqualTo(Map.of("rating-days", 60)));
            withdraw(town);
            assertThat(in(town, plans::all)).isEmpty();
            assertThat(in(town, () -> plans.numbersBefore(DAY.plusDays(1)))).isEqualTo(Rules.DEFAULT);
            plan(town, DAY, shorter(), List.of());
        });
        at("2026-09-28T00:00", () -> {
            assertThat(plan(town, DAY, Map.of(RuleNumber.RATING_DAYS, 60), List.of()))
                    .as("a day that has begun is never changed")
                    .isInstanceOf(RulePlan.Planning.TooEarly.class);
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> withdraw(town))
                    .isInstanceOf(org.onedoor.frame.NotHere.class);
            assertThat(plan(town, DAY.plusDays(9), shorter(), List.of()))
                    .as("the same again")
                    .isInstanceOf(RulePlan.Planning.Nothing.class);
        });
        assertThat(cases.in(town, () -> db.sql(
                                "select action from audit.entry where county = :county and action like 'cases.rules-%'"
                                        + " order by at, id")
                        .param("county", town.number())
                        .query(String.class)
                        .list()))
                .containsExactlyInAnyOrder(
                        "cases.rules-planned", "cases.rules-planned", "cases.rules-withdrawn", "cases.rules-planned");
    }

    private static Map<RuleNumber, Integer> shorter() {
        return Map.of(RuleNumber.WINDOW_DAYS, 3, RuleNumber.RATING_DAYS, 7, RuleNumber.EXTENSION_DAYS, 2);
    }

    private static List<LadderBook.Line> later() {
        return List.of(new LadderBook.Line("town", DAY, LadderRule.Basis.AFTER, 9, LadderRule.Tell.TOWN, true));
    }

    private RulePlan.Planning plan(
            ACase.Town town, LocalDate from, Map<RuleNumber, Integer> numbers, List<LadderBook.Line> rungs) {
        return in(town, () -> plans.plan(from, "会议定的", numbers, rungs));
    }

    private void withdraw(ACase.Town town) {
        Scope.in(new Scope.County(town.number()), () -> plans.withdraw(DAY));
    }

    private static <T> T in(ACase.Town town, java.util.function.Supplier<T> work) {
        return Scope.in(new Scope.County(town.number()), work);
    }

    private Stepping extension(ACase.Town town, UUID id, int days) {
        return cases.attempt(town.clerk(), id, new Command.AskExtension(days, "等配件"));
    }

    private void answer(ACase.Town town, UUID id) {
        cases.take(town.clerk(), id, new Command.Contact("call", null));
        cases.take(town.clerk(), id, new Command.Answer(Outcome.SOLVED, "去看过，换了水管。", null));
    }

    private Stepping object(ACase.Town town, Receipt receipt) {
        return cases.resident(town, receipt, new Command.Disagree("又漏了", receipt.answerCode()));
    }

    private Duration window(ACase.Town town, UUID id) {
        var told = cases.told(town, id);
        return Duration.between(told.answeredAt(), told.windowUntil());
    }

    private Instant rungAt(ACase.Town town, UUID id, String rung) {
        return cases.in(town, () -> db.sql("""
            select at from cases.matter m, unnest(m.ladder_codes, m.ladder_times) as l(code, at)
            where m.county = :county and m.id = :id and l.code = :rung\
            """)
                .param("county", town.number())
                .param("id", id)
                .param("rung", rung)
                .query((r, n) -> CaseQueue.instant(r, "at"))
                .single());
    }
}
