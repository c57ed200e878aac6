package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onedoor.cases.ACase.at;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Scope;
import org.onedoor.indicators.Indicator;
import org.onedoor.indicators.Indicators;
import org.onedoor.indicators.Reading;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is counted of cases, and what is not. Everything happens in September 2026 and is read on 2026-11-20: an ordinary case
 * filed on 2026-09-01 is due on 09-08, 24:00 or later, as its item says.
 */
@OneDoorTest
class FiguresTest {

    private static final LocalDate SEPTEMBER = LocalDate.parse("2026-09-01");
    private static final LocalDate OCTOBER = LocalDate.parse("2026-10-31");

    private final ACase cases;
    private final Figures figures;
    private final Indicators indicators;
    private final Cases steps;
    private final JdbcClient db;

    FiguresTest(ACase cases, Figures figures, Indicators indicators, Cases steps, JdbcClient db) {
        this.cases = cases;
        this.figures = figures;
        this.indicators = indicators;
        this.steps = steps;
        this.db = db;
    }

    @Test
    void onlyWhatWasAnsweredByThePromiseIsOnTimeAndEachPromiseIsCountedOnce() {
        var town = cases.town();
        at("2026-09-01T09:00", () -> {
            var early = cases.filed(town, null).id();
            at("2026-09-02T09:00", () -> cases.answered(town, early, Outcome.SOLVED));
            var late = cases.filed(town, null).id();
            at("2026-10-20T09:00", () -> cases.answered(town, late, Outcome.SOLVED));
            cases.filed(town, null);
            var withdrawn = cases.filed(town, null);
            at(
                    "2026-09-01T10:00",
                    () -> cases.resident(town, withdrawn, new Command.Withdraw("好了", withdrawn.answerCode())));
        });
        read(town, CaseIndicators.ON_TIME);
        assertThat(village(town, CaseIndicators.ON_TIME))
                .as("one in time, one late, one still open; the withdrawn one broke no promise")
                .isEqualTo(new Reading(1, 3));
        assertThat(onTime(town, town.home().town()))
                .containsOnlyKeys(town.home().village().id());
        read(town, CaseIndicators.ON_TIME);
        assertThat(village(town, CaseIndicators.ON_TIME)).as("read twice").isEqualTo(new Reading(1, 3));
    }

    /** R-REQ-14. */
    @Test
    void aProtectedCaseIsInNoFigure() {
        var town = cases.town();
        var seen = at("2026-09-01T09:00", () -> cases.filed(town, "street-light"));
        at("2026-09-01T09:05", () -> cases.filed(town, "street-light", request -> about(request)));
        at("2026-09-02T09:00", () -> cases.answered(town, seen.id(), Outcome.SOLVED));
        read(town, CaseIndicators.ON_TIME);
        assertThat(village(town, CaseIndicators.ON_TIME)).isEqualTo(new Reading(1, 1));
        assertThat(county(town, CaseIndicators.ON_TIME)).isEqualTo(new Reading(1, 1));
        roll(town);
        assertThat(cases.in(town, () -> db.sql(
                                "select sum(promised) from cases.kept_window where county = :county and item = ''")
                        .param("county", town.number())
                        .query(Long.class)
                        .single()))
                .as("county, town and village count the one case each")
                .isEqualTo(3);
        assertThat(offices(town)).noneMatch(figure -> figure.office()
                .equals(town.guardian().post().office()));
    }

    /** The promise is kept only if the answer given in time was confirmed or upheld; silence is a share of its own. */
    @Test
    void onlyAConfirmedAnswerInTimeIsAPromiseKept() {
        var town = cases.town();
        for (int i = 0; i < 7; i++) {
            var receipt = at("2026-09-01T09:00", () -> cases.filed(town, "street-light"));
            at("2026-09-02T09:00", () -> cases.answered(town, receipt.id(), Outcome.SOLVED));
            at("2026-09-02T10:00", () -> cases.resident(town, receipt, new Command.Confirm(receipt.answerCode())));
        }
        for (int i = 0; i < 5; i++) {
            var receipt = at("2026-09-01T09:00", () -> cases.filed(town, "street-light"));
            at("2026-09-02T09:00", () -> cases.answered(town, receipt.id(), Outcome.SOLVED));
            at("2026-09-03T10:00", () -> cases.in(town, () -> silent(town, receipt.id())));
        }
        var objected = at("2026-09-01T09:00", () -> cases.filed(town, "street-light"));
        at("2026-09-02T09:00", () -> cases.answered(town, objected.id(), Outcome.SOLVED));
        at(
                "2026-09-02T10:00",
                () -> cases.resident(town, objected, new Command.Disagree("还是不亮", objected.answerCode())));
        at(
                "2026-09-03T09:00",
                () -> cases.take(town.clerk(), objected.id(), new Command.Answer(Outcome.SOLVED, "换了灯", null)));
        at("2026-09-03T10:00", () -> cases.resident(town, objected, new Command.Confirm(objected.answerCode())));
        roll(town);
        var table = at(
                "2026-11-20T09:00",
                () -> in(town, () -> figures.kept(town.number(), town.home().root())));
        assertThat(table.until()).isEqualTo("2026-10-01");
        assertThat(table.whole()).satisfies(whole -> {
            assertThat(whole.promised()).isEqualTo(13);
            assertThat(whole.kept()).isEqualTo(7);
            assertThat(whole.silent()).isEqualTo(5);
            assertThat(whole.notDone())
                    .as("an objection broke the first promise")
                    .isEqualTo(1);
            assertThat(whole.contactMinutes()).isEqualTo(24 * 60);
            assertThat(whole.answerMinutes()).isEqualTo(24 * 60);
        });
        assertThat(table.items()).extracting(Figures.Kept::item).containsExactly("street-light");
    }

    @Test
    void aSmallCellIsMaskedAndSoIsTheOneItCouldBeComputedFrom() {
        var town = cases.town();
        for (int i = 0; i < 6; i++) {
            missed(town, "street-light");
        }
        for (int i = 0; i < 8; i++) {
            missed(town, "water-off");
        }
        for (int i = 0; i < 2; i++) {
            missed(town, "garbage");
        }
        roll(town);
        var table = at(
                "2026-11-20T09:00",
                () -> in(town, () -> figures.kept(town.number(), town.home().root())));
        assertThat(table.whole().promised()).isEqualTo(16);
        assertThat(table.items())
                .extracting(Figures.Kept::item, Figures.Kept::shown, Figures.Kept::promised)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("garbage", false, 0),
                        org.assertj.core.groups.Tuple.tuple("street-light", false, 0),
                        org.assertj.core.groups.Tuple.tuple("water-off", true, 8));
    }

    /** A11: solved where it arose, in the town, or in the county. */
    @Test
    void whatWasSolvedIsCountedAtTheLevelOfTheOfficeThatDidIt() {
        var town = cases.town();
        var small = at("2026-09-01T09:00", () -> cases.filed(town, null));
        at("2026-09-02T09:00", () -> cases.answered(town, small.id(), Outcome.SOLVED));
        at("2026-09-02T10:00", () -> cases.resident(town, small, new Command.Confirm(small.answerCode())));
        var large = at("2026-09-01T09:00", () -> cases.filed(town, null));
        at("2026-09-01T10:00", () -> {
            cases.take(town.clerk(), large.id(), new Command.TakeOn());
            cases.take(
                    town.clerk(),
                    large.id(),
                    new Command.Offer(town.handler().post().id(), "要民政办核对"));
            cases.take(town.handler(), large.id(), new Command.AcceptOffer());
            cases.take(town.handler(), large.id(), new Command.Answer(Outcome.SOLVED, "办好了", null));
            cases.resident(town, large, new Command.Confirm(large.answerCode()));
        });
        for (var level : List.of(Level.VILLAGE, Level.TOWN, Level.COUNTY)) {
            read(town, CaseIndicators.solvedAt(level));
        }
        var solved = asSupervisor(
                town, () -> figures.solved(town.number(), town.home().town(), SEPTEMBER, OCTOBER));
        assertThat(solved)
                .isEqualTo(Map.of(
                        Level.VILLAGE,
                        new Reading(1, 2),
                        Level.TOWN,
                        new Reading(1, 2),
                        Level.COUNTY,
                        new Reading(0, 2)));
    }

    @Test
    void anOfficesFigureSaysWhatItDidToTheClockAndHowMuchOfItAtTheLast() {
        var town = cases.town();
        var paused = at("2026-09-01T09:00", () -> cases.filed(town, null).id());
        var due = cases.told(town, paused).due();
        at("2026-09-01T10:00", () -> cases.take(town.clerk(), paused, new Command.TakeOn()));
        org.onedoor.frame.Now.at(
                due.minusSeconds(60), () -> cases.take(town.clerk(), paused, new Command.Ask(List.of("照片"), 5)));
        var refused = at("2026-09-01T09:00", () -> cases.filed(town, null).id());
        at(
                "2026-09-01T10:00",
                () -> cases.take(town.clerk(), refused, new Command.Decline("COURT", "已由法院受理", "请到法院继续办")));
        var finished = at("2026-09-01T09:00", () -> cases.filed(town, null).id());
        org.onedoor.frame.Now.at(
                cases.told(town, finished).due().minusSeconds(60),
                () -> cases.answered(town, finished, Outcome.SOLVED));
        roll(town);
        var committee = town.clerk().post().office();
        assertThat(offices(town))
                .filteredOn(figure -> figure.office().equals(committee))
                .singleElement()
                .satisfies(figure -> {
                    assertThat(figure.received()).isEqualTo(3);
                    assertThat(figure.paused()).isEqualTo(1);
                    assertThat(figure.pausedLast()).isEqualTo(1);
                    assertThat(figure.refused()).isEqualTo(1);
                    assertThat(figure.refusedLast()).isZero();
                    assertThat(figure.finished()).isEqualTo(1);
                    assertThat(figure.finishedLast()).isEqualTo(1);
                });
        var community = town.home().community();
        assertThat(Scope.in(
                        new Scope.Place(town.number(), community.lo(), community.hi()),
                        () -> figures.offices(town.home().root(), SEPTEMBER, OCTOBER)))
                .as("the neighbour sees nothing, whatever she asks")
                .isEmpty();
    }

    /** A23, R-REQ-9: contacted by a person in time, by the way one came. */
    @Test
    void theAnswerRateOfAWayIsAboutTheVillageAndNotAboutAPerson() {
        var town = cases.town();
        var called = at("2026-09-01T09:00", () -> cases.filed(town, null).id());
        at("2026-09-01T10:00", () -> {
            cases.take(town.clerk(), called, new Command.TakeOn());
            cases.take(town.clerk(), called, new Command.Contact("call", null));
        });
        at("2026-09-01T09:00", () -> cases.filed(town, null));
        for (var way : CaseIndicators.WAYS.keySet()) {
            read(town, CaseIndicators.REACHED + way);
        }
        assertThat(in(town, () -> figures.reached(town.number(), town.home().village(), SEPTEMBER, OCTOBER)))
                .containsEntry("online", new Reading(1, 2))
                .containsEntry("phone", Reading.NOTHING);
    }

    private void missed(ACase.Town town, String item) {
        at("2026-09-01T09:00", () -> cases.filed(town, item));
    }

    private static FileCase about(FileCase request) {
        return ARequest.of(request)
                .type(RequestType.REPORT)
                .item(null)
                .words("村干部占了低保名额")
                .aboutStaff(true)
                .form();
    }

    private Object silent(ACase.Town town, UUID id) {
        var row = cases.row(town, id);
        var by = new By.Clockwork();
        steps.finish(
                row,
                row.told().with(org.onedoor.frame.Now.instant(), by.actor(), null, new Fact.ClosedSilent()),
                Step.CLOSE_SILENT,
                by);
        return id;
    }

    private void read(ACase.Town town, String name) {
        Indicator indicator = indicators.named(name).orElseThrow();
        at(
                "2026-11-20T09:00",
                () -> Scope.in(new Scope.County(town.number()), () -> SEPTEMBER
                        .datesUntil(OCTOBER.plusDays(1))
                        .forEach(day -> indicators.take(town.number(), indicator, day))));
    }

    private void roll(ACase.Town town) {
        at("2026-11-20T09:00", () -> Scope.in(new Scope.County(town.number()), () -> figures.roll(town.number())));
    }

    private Reading village(ACase.Town town, String name) {
        return sum(town, town.home().village(), name);
    }

    private Reading county(ACase.Town town, String name) {
        return sum(town, town.home().root(), name);
    }

    private Reading sum(ACase.Town town, Place place, String name) {
        return in(town, () -> indicators.series(town.number(), place.id(), name, SEPTEMBER, OCTOBER)).stream()
                .map(daily -> daily.reading())
                .reduce(Reading.NOTHING, Reading::plus);
    }

    private Map<UUID, Reading> onTime(ACase.Town town, Place place) {
        return asSupervisor(town, () -> figures.onTime(town.number(), place, SEPTEMBER, OCTOBER));
    }

    private List<Figures.OfficeFigure> offices(ACase.Town town) {
        return Scope.in(
                new Scope.Place(
                        town.number(),
                        town.home().root().lo(),
                        town.home().root().hi()),
                () -> figures.offices(town.home().root(), SEPTEMBER, OCTOBER));
    }

    private <T> T asSupervisor(ACase.Town town, Supplier<T> work) {
        var place = town.home().town();
        return Scope.in(new Scope.Place(town.number(), place.lo(), place.hi()), work);
    }

    private <T> T in(ACase.Town town, Supplier<T> work) {
        return Scope.in(new Scope.County(town.number()), work);
    }
}
