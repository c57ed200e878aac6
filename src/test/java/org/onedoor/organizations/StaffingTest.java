package org.onedoor.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.regions.APlaceTree;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;

/** Who answers for what: R-REQ-5 (first asked), R-REQ-14 (protected), R-ROLE-1..3. */
class StaffingTest {

    /** A Monday morning. */
    private static final Instant MONDAY = at("2026-11-23T09:00");

    private ARoster roster;
    private Place county;
    private Place town;
    private Place village;
    private Place grid;
    private Office government;
    private Office hall;
    private Office committee;
    private Post countySupervisor;
    private Post townSupervisor;
    private Post dispatcher;
    private Post secretary;
    private Post clerk;

    @BeforeEach
    void aCountyFullyStaffed() {
        roster = new ARoster(APlaceTree.of(2, 2));
        county = roster.places.root();
        town = roster.places.all(Level.TOWN).getFirst();
        village = roster.places.children(town.id()).getFirst();
        grid = roster.places.children(village.id()).getFirst();
        government = roster.office(county, "county-government");
        hall = roster.below(government, town, "town-government");
        committee = roster.below(hall, village, Office.VILLAGE_COMMITTEE);
        countySupervisor = roster.held(government, county, PostKind.SUPERVISOR);
        townSupervisor = roster.held(hall, town, PostKind.SUPERVISOR);
        dispatcher = roster.held(hall, town, PostKind.DISPATCHER);
        secretary = roster.held(committee, village, PostKind.SECRETARY);
        clerk = roster.held(committee, village, PostKind.CLERK);
    }

    // Contact (R-REQ-5)

    @Test
    void whoIsOnDutyIsAskedFirst() {
        var other = roster.held(committee, village, PostKind.CLERK);
        roster.weekly(village, other, DayOfWeek.MONDAY, 8, 12);
        roster.weekly(village, clerk, DayOfWeek.MONDAY, 13, 18);
        var staffing = roster.staffing();
        assertThat(staffing.contact(village, MONDAY)).isEqualTo(other);
        assertThat(staffing.contact(village, MONDAY.plus(Duration.ofHours(5)))).isEqualTo(clerk);
        assertThat(staffing.contact(village, at("2026-11-24T09:00")))
                .as("nobody is on duty on Tuesday: a clerk of the village")
                .isEqualTo(clerk);
        assertThat(staffing.contact(grid, MONDAY))
                .as("a grid's desk is its village's")
                .isEqualTo(other);
    }

    @Test
    void aDayOfItsOwnReplacesTheWeekday() {
        var other = roster.held(committee, village, PostKind.CLERK);
        roster.weekly(village, clerk, DayOfWeek.MONDAY, 8, 18);
        roster.once(village, other, LocalDate.of(2026, 11, 23), 8, 10);
        var staffing = roster.staffing();
        assertThat(staffing.duty(village, MONDAY)).containsExactly(other);
        assertThat(staffing.duty(village, at("2026-11-23T11:00"))).isEmpty();
        assertThat(staffing.duty(village, at("2026-11-30T11:00"))).containsExactly(clerk);
    }

    @Test
    void theFallbackGoesUpStepByStepAndNeverEnds() {
        var missing = new HashSet<Post>();
        for (var expected : List.of(clerk, secretary, dispatcher, townSupervisor, countySupervisor)) {
            assertThat(roster.staffing().contact(village, MONDAY)).isEqualTo(expected);
            roster.away(expected, null, MONDAY.minusSeconds(1), MONDAY.plusSeconds(1));
            missing.add(expected);
        }
        assertThat(missing).hasSize(5);
        assertThat(roster.staffing().contact(village, MONDAY))
                .as("nobody is there: the chain still names a post")
                .isEqualTo(secretary);
    }

    @Test
    void theFallbackOfEveryPlaceEndsAtTheCounty() {
        var staffing = roster.staffing();
        for (var level : Level.values()) {
            for (var place : roster.places.all(level)) {
                assertThat(staffing.fallback(place)).last().isEqualTo(countySupervisor);
                assertThat(staffing.contact(place, MONDAY)).isNotNull();
                assertThat(staffing.dispatcher(place)).isNotNull();
            }
        }
        assertThat(staffing.fallback(village)).containsExactly(secretary, dispatcher, townSupervisor, countySupervisor);
    }

    @Test
    void aCountyWithoutSupervisorSaysSo() {
        var empty = new ARoster(APlaceTree.of(1, 1)).staffing();
        var place = empty.places().root();
        assertThatThrownBy(() -> empty.contact(place, MONDAY)).hasMessageContaining("no supervisor");
    }

    // Holders and stand-ins

    @Test
    void whileAwayTheStandInAnswers() {
        var standIn = roster.holder(secretary);
        roster.away(clerk, standIn, MONDAY, MONDAY.plusSeconds(3600));
        var staffing = roster.staffing();
        assertThat(staffing.holder(clerk.id(), MONDAY)).hasValueSatisfying(holder -> {
            assertThat(holder.account()).isEqualTo(standIn);
            assertThat(holder.standIn()).isTrue();
        });
        assertThat(staffing.holder(clerk.id(), MONDAY.plusSeconds(3600)))
                .as("the end does not count")
                .hasValueSatisfying(holder -> assertThat(holder.standIn()).isFalse());
        assertThat(staffing.hats(standIn, MONDAY))
                .extracting(hat -> hat.post().id())
                .contains(clerk.id());
        assertThat(staffing.hats(standIn, MONDAY.plusSeconds(3600)))
                .extracting(hat -> hat.post().id())
                .doesNotContain(clerk.id());
    }

    @Test
    void aStandInWhoIsAwayStandsInForNobody() {
        roster.away(clerk, roster.holder(secretary), MONDAY, MONDAY.plusSeconds(3600));
        roster.away(secretary, null, MONDAY, MONDAY.plusSeconds(3600));
        assertThat(roster.staffing().holder(clerk.id(), MONDAY)).isEmpty();
        assertThat(roster.staffing().contact(village, MONDAY)).isEqualTo(dispatcher);
    }

    @Test
    void whoIsLockedOrAnAdministratorHoldsNothing() {
        var locked = roster.heldBy(roster.person(null, false), committee, village, PostKind.CLERK);
        var admin = roster.heldBy(roster.person(Role.SYSTEM_ADMIN, true), committee, village, PostKind.CLERK);
        assertThat(roster.staffing().holder(locked.id(), MONDAY)).isEmpty();
        assertThat(roster.staffing().holder(admin.id(), MONDAY)).isEmpty();
    }

    @Test
    void onePersonWearsSeveralHatsEachWithItsOneScope() {
        var chen = roster.person();
        roster.heldBy(chen, committee, grid, PostKind.GRID_WORKER);
        roster.heldBy(chen, committee, village, PostKind.CLERK);
        roster.heldBy(chen, committee, village, PostKind.HANDLER);
        assertThat(roster.staffing().hats(chen, MONDAY))
                .extracting(Hat::scope)
                .containsExactly(
                        new Scope.Place(1, grid.lo(), grid.hi()),
                        new Scope.Place(1, village.lo(), village.hi()),
                        new Scope.Office(1, committee.lo(), committee.hi()));
    }

    @Test
    void aPostThatEndedIsFoundByIdOnly() {
        roster.end(clerk, MONDAY);
        var staffing = roster.staffing();
        assertThat(staffing.post(clerk.id())).isEqualTo(clerk);
        assertThat(staffing.ended(clerk.id())).isTrue();
        assertThat(staffing.holder(clerk.id(), MONDAY)).isEmpty();
        assertThat(staffing.postsOf(village.id())).doesNotContain(clerk);
        assertThat(staffing.contact(village, MONDAY)).isEqualTo(secretary);
    }

    // Out of hours

    @Test
    void atNightTheTownsPostAnswersWhatCannotWait() {
        var night = roster.held(hall, town, PostKind.CLERK);
        roster.standby(town, night);
        roster.weekly(village, clerk, DayOfWeek.MONDAY, 8, 18);
        var staffing = roster.staffing();
        assertThat(staffing.urgent(village, MONDAY)).isEqualTo(clerk);
        assertThat(staffing.urgent(village, at("2026-11-23T23:00"))).isEqualTo(night);
        var shown = staffing.onDuty(village, at("2026-11-23T23:00"));
        assertThat(shown.now()).isFalse();
        assertThat(shown.post()).isEqualTo(clerk);
        assertThat(shown.urgent()).isNotNull().extracting(OnDuty::post).isEqualTo(night);
        assertThat(staffing.onDuty(village, MONDAY).urgent()).isNull();
    }

    // Handlers, 上报, ladder

    @Test
    void anItemGoesToTheOfficeOfItsKindAtItsLevel() {
        var civil = roster.below(hall, town, "civil-affairs");
        var head = roster.held(civil, town, PostKind.OFFICE_HEAD);
        var handler = roster.held(civil, town, PostKind.HANDLER);
        var staffing = roster.staffing();
        assertThat(staffing.handler("civil-affairs", Level.TOWN, grid)).contains(handler);
        assertThat(staffing.handler("no-such-office", Level.TOWN, village)).isEmpty();
        assertThat(staffing.handler("civil-affairs", Level.VILLAGE, grid))
                .as("in a village the committee does it")
                .contains(clerk);
        roster.away(handler, null, MONDAY, MONDAY.plusSeconds(60));
        assertThat(Now.at(MONDAY, () -> roster.staffing().handler("civil-affairs", Level.TOWN, village)))
                .contains(head);
    }

    @Test
    void whatAVillageCannotDoGoesToTheTownAndThenToTheCounty() {
        var civil = roster.below(hall, town, "civil-affairs");
        var handler = roster.held(civil, town, PostKind.HANDLER);
        var bureau = roster.below(government, county, "civil-affairs");
        var bureauHandler = roster.held(bureau, county, PostKind.HANDLER);
        var staffing = roster.staffing();
        assertThat(staffing.above(clerk)).contains(dispatcher);
        assertThat(staffing.above(handler)).contains(bureauHandler);
        assertThat(staffing.above(dispatcher)).as("no such kind at the county").contains(countySupervisor);
        assertThat(staffing.above(bureauHandler)).isEmpty();
    }

    @Test
    void theLadderSkipsAMissingSuperiorUpwardAndTellsNobodyOfHerOwn() {
        var staffing = roster.staffing();
        assertThat(staffing.ladder(clerk, village, Rung.HEAD)).containsExactly(secretary);
        assertThat(staffing.ladder(clerk, village, Rung.TOWN)).containsExactly(townSupervisor);
        assertThat(staffing.ladder(clerk, village, Rung.COUNTY)).containsExactly(countySupervisor);
        assertThat(staffing.ladder(secretary, village, Rung.HEAD))
                .as("the secretary is not told of her own case")
                .containsExactly(townSupervisor);
        roster.away(secretary, null, MONDAY, MONDAY.plusSeconds(60));
        roster.away(townSupervisor, null, MONDAY, MONDAY.plusSeconds(60));
        assertThat(Now.at(MONDAY, () -> roster.staffing().ladder(clerk, village, Rung.HEAD)))
                .containsExactly(countySupervisor);
    }

    // Separation (R-ROLE-3)

    @Test
    void nobodyChecksHerOwnOfficeOrHerselfUnderAnotherHat() {
        var chen = roster.person();
        var handler = roster.heldBy(chen, committee, village, PostKind.HANDLER);
        var elsewhere = roster.heldBy(chen, hall, town, PostKind.CALLBACK);
        var other = roster.held(hall, town, PostKind.CALLBACK);
        var staffing = roster.staffing();
        assertThat(staffing.mayCheck(clerk, handler)).as("same office").isFalse();
        assertThat(staffing.mayCheck(elsewhere, handler)).as("same person").isFalse();
        assertThat(staffing.mayCheck(handler, handler)).isFalse();
        assertThat(staffing.mayCheck(other, handler)).isTrue();
    }

    @Test
    void whoHandledARequestDoesNotCallBack() {
        var own = roster.held(hall, town, PostKind.CALLBACK);
        var ofCounty = roster.held(government, county, PostKind.CALLBACK);
        var staffing = roster.staffing();
        assertThat(staffing.callback(village, Set.of(committee.id()), Set.of())).contains(own);
        assertThat(staffing.callback(village, Set.of(hall.id()), Set.of())).contains(ofCounty);
        assertThat(staffing.callback(village, Set.of(), Set.of(roster.holder(own))))
                .contains(ofCounty);
        assertThat(staffing.callback(village, Set.of(hall.id(), government.id()), Set.of()))
                .isEmpty();
    }

    @Test
    void whoCannotOpenTheCaseIsNotAskedToRecheckIt() {
        var there = roster.places.all(Level.TOWN).getLast();
        var otherHall = roster.below(government, there, "town-government");
        var ofOtherTown = roster.held(otherHall, there, PostKind.CALLBACK);
        var staffing = roster.staffing();
        assertThat(staffing.callback(village, Set.of(committee.id()), Set.of()))
                .as("the other town's sees nothing of it, the supervisor does")
                .contains(townSupervisor);
        assertThat(staffing.caller(village, Set.of(committee.id()), Set.of()))
                .as("the follow-up of a mark is handed what it needs")
                .contains(ofOtherTown);
    }

    // Protected cases (R-REQ-14)

    @Test
    void aProtectedCaseNeverGoesToWhomItIsAboutNorBelow() {
        var discipline = roster.below(government, county, "discipline");
        var letters = roster.below(government, county, "letters");
        var first = roster.held(discipline, county, PostKind.PROTECTED);
        var second = roster.held(letters, county, PostKind.PROTECTED);
        var head = roster.held(discipline, county, PostKind.OFFICE_HEAD);
        var staffing = roster.staffing();
        assertThat(staffing.protectedPost(Set.of(), Set.of(committee.id(), hall.id())))
                .isEqualTo(first);
        assertThat(staffing.protectedPost(Set.of(roster.holder(first)), Set.of()))
                .isEqualTo(second);
        assertThat(staffing.protectedPost(Set.of(), Set.of(discipline.id()))).isEqualTo(second);
        assertThat(staffing.protectedPost(Set.of(roster.holder(head)), Set.of()))
                .as("who heads the office stands above everybody in it")
                .isEqualTo(second);
        assertThatThrownBy(() -> staffing.protectedPost(Set.of(), Set.of(government.id())))
                .isInstanceOf(NoProtectedPost.class);
    }

    @Test
    void noStandInOpensAProtectedCaseAboutHerself() {
        var discipline = roster.below(government, county, "discipline");
        var first = roster.held(discipline, county, PostKind.PROTECTED);
        var second = roster.held(discipline, county, PostKind.PROTECTED);
        var accused = roster.holder(secretary);
        roster.away(first, accused, MONDAY, MONDAY.plusSeconds(60));
        assertThat(Now.at(MONDAY, () -> roster.staffing().protectedPost(Set.of(accused), Set.of())))
                .isEqualTo(second);
    }

    @Test
    void aProtectedCaseClimbsOnlyInsideItsOffice() {
        var discipline = roster.below(government, county, "discipline");
        var post = roster.held(discipline, county, PostKind.PROTECTED);
        var head = roster.held(discipline, county, PostKind.OFFICE_HEAD);
        for (var rung : Rung.values()) {
            assertThat(roster.staffing().ladder(post, village, rung)).containsExactly(head);
        }
    }

    @Test
    void tenThousandPostsFit() {
        var big = new ARoster(APlaceTree.of(40, 50));
        var top = big.office(big.places.root(), "county-government");
        big.held(top, big.places.root(), PostKind.SUPERVISOR);
        for (var place : big.places.all(Level.VILLAGE)) {
            var office = big.below(top, place, Office.VILLAGE_COMMITTEE);
            for (int at = 0; at < 5; at++) {
                big.held(office, place, PostKind.CLERK);
            }
        }
        System.gc();
        long before = used();
        var staffing = big.staffing();
        System.gc();
        long bytes = used() - before;
        assertThat(staffing.posts()).hasSize(10_001);
        assertThat(bytes).as("indexes of 10,000 posts").isLessThan(20_000_000L);
        assertThat(staffing.contact(big.places.all(Level.GRID).getLast(), MONDAY)
                        .kind())
                .isEqualTo(PostKind.CLERK);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(Now.ZONE).toInstant();
    }
}
