package org.onedoor.members.admission;

import java.util.Collection;

/**
 * 入党表决 · The count of a secret ballot of the branch meeting on one candidate (R-DEV-2).
 *
 * @param due full members with the right to vote
 * @param present of them, at the meeting
 * @param abstained … who gave no opinion; they count against, as who is absent does
 * @param writtenAyes of the absent, in favour by a written opinion handed in before (R-DEV-3)
 * @param secret 无记名
 */
record Vote(int due, int present, int ayes, int noes, int abstained, int writtenAyes, boolean secret) {

    /**
     * 表决权 · Whether a member counts among the due (R-ORG-12): probationary members, who is under 留党察看 and whose rights
     * are suspended do not.
     */
    record Voter(boolean full, boolean observed, boolean suspended) {
        boolean mayVote() {
            return full && !observed && !suspended;
        }
    }

    static int due(Collection<Voter> members) {
        return (int) members.stream().filter(Voter::mayVote).count();
    }

    /** Whether the numbers can be of one ballot. */
    boolean adds() {
        return due > 0
                && Math.min(Math.min(present, ayes), Math.min(noes, abstained)) >= 0
                && present <= due
                && ayes + noes + abstained <= present
                && writtenAyes >= 0
                && writtenAyes <= due - present;
    }

    /** More than half of the due are present; a written opinion is not presence. */
    boolean valid() {
        return 2 * present > due;
    }

    /** More than half of the due, not of the present, are in favour. */
    boolean passed(boolean countWritten) {
        return valid() && 2 * (ayes + (countWritten ? writtenAyes : 0)) > due;
    }
}
