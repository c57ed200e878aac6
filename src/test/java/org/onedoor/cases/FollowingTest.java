package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onedoor.cases.ACase.at;
import static org.onedoor.cases.ACase.moment;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.calendar.Day;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.frame.Now;
import org.onedoor.notices.Notices;
import org.onedoor.organizations.GoAway;
import org.onedoor.organizations.Organizations;
import org.onedoor.regions.Regions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens to a case by time alone. Cases are filed on 2026-09-24 and due on 2026-10-09, 24:00 (worked example 14). */
@OneDoorTest
class FollowingTest {

    private final ACase cases;
    private final Following following;
    private final Organizations organizations;
    private final WorkingCalendar calendar;
    private final Regions regions;
    private final Notices notices;
    private final JdbcClient db;

    FollowingTest(
            ACase cases,
            Following following,
            Organizations organizations,
            WorkingCalendar calendar,
            Regions regions,
            Notices notices,
            JdbcClient db) {
        this.cases = cases;
        this.following = following;
        this.organizations = organizations;
        this.calendar = calendar;
        this.regions = regions;
        this.notices = notices;
        this.db = db;
    }

    @Test
    void waitingEndsByItselfAndThePauseCountsOnlyUntilItWasSaidToEnd() {
        var town = cases.town();
        var id = at("2026-09-21T10:00", () -> cases.filed(town, "pension-join").id());
        assertThat(cases.told(town, id).due()).isEqualTo(moment("2026-09-30T00:00"));
        at("2026-09-22T10:00", () -> {
            cases.take(town.clerk(), id, new Command.TakeOn());
            cases.take(town.clerk(), id, new Command.Ask(List.of("社保卡照片"), 3));
        });
        assertThat(cases.told(town, id).waitUntil()).isEqualTo(moment("2026-09-29T00:00"));
        at("2026-09-28T23:00", () -> following.sweep(town.number()));
        assertThat(cases.told(town, id).state()).isEqualTo(State.WAITING);

        // The program was down for four days; the promise moves by the three days of the pause, not by seven.
        at("2026-10-02T09:00", () -> following.sweep(town.number()));
        var told = cases.told(town, id);
        assertThat(told.state()).isEqualTo(State.WORKING);
        assertThat(told.due()).isEqualTo(moment("2026-10-10T00:00"));
    }

    @Test
    void aSilentCaseThatIsNotDrawnEndsAs未表态() {
        var town = cases.town();
        var ids = new ArrayList<UUID>();
        for (int n = 0; n < 30; n++) {
            ids.add(at(
                    "2026-09-21T10:00", () -> cases.filed(town, "pension-join").id()));
        }
        ids.forEach(id -> at("2026-09-22T10:00", () -> cases.answered(town, id, Outcome.SOLVED)));
        at("2026-09-29T10:00", () -> following.sweep(town.number()));
        assertThat(ids)
                .allMatch(id -> cases.told(town, id).state() == State.ANSWERED, "the window runs 7 days and one");
        at("2026-09-30T10:01", () -> following.sweep(town.number()));

        var drawn = ids.stream()
                .filter(id -> cases.told(town, id).recheckPost() != null)
                .toList();
        // A tenth of thirty is three: the floor of five a month and village draws more.
        assertThat(drawn.size()).isGreaterThanOrEqualTo(5).isLessThan(15);
        for (var id : ids) {
            var told = cases.told(town, id);
            if (drawn.contains(id)) {
                assertThat(told.recheckPost()).isEqualTo(town.callback().post().id());
                assertThat(told.recheckDue()).as("3 working days (R-REQ-6)").isEqualTo(moment("2026-10-11T00:00"));
            } else {
                assertThat(told.end()).isEqualTo(End.SILENT);
            }
        }
        at("2026-09-30T11:00", () -> following.sweep(town.number()));
        assertThat(ids.stream().filter(id -> cases.told(town, id).recheckPost() != null))
                .as("the same draw again changes nothing")
                .hasSameSizeAs(drawn);
    }

    @Test
    void helpAndPeopleWithoutAPhoneAndWhatWasNotPossibleAreAlwaysRechecked() {
        var town = cases.town();
        var help = at(
                "2026-09-21T10:00", () -> cases.filed(town, "old-age-allowance").id());
        var noPhone = at("2026-09-21T10:00", () -> cases.filed(town, "pension-join", ARequest::withoutPhone)
                .id());
        var notPossible =
                at("2026-09-21T10:00", () -> cases.filed(town, "pension-join").id());
        at("2026-09-22T10:00", () -> {
            cases.answered(town, help, Outcome.SOLVED);
            cases.answered(town, noPhone, Outcome.SOLVED);
            cases.answered(town, notPossible, Outcome.NOT_POSSIBLE);
        });
        at("2026-10-08T10:00", () -> following.sweep(town.number()));
        for (var id : List.of(help, noPhone, notPossible)) {
            assertThat(cases.told(town, id).recheckPost())
                    .isEqualTo(town.callback().post().id());
        }
        assertThat(lots(town)).containsExactlyInAnyOrder("HELP", "NO_PHONE", "NOT_POSSIBLE");
    }

    @Test
    void whoAskedInPassingAndLeftNothingIsNotLookedFor() {
        var town = cases.town();
        var id = at("2026-09-21T10:00", () -> cases.filed(town, "pension-join", ARequest::nameless)
                .id());
        at("2026-09-22T10:00", () -> cases.answered(town, id, Outcome.SOLVED));
        at("2026-10-08T10:00", () -> following.sweep(town.number()));
        assertThat(cases.told(town, id).end()).isEqualTo(End.SILENT);
        assertThat(lots(town)).containsExactly("NOBODY");
    }

    @Test
    void twoTriesThatReachNobodyEndAsSilenceAndARecheckUpholdsTheAnswer() {
        var town = cases.town();
        var unreached = at(
                "2026-09-21T10:00", () -> cases.filed(town, "old-age-allowance").id());
        var upheld = at(
                "2026-09-21T10:00", () -> cases.filed(town, "old-age-allowance").id());
        at("2026-09-22T10:00", () -> {
            cases.answered(town, unreached, Outcome.SOLVED);
            cases.answered(town, upheld, Outcome.SOLVED);
        });
        at("2026-10-08T10:00", () -> following.sweep(town.number()));
        at("2026-10-08T11:00", () -> {
            cases.take(town.callback(), unreached, new Command.Recheck("not-reached", null));
            cases.take(town.callback(), upheld, new Command.Recheck("solved", "说办好了"));
        });
        assertThat(cases.told(town, unreached).state()).isEqualTo(State.ANSWERED);
        at("2026-10-09T11:00", () -> cases.take(town.callback(), unreached, new Command.Recheck("not-reached", null)));
        assertThat(cases.told(town, unreached).end()).isEqualTo(End.SILENT);
        assertThat(cases.told(town, upheld).end()).isEqualTo(End.APPROVED);
    }

    @Test
    void aRecheckNobodyMadeEndsAsSilenceWhenNobodyMayObjectAnyMore() {
        var town = cases.town();
        var id = at(
                "2026-09-21T10:00", () -> cases.filed(town, "old-age-allowance").id());
        at("2026-09-22T10:00", () -> cases.answered(town, id, Outcome.SOLVED));
        at("2026-10-08T10:00", () -> following.sweep(town.number()));
        at("2026-10-22T09:00", () -> following.sweep(town.number()));
        assertThat(cases.told(town, id).state()).isEqualTo(State.ANSWERED);
        at("2026-10-22T10:01", () -> following.sweep(town.number()));
        assertThat(cases.told(town, id).end()).isEqualTo(End.SILENT);
    }

    @Test
    void aProtectedCaseIsNotRecheckedByAnybodyWhoMayNotKnowOfIt() {
        var town = cases.town();
        var id = at("2026-09-21T10:00", () -> cases.filed(town, "cadre-conduct").id());
        at("2026-09-22T10:00", () -> {
            cases.take(town.guardian(), id, new Command.TakeOn());
            cases.take(town.guardian(), id, new Command.Contact("call", null));
            cases.take(town.guardian(), id, new Command.Answer(Outcome.NOT_POSSIBLE, "查过，没有这回事。", "没有依据"));
        });
        at("2026-10-08T10:00", () -> following.sweep(town.number()));
        assertThat(cases.told(town, id).end()).isEqualTo(End.SILENT);
        assertThat(lots(town)).containsExactly("NOBODY");
    }

    private Set<String> lots(ACase.Town town) {
        return cases.in(
                town,
                () -> Set.copyOf(db.sql("select because from cases.draw where county = :county")
                        .param("county", town.number())
                        .query(String.class)
                        .list()));
    }

    @Test
    void whatAnEndedPostHeldFallsBackToTheSecretaryInTheSameTransaction() {
        var town = cases.town();
        var id = at("2026-09-24T10:00", () -> cases.filed(town, "pension-join").id());
        assertThat(cases.told(town, id).contact()).isEqualTo(town.clerk().post().id());
        at(
                "2026-09-24T11:00",
                () -> cases.in(town, () -> {
                    organizations.end(town.number(), town.clerk().post().id());
                    return null;
                }));
        var told = cases.told(town, id);
        assertThat(told.contact()).isEqualTo(town.secretary().post().id());
        assertThat(told.owner()).isEqualTo(town.secretary().post().id());
        assertThat(messages(town, "cases.contact-changed")).isEqualTo(1);
    }

    @Test
    void absenceWithoutAStandInGoesOnToTheTownAndTheWorkToTheOfficesHead() {
        var town = cases.town();
        var id = at("2026-09-24T10:00", () -> cases.filed(town, "pension-join").id());
        at("2026-09-24T10:30", () -> {
            cases.take(
                    town.clerk(), id, new Command.Assign(town.handler().post().id(), null));
            cases.take(town.handler(), id, new Command.Take());
        });
        at("2026-09-24T11:00", () -> {
            away(town, town.secretary().post().id(), town.secretary().account());
            away(town, town.clerk().post().id(), town.clerk().account());
            away(town, town.handler().post().id(), town.handler().account());
        });
        var told = cases.told(town, id);
        assertThat(told.contact()).isEqualTo(town.dispatcher().post().id());
        assertThat(told.owner()).isEqualTo(town.head().post().id());
    }

    @Test
    void anOfferToSomebodyWhoLeftGoesToWhoIsThere() {
        var town = cases.town();
        var id = at("2026-09-24T10:00", () -> cases.filed(town, "pension-join").id());
        at(
                "2026-09-24T10:30",
                () -> cases.take(
                        town.clerk(),
                        id,
                        new Command.Assign(town.handler().post().id(), null)));
        at(
                "2026-09-24T11:00",
                () -> cases.in(town, () -> {
                    organizations.vacate(town.number(), town.handler().post().id());
                    return null;
                }));
        assertThat(cases.told(town, id).offered()).isEqualTo(town.head().post().id());
        at("2026-09-24T12:00", () -> cases.take(town.head(), id, new Command.Take()));
        assertThat(cases.told(town, id).owner()).isEqualTo(town.head().post().id());
    }

    @Test
    void aProtectedCaseNeverFallsBackToThePlace() {
        var town = cases.town();
        var id = at("2026-09-24T10:00", () -> cases.filed(town, "cadre-conduct").id());
        at(
                "2026-09-24T11:00",
                () -> cases.in(town, () -> {
                    organizations.vacate(town.number(), town.guardian().post().id());
                    return null;
                }));
        assertThat(cases.told(town, id).contact())
                .isEqualTo(town.guardian().post().id());
    }

    private void away(ACase.Town town, UUID post, UUID account) {
        cases.in(
                town,
                () -> organizations.away(new GoAway(
                        town.number(),
                        post,
                        account,
                        null,
                        Now.instant(),
                        Now.instant().plus(Duration.ofDays(5)))));
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
    void aDayTheOfficesAreClosedByOrderMovesOpenPromisesLaterAndSaysSo() {
        var town = cases.town();
        var open =
                at("2026-09-24T10:00", () -> cases.filed(town, "pension-join").id());
        var done =
                at("2026-09-24T10:00", () -> cases.filed(town, "pension-join").id());
        at("2026-09-24T11:00", () -> cases.answered(town, done, Outcome.SOLVED));
        changed(town, new Day(LocalDate.of(2026, 10, 8), "台风停工", true));
        at("2026-09-25T09:00", () -> following.sweep(town.number()));

        assertThat(cases.told(town, open).due()).isEqualTo(moment("2026-10-11T00:00"));
        assertThat(cases.told(town, done).due()).as("what is answered stays").isEqualTo(moment("2026-10-10T00:00"));
        assertThat(messages(town, "cases.promise-moved")).isEqualTo(1);
    }

    @Test
    void aDayMoreToWorkNeverMakesAPromiseEarlier() {
        var town = cases.town();
        var id = at("2026-09-24T10:00", () -> cases.filed(town, "pension-join").id());
        changed(town, new Day(LocalDate.of(2026, 9, 26), "加班", false));
        at("2026-09-25T09:00", () -> following.sweep(town.number()));
        assertThat(cases.told(town, id).due()).isEqualTo(moment("2026-10-10T00:00"));
    }

    @Test
    void aProvisionalPromiseMayBecomeEarlierOnceTheYearIsArranged() {
        var town = cases.town();
        var id = at("2026-12-30T10:00", () -> cases.filed(town, "pension-join").id());
        var before = cases.told(town, id);
        assertThat(before.provisional()).isTrue();
        at(
                "2026-12-30T11:00",
                () -> cases.in(town, () -> {
                    calendar.load(
                            2027,
                            List.of(
                                    new Day(LocalDate.of(2027, 1, 1), "元旦", true),
                                    new Day(LocalDate.of(2027, 1, 2), "元旦调班", false),
                                    new Day(LocalDate.of(2027, 1, 3), "元旦调班", false)));
                    return null;
                }));
        settled(town);
        at("2026-12-31T09:00", () -> following.sweep(town.number()));
        var after = cases.told(town, id);
        assertThat(after.due()).isBefore(before.due());
        assertThat(after.provisional()).isFalse();
    }

    private void changed(ACase.Town town, Day day) {
        at(
                "2026-09-24T12:00",
                () -> cases.in(town, () -> {
                    calendar.overrideDay(town.home().root().id(), day);
                    return null;
                }));
        settled(town);
    }

    /** The change is heard after commit, on another thread. */
    private void settled(ACase.Town town) {
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (cases.in(town, () -> db.sql("select count(*) from cases.calendar_change where county = :county")
                        .param("county", town.number())
                        .query(Long.class)
                        .single())
                == 0) {
            assertThat(System.nanoTime()).as("the listener heard the change").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void renumberedPlacesTakeTheirCasesAlong() {
        var town = cases.town();
        var id = at("2026-09-24T10:00", () -> cases.filed(town, "pension-join").id());
        at(
                "2026-09-24T11:00",
                () -> cases.in(
                        town,
                        () -> regions.replace(
                                town.home().village().id(),
                                town.home().community().id())));
        var place = regions.tree(town.number()).get(town.home().village().id());
        assertThat(cases.row(town, id).placeLo()).isEqualTo(place.lo());
    }
}
