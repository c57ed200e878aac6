package org.onedoor.members.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-DEV-2, R-DEV-3, R-ORG-12 and the worked examples 1, 2, 3 and 7. */
class VoteTest {

    @ParameterizedTest(name = "{0}: due {1}, present {2}, ayes {3}: valid {4}, passed {5}")
    @CsvSource({
        "example 1, 16, 8, 8, false, false",
        "example 2, 16, 9, 8, true, false",
        "example 3, 16, 9, 9, true, true",
        "all there, 16, 16, 9, true, true",
        "an odd number, 15, 8, 8, true, true",
        "an odd number, 15, 7, 7, false, false",
        "abstentions count against, 16, 16, 8, true, false",
        "the least branch, 3, 2, 2, true, true",
    })
    void theMeetingAndTheVote(String what, int due, int present, int ayes, boolean valid, boolean passed) {
        var vote = new Vote(due, present, ayes, 0, present - ayes, 0, true);
        assertThat(vote.valid()).isEqualTo(valid);
        assertThat(vote.passed(false)).isEqualTo(passed);
    }

    @Test
    void example7AProbationaryMemberIsInNeitherDueNorPresent() {
        var members = new ArrayList<Vote.Voter>();
        for (int i = 0; i < 16; i++) {
            members.add(new Vote.Voter(true, false, false));
        }
        members.add(new Vote.Voter(false, false, false));
        assertThat(Vote.due(members)).isEqualTo(16);
        assertThat(Vote.due(members.subList(8, 17))).isEqualTo(8);
        assertThat(new Vote(Vote.due(members), Vote.due(members.subList(8, 17)), 8, 0, 0, 0, true).valid())
                .isFalse();
    }

    @ParameterizedTest(name = "R-ORG-12: full {0}, 留党察看 {1}, rights suspended {2}: votes {3}")
    @CsvSource({"true,false,false,true", "false,false,false,false", "true,true,false,false", "true,false,true,false"})
    void whoMayVote(boolean full, boolean observed, boolean suspended, boolean votes) {
        assertThat(new Vote.Voter(full, observed, suspended).mayVote()).isEqualTo(votes);
    }

    @ParameterizedTest(name = "R-DEV-3: meeting on {0}, counts written opinions: {1}")
    @CsvSource({"2026-05-10, true", "2026-05-11, false"})
    void writtenOpinionsCountUnderThe2014TextOnly(LocalDate meeting, boolean counted) {
        var vote = new Vote(16, 9, 8, 1, 0, 2, true);
        assertThat(AdmissionTerms.DEFAULT.countsWritten(meeting)).isEqualTo(counted);
        assertThat(vote.passed(AdmissionTerms.DEFAULT.countsWritten(meeting))).isEqualTo(counted);
    }

    @Test
    void aWrittenOpinionIsNoPresence() {
        assertThat(new Vote(16, 8, 8, 0, 0, 8, true).passed(true)).isFalse();
    }

    @ParameterizedTest(name = "due {0}, present {1}, {2} / {3} / {4}, written {5}: {6}")
    @CsvSource({
        "16, 9, 9, 0, 0, 0, true",
        "16, 9, 5, 3, 2, 0, false",
        "16, 17, 9, 0, 0, 0, false",
        "16, 15, 9, 0, 0, 2, false",
        "16, 9, 10, -1, 0, 0, false",
        "0, 0, 0, 0, 0, 0, false",
        // A slip was not returned.
        "16, 9, 8, 0, 0, 0, true",
    })
    void theNumbersAreOfOneBallot(int due, int present, int ayes, int noes, int abstained, int written, boolean adds) {
        assertThat(new Vote(due, present, ayes, noes, abstained, written, true).adds())
                .isEqualTo(adds);
    }

    @Test
    void theSwitchAndTheDayOfTheNewTextAreData() {
        var terms = AdmissionTerms.of(Map.of("from-2026", 20260601, "written-2026", 1));
        assertThat(List.of(terms.edition(LocalDate.of(2026, 5, 31)), terms.edition(LocalDate.of(2026, 6, 1))))
                .containsExactly(Edition.V2014, Edition.V2026);
        assertThat(terms.countsWritten(LocalDate.of(2026, 6, 1))).isTrue();
        assertThat(AdmissionTerms.of(Map.of())).isEqualTo(AdmissionTerms.DEFAULT);
    }
}
