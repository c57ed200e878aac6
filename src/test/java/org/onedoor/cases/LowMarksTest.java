package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onedoor.cases.ACase.at;
import static org.onedoor.cases.ACase.moment;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.PostKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Marks and what follows low ones (R-REQ-10, R-REQ-11; worked example 17). */
@OneDoorTest
class LowMarksTest {

    private final ACase cases;
    private final LowMarks lowMarks;
    private final MonthlyMarks sums;
    private final Following following;
    private final Organizations organizations;
    private final Staff staff;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    LowMarksTest(
            ACase cases,
            LowMarks lowMarks,
            MonthlyMarks sums,
            Following following,
            Organizations organizations,
            Staff staff,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.cases = cases;
        this.lowMarks = lowMarks;
        this.sums = sums;
        this.following = following;
        this.organizations = organizations;
        this.staff = staff;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Answered on 2026-09-28 and rated at this moment. */
    private UUID rated(ACase.Town town, String local, int score) {
        var receipt = at("2026-09-24T10:00", () -> cases.filed(town, "pension-join"));
        at("2026-09-28T10:00", () -> cases.answered(town, receipt.id(), Outcome.SOLVED));
        return rated(town, receipt, local, score);
    }

    private UUID rated(ACase.Town town, Receipt receipt, String local, int score) {
        assertThat(at(
                        local,
                        () -> cases.resident(
                                town, receipt, new Command.Rate(score, "来了三趟", false, receipt.answerCode()))))
                .isInstanceOf(Stepping.Done.class);
        return receipt.id();
    }

    private LowMark mark(ACase.Town town, UUID id) {
        return cases.in(town, () -> lowMarks.of(town.number(), id).orElseThrow());
    }

    private By.Staff by(Staff.Member member) {
        return new By.Staff(cases.hat(member), member.account());
    }

    @Test
    void aLowMarkIsFollowedUpByAnotherOfficeBegunInOneWorkingDayAndPutRightInFive() {
        var town = cases.town();
        var id = rated(town, "2026-09-30T11:00", 2);
        var mark = mark(town, id);
        assertThat(mark.post()).isEqualTo(town.callback().post().id());
        assertThat(mark.beginDue()).as("worked example 17: 10-08").isEqualTo(moment("2026-10-09T00:00"));
        assertThat(mark.mendDue()).as("worked example 17: 10-13").isEqualTo(moment("2026-10-14T00:00"));
        at("2026-09-30T12:00", () -> {
            assertThat(lowMarks.open(staff.actor(town.callback())))
                    .singleElement()
                    .satisfies(line -> assertThat(line.mark().matter()).isEqualTo(id));
        });
    }

    @Test
    void threeOfFiveAndBetterOpensNothing() {
        var town = cases.town();
        var id = rated(town, "2026-09-30T11:00", 3);
        assertThat(cases.in(town, () -> lowMarks.of(town.number(), id))).isEmpty();
    }

    @Test
    void forTheHandlerHerSecretaryAndEverybodyElseItIsNotThere() {
        var town = cases.town();
        var id = rated(town, "2026-09-30T11:00", 1);
        at("2026-09-30T12:00", () -> {
            for (var member : List.of(
                    town.clerk(), town.secretary(), town.dispatcher(), town.supervisor(), town.county(), town.head())) {
                assertThat(lowMarks.open(staff.actor(member))).isEmpty();
                assertThatThrownBy(() -> lowMarks.open(staff.actor(member), id)).isInstanceOf(NotHere.class);
                assertThatThrownBy(() ->
                                lowMarks.call(town.number(), id, 0, by(member), new LowMarks.Call(true, true, "问问")))
                        .isInstanceOf(NotHere.class);
                assertThatThrownBy(() -> staff.as(
                                member,
                                member.post(),
                                () -> transaction.execute(_ -> db.sql("select count(*) from cases.low_mark")
                                        .query(Long.class)
                                        .single())))
                        .hasStackTraceContaining("permission denied");
            }
        });
    }

    @Test
    void whoHandledItDoesNotFollowItUpNorSeeItWhenSheStandsInForThePost() {
        var town = cases.town();
        var id = rated(town, "2026-09-30T11:00", 1);
        var both = at(
                "2026-09-30T12:00",
                () -> cases.in(town, () -> {
                    organizations.vacate(town.number(), town.callback().post().id());
                    return organizations.appoint(new org.onedoor.organizations.Appoint(
                            town.number(),
                            town.callback().post().id(),
                            town.clerk().account(),
                            moment("2026-09-30T12:00")));
                }));
        assertThat(both).isInstanceOf(org.onedoor.organizations.Appointing.Done.class);
        at("2026-09-30T13:00", () -> {
            assertThat(lowMarks.open(staff.actor(town.clerk()))).isEmpty();
            assertThatThrownBy(() -> lowMarks.open(staff.actor(town.clerk()), id))
                    .isInstanceOf(NotHere.class);
            following.sweep(town.number());
        });
        assertThat(mark(town, id).post())
                .as("the supervisor of the town takes it")
                .isEqualTo(town.supervisor().post().id());
    }

    @Test
    void theFirstQuestionIsWhetherTheHandlerMayKnowAndOnlyThenHeIsTold() {
        var town = cases.town();
        var silent = rated(town, "2026-09-30T11:00", 2);
        var open = rated(town, "2026-09-30T11:00", 2);
        at("2026-10-08T09:00", () -> {
            var by = by(town.callback());
            int county = town.number();
            assertThat(lowMarks.answer(county, silent, 0, by, LowMark.Result.PUT_RIGHT, "改好了"))
                    .isEqualTo(new Followed.Refused("cases.mark.no.ask-first"));
            assertThat(lowMarks.call(county, silent, 0, by, new LowMarks.Call(true, null, "态度不好")))
                    .isEqualTo(new Followed.Refused("cases.mark.no.ask-first"));
            assertThat(lowMarks.call(county, silent, 0, by, new LowMarks.Call(true, false, "态度不好")))
                    .isEqualTo(new Followed.Done());
            assertThat(lowMarks.call(county, open, 0, by, new LowMarks.Call(true, true, "水管第二天又漏")))
                    .isEqualTo(new Followed.Done());
            assertThat(lowMarks.call(county, open, 0, by, new LowMarks.Call(true, false, "又问一遍")))
                    .isEqualTo(new Followed.Refused("cases.mark.no.asked"));
        });
        assertThat(kinds(town, silent)).doesNotContain("passed-on");
        assertThat(cases.told(town, open).history().getLast().fact()).isEqualTo(new Fact.PassedOn("水管第二天又漏"));
        assertThat(messages(town, "cases.staff.passed-on")).isEqualTo(1);
    }

    private List<String> kinds(ACase.Town town, UUID id) {
        return cases.told(town, id).history().stream()
                .map(entry -> entry.fact().kind())
                .toList();
    }

    private long messages(ACase.Town town, String template) {
        return cases.in(town, () -> db.sql(
                        "select count(*) from notices.message where county = :county and template = :template")
                .param("county", town.number())
                .param("template", template)
                .query(Long.class)
                .single());
    }

    @Test
    void itMayTakeFifteenDaysOnceWithAReason() {
        var town = cases.town();
        var id = rated(town, "2026-09-30T11:00", 2);
        at("2026-10-08T09:00", () -> {
            var by = by(town.callback());
            assertThat(lowMarks.lengthen(town.number(), id, 0, by, "要等配件")).isEqualTo(new Followed.Done());
            assertThat(lowMarks.lengthen(town.number(), id, 0, by, "还要等"))
                    .isEqualTo(new Followed.Refused("cases.mark.no.longer"));
        });
        assertThat(mark(town, id).mendDue()).isEqualTo(moment("2026-10-28T00:00"));
    }

    @Test
    void nobodyReachedNeedsTwoTries() {
        var town = cases.town();
        var id = rated(town, "2026-09-30T11:00", 1);
        Supplier<Followed> unreached = () ->
                lowMarks.answer(town.number(), id, 0, by(town.callback()), LowMark.Result.NOT_REACHED, "打了几次没有通，请回电。");
        at("2026-10-08T09:00", () -> {
            lowMarks.call(town.number(), id, 0, by(town.callback()), new LowMarks.Call(false, null, ""));
            assertThat(unreached.get()).isEqualTo(new Followed.Refused("cases.mark.no.tries"));
            lowMarks.call(town.number(), id, 0, by(town.callback()), new LowMarks.Call(false, null, ""));
            assertThat(unreached.get()).isEqualTo(new Followed.Done());
            assertThat(unreached.get()).isEqualTo(new Followed.Refused("cases.mark.no.ended"));
        });
    }

    @Test
    void sheRatesOnceMoreAndBothMarksAreKeptButTheHistoryOfTheOfficeShowsOne() {
        var town = cases.town();
        var receipt = at("2026-09-24T10:00", () -> cases.filed(town, "pension-join"));
        at("2026-09-28T10:00", () -> cases.answered(town, receipt.id(), Outcome.SOLVED));
        var id = rated(town, receipt, "2026-09-30T11:00", 1);
        at("2026-10-08T09:00", () -> {
            lowMarks.call(town.number(), id, 0, by(town.callback()), new LowMarks.Call(true, false, "没修好"));
            assertThat(lowMarks.putRight(town.number(), id, by(town.callback()), "换了新的水管"))
                    .isTrue();
        });
        rated(town, receipt, "2026-10-09T11:00", 4);
        var told = cases.told(town, id);
        assertThat(told.firstRating()).isEqualTo(1);
        assertThat(told.rating()).isEqualTo(4);
        assertThat(History.shown(told.history()).stream().filter(entry -> entry.fact() instanceof Fact.Rated))
                .hasSize(1);
        assertThat(at(
                        "2026-10-10T11:00",
                        () -> cases.resident(town, receipt, new Command.Rate(5, null, false, receipt.answerCode()))))
                .isEqualTo(new Stepping.Refused("cases.no.rated"));
        assertThat(messages(town, "cases.mark-answered")).isEqualTo(1);
        assertThat(sums(town, "2026-11-05T09:00"))
                .as("the second mark is not counted again")
                .isEmpty();
    }

    @Test
    void whenATermPassesThePostAndWhoeverIsAboveItAreToldOnce() {
        var town = cases.town();
        rated(town, "2026-09-30T11:00", 1);
        at("2026-10-08T23:00", () -> following.sweep(town.number()));
        assertThat(messages(town, "cases.staff.mark-late")).isZero();
        at("2026-10-09T00:01", () -> following.sweep(town.number()));
        at("2026-10-09T09:01", () -> following.sweep(town.number()));
        assertThat(messages(town, "cases.staff.mark-late")).isEqualTo(2);
        at("2026-10-14T00:01", () -> following.sweep(town.number()));
        at("2026-10-15T00:01", () -> following.sweep(town.number()));
        assertThat(messages(town, "cases.staff.mark-mend-late")).isEqualTo(2);
    }

    @Test
    void ofAProtectedCaseOnlyAnotherProtectedPostLearnsAnything() {
        var town = cases.town();
        var receipt = at("2026-09-24T10:00", () -> cases.filed(town, "cadre-conduct"));
        at("2026-09-28T10:00", () -> {
            cases.take(town.guardian(), receipt.id(), new Command.TakeOn());
            cases.take(town.guardian(), receipt.id(), new Command.Contact("call", null));
            cases.take(town.guardian(), receipt.id(), new Command.Answer(Outcome.SOLVED, "查清了。", null));
        });
        var id = rated(town, receipt, "2026-09-30T11:00", 1);
        assertThat(mark(town, id).post()).as("nobody else may know").isNull();
        at("2026-10-09T09:00", () -> following.sweep(town.number()));
        assertThat(messages(town, "cases.staff.mark-late")).isZero();
        var other = at("2026-10-09T10:00", () -> {
            var office = staff.office(town.number(), town.home().root(), "inspection");
            return staff.in(town.number(), office, town.home().root(), PostKind.PROTECTED);
        });
        at("2026-10-09T11:00", () -> following.sweep(town.number()));
        assertThat(mark(town, id).post()).isEqualTo(other.post().id());
        at("2026-10-09T12:00", () -> {
            assertThat(lowMarks.open(staff.actor(other), id).row().id()).isEqualTo(id);
            assertThat(lowMarks.open(staff.actor(town.callback()))).isEmpty();
            assertThatThrownBy(() -> lowMarks.open(staff.actor(town.callback()), id))
                    .isInstanceOf(NotHere.class);
        });
    }

    @Test
    void aCaseThatBecomesProtectedTakesItsFollowUpAlong() {
        var town = cases.town();
        var id = rated(town, "2026-09-30T11:00", 1);
        at("2026-09-30T12:00", () -> cases.take(town.secretary(), id, new Command.Protect()));
        assertThat(mark(town, id).post()).isEqualTo(town.guardian().post().id());
        at("2026-09-30T13:00", () -> assertThat(lowMarks.open(staff.actor(town.callback())))
                .isEmpty());
        assertThat(marks(town)).as("and is counted nowhere").isZero();
    }

    private long marks(ACase.Town town) {
        return cases.in(town, () -> db.sql("select count(*) from cases.mark where county = :county")
                .param("county", town.number())
                .query(Long.class)
                .single());
    }

    @Test
    void withFourMarksAnOfficeSeesNoSumWithFiveItDoes() {
        var town = cases.town();
        for (int score = 1; score <= 4; score++) {
            rated(town, "2026-09-30T11:00", score);
        }
        assertThat(sums(town, "2026-10-05T09:00")).isEmpty();
        rated(town, "2026-10-06T11:00", 5);
        assertThat(sums(town, "2026-10-31T09:00")).as("October is not over").isEmpty();
        assertThat(sums(town, "2026-11-01T09:00")).singleElement().satisfies(sum -> assertThat(sum.of())
                .containsExactly(1, 1, 1, 1, 1));
        assertThatThrownBy(() -> staff.as(
                        town.clerk(),
                        town.clerk().post(),
                        () -> transaction.execute(_ -> db.sql("select count(*) from cases.mark")
                                .query(Long.class)
                                .single())))
                .hasStackTraceContaining("permission denied");
    }

    private List<MonthlyMarks.Sum> sums(ACase.Town town, String local) {
        var office = town.clerk().post().office();
        return at(
                local,
                () -> Scope.in(
                        new Scope.County(town.number()),
                        () -> transaction.execute(_ -> sums.of(town.number(), office))));
    }

    @Test
    void aThirdObjectionDoesNotOpenTheCaseAgain() {
        var town = cases.town();
        var receipt = at("2026-09-24T10:00", () -> cases.filed(town, "pension-join"));
        at("2026-09-24T11:00", () -> cases.answered(town, receipt.id(), Outcome.SOLVED));
        var objection = new Command.Disagree("又漏了", receipt.answerCode());
        for (int day = 25; day <= 26; day++) {
            assertThat(at("2026-09-" + day + "T09:00", () -> cases.resident(town, receipt, objection)))
                    .isInstanceOf(Stepping.Done.class);
            var owner = day == 25 ? town.clerk() : town.dispatcher();
            at(
                    "2026-09-" + day + "T10:00",
                    () -> cases.take(owner, receipt.id(), new Command.Answer(Outcome.SOLVED, "又修了一次", null)));
        }
        assertThat(at("2026-09-27T09:00", () -> cases.resident(town, receipt, objection)))
                .isEqualTo(new Stepping.Refused("cases.no.third"));
    }
}
