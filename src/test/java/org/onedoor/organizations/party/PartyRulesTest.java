package org.onedoor.organizations.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onedoor.organizations.party.Election.Result;
import org.onedoor.organizations.party.Numbering.Spot;

/** The rules of section 1 of the field's rules, row by row. */
class PartyRulesTest {

    @ParameterizedTest
    @CsvSource({
        // R-ORG-5: below seven full members one secretary; from seven a committee; a general branch always has one.
        "BRANCH, 3, SECRETARY",
        "BRANCH, 6, SECRETARY",
        "BRANCH, 7, SECRETARY ORGANIZER PUBLICITY DISCIPLINE",
        "JOINT_BRANCH, 50, SECRETARY ORGANIZER PUBLICITY DISCIPLINE",
        "GENERAL_BRANCH, 0, SECRETARY ORGANIZER PUBLICITY DISCIPLINE",
        "GROUP, 9, GROUP_LEADER",
        // R-ORG-8: temporary and functional branches elect nobody.
        "TEMPORARY_BRANCH, 20, ''",
        "FUNCTIONAL_BRANCH, 20, ''",
    })
    void whichPostsMustBeFilled(OrganizationType type, int fullMembers, String posts) {
        assertThat(CommitteeRule.required(type, fullMembers).stream().map(Enum::name))
                .containsExactly(posts.isEmpty() ? new String[0] : posts.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        // Example 5, R-ORG-13: 5·16 < 4·21, 5·17 ≥ 4·21.
        "21, 16, false",
        "21, 17, true",
        "20, 16, true",
        "20, 15, false",
    })
    void fourFifthsMustBePresent(int due, int present, boolean enough) {
        assertThat(Election.enoughPresent(due, present, Election.Terms.USUAL)).isEqualTo(enough);
    }

    @ParameterizedTest
    @CsvSource({
        // Example 6, R-ORG-13: more than half of the 17 present; with all 21 due as the base it takes 11.
        "PRESENT, 8, false",
        "PRESENT, 9, true",
        "DUE, 10, false",
        "DUE, 11, true",
    })
    void moreThanHalfElects(Election.MajorityOf base, int ayes, boolean elected) {
        var somebody = UUID.randomUUID();
        var terms = new Election.Terms(base, 4, 20);
        var votes = new LinkedHashMap<UUID, Integer>();
        votes.put(somebody, ayes);
        votes.put(UUID.randomUUID(), 0);
        assertThat(new Election(21, 17, 1, 17, 17, votes, terms).count())
                .isEqualTo(new Result.Counted(elected ? List.of(somebody) : List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "3, 4", "5, 6", "6, 8", "10, 12"})
    void aFifthMoreCandidatesThanSeats(int seats, int candidates) {
        assertThat(Election.candidates(seats, Election.Terms.USUAL)).isEqualTo(candidates);
    }

    @Test
    void whoTiesForTheLastSeatIsVotedOnAgain() {
        var one = UUID.randomUUID();
        var two = UUID.randomUUID();
        var three = UUID.randomUUID();
        var votes = Map.of(one, 20, two, 15, three, 15);
        assertThat(new Election(21, 20, 2, 20, 20, votes, Election.Terms.USUAL).count())
                .isInstanceOfSatisfying(Result.Counted.class, counted -> {
                    assertThat(counted.elected()).containsExactly(one);
                    assertThat(counted.again()).containsExactlyInAnyOrder(two, three);
                });
    }

    @Test
    void moreBallotsBackThanGivenOutIsVoid() {
        var votes = Map.of(UUID.randomUUID(), 20, UUID.randomUUID(), 1);
        assertThat(new Election(21, 20, 1, 20, 21, votes, Election.Terms.USUAL).count())
                .isEqualTo(new Result.Void("party.election.ballots", 20));
        assertThat(new Election(21, 20, 1, 20, 19, votes, Election.Terms.USUAL).count())
                .isInstanceOf(Result.Counted.class);
    }

    @Test
    void aBallotWithMoreNamesThanSeatsIsVoid() {
        assertThat(Election.valid(3, 3)).isTrue();
        assertThat(Election.valid(4, 3)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // R-ORG-4: five years in villages and communities; R-ORG-1.
        "BRANCH, true, 5",
        "BRANCH, false, 3",
        "GENERAL_BRANCH, true, 5",
        "COMMITTEE, false, 5",
        "GROUP, true, 0",
        "TEMPORARY_BRANCH, false, 0",
    })
    void howLongATermIs(OrganizationType type, boolean village, int years) {
        assertThat(type.years(village)).isEqualTo(years);
    }

    @ParameterizedTest
    @CsvSource({
        // R-ORG-14: nothing comes back once it has ended.
        "PREPARING, NORMAL ABOLISHED",
        "NORMAL, TERM_OVER REVIVING ABOLISHED MERGED",
        "TERM_OVER, NORMAL ABOLISHED MERGED",
        "REVIVING, NORMAL ABOLISHED MERGED",
        "ABOLISHED, ''",
        "MERGED, ''",
    })
    void howAnOrganizationLives(OrganizationStatus status, String next) {
        assertThat(status.next().stream().map(Enum::name))
                .containsExactly(next.isEmpty() ? new String[0] : next.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        // GB 32100-2015; the first is the standard's own example.
        "91350100M000100Y43, true",
        "91350100M000100Y44, false",
        "91350100M000100Y4, false",
        "9135O100M000100Y43, false",
    })
    void aUnitsCodeHasACheckDigit(String code, boolean right) {
        assertThat(Uscc.right(code)).isEqualTo(right);
    }

    @Test
    void numbersOfBranchesLieInsideTheirCommittees() {
        var town = Numbering.next(Numbering.ROOT, 12).orElseThrow();
        assertThat(town.path()).isEqualTo("001.013");
        var branch = Numbering.next(town, 19).orElseThrow();
        assertThat(branch.path()).isEqualTo("001.013.020");
        var group = Numbering.next(branch, 0).orElseThrow();
        for (var pair : List.of(List.of(Numbering.ROOT, town), List.of(town, branch), List.of(branch, group))) {
            assertThat(pair.get(1).lo()).isGreaterThan(pair.get(0).lo());
            assertThat(pair.get(1).hi()).isLessThanOrEqualTo(pair.get(0).hi());
        }
        var next = Numbering.next(town, 20).orElseThrow();
        assertThat(next.lo()).isEqualTo(branch.hi() + 1);
    }

    @Test
    void whenAllNumbersAreGivenThereIsNoNext() {
        Spot above = Numbering.ROOT;
        assertThat(Numbering.next(above, 510)).isPresent();
        assertThat(Numbering.next(above, 511)).isEmpty();
        for (int depth = 1; depth <= 5; depth++) {
            above = Numbering.next(above, 0).orElseThrow();
        }
        assertThat(Numbering.next(above, 0)).as("six levels at most").isEmpty();
    }
}
