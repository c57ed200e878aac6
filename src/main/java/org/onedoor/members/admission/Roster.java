package org.onedoor.members.admission;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** 可作联系人的党员 · Port: the members of a branch, of whom contacts and introducers are; answered by the roster in the asker's scope. */
public interface Roster {

    /**
     * A member of the branch.
     *
     * @param full a full member
     * @param observed under 留党察看 on that day
     */
    record Comrade(UUID id, String name, boolean full, boolean observed) {}

    /** @param lo first number of the branch in the Party's tree, {@code hi} its last; at most 500, in the roster's order */
    List<Comrade> members(int county, int lo, int hi, LocalDate day);
}
