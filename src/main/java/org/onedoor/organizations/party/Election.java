package org.onedoor.organizations.party;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * 选举 · The count of a committee election (R-ORG-12, R-ORG-13): enough electors, enough candidates, valid ballots, who is
 * elected, and who must be voted on again.
 *
 * @param due electors: full members with the right to vote; probationary members and those under 留党察看 are not among them
 * @param present electors who came
 * @param seats places in the committee
 * @param issued ballots given out
 * @param returned ballots taken back
 * @param ayes for each candidate
 */
record Election(int due, int present, int seats, int issued, int returned, Map<UUID, Integer> ayes, Terms terms) {

    /** 多数基数: of whom more than half must be for somebody; sources differ, so it is the county's to say. */
    enum MajorityOf {
        PRESENT,
        DUE
    }

    /** What the county may set. @param margin candidates beyond the seats, in percent */
    record Terms(MajorityOf base, int quorumOf5, int margin) {
        static final Terms USUAL = new Terms(MajorityOf.PRESENT, 4, 20);
    }

    /** 选举结果. */
    sealed interface Result {

        /** @param elected by votes; @param again tied for what is left of the seats: voted on again */
        record Counted(List<UUID> elected, List<UUID> again) implements Result {}

        /** @param key says why it does not hold */
        record Void(String key, int needed) implements Result {}
    }

    static boolean enoughPresent(int due, int present, Terms terms) {
        return 5L * present >= (long) terms.quorumOf5() * due;
    }

    /** So many candidates at least for these seats. */
    static int candidates(int seats, Terms terms) {
        return (int) Math.ceilDiv((long) seats * (100 + terms.margin()), 100L);
    }

    Result count() {
        if (!enoughPresent(due, present, terms)) {
            return new Result.Void("party.election.quorum", Math.ceilDiv(terms.quorumOf5() * due, 5));
        }
        if (ayes.size() < candidates(seats, terms)) {
            return new Result.Void("party.election.candidates", candidates(seats, terms));
        }
        if (returned > issued) {
            return new Result.Void("party.election.ballots", issued);
        }
        int base = terms.base() == MajorityOf.PRESENT ? present : due;
        var ranked = new ArrayList<>(ayes.entrySet().stream()
                .filter(candidate -> 2L * candidate.getValue() > base)
                .sorted(Map.Entry.<UUID, Integer>comparingByValue(Comparator.reverseOrder()))
                .toList());
        if (ranked.size() <= seats) {
            return new Result.Counted(ranked.stream().map(Map.Entry::getKey).toList(), List.of());
        }
        int last = ranked.get(seats - 1).getValue();
        if (ranked.get(seats).getValue() < last) {
            return new Result.Counted(
                    ranked.subList(0, seats).stream().map(Map.Entry::getKey).toList(), List.of());
        }
        var byVotes = new LinkedHashMap<Boolean, List<UUID>>();
        ranked.stream().filter(candidate -> candidate.getValue() >= last).forEach(candidate -> byVotes.computeIfAbsent(
                        candidate.getValue() > last, _ -> new ArrayList<>())
                .add(candidate.getKey()));
        return new Result.Counted(byVotes.getOrDefault(true, List.of()), byVotes.getOrDefault(false, List.of()));
    }

    /** A ballot naming more people than there are seats is void. */
    static boolean valid(int named, int seats) {
        return named <= seats;
    }
}
