package org.onedoor.regions;

/** 设置结果 · What came of a change to the place tree. */
public sealed interface Placing {

    /** 已设好 · Done; the place as it stands now. */
    record Done(Place place) implements Placing {}

    /** 没设成 · The rule says no; {@code why} is for the door to say. */
    record Refused(Why why) implements Placing {}

    /** 不成的缘由 · Why a change to the place tree was refused. */
    enum Why {
        /** The code is not 12 digits, or not of its level's form (R-CODE-7). */
        CODE_MALFORMED,
        /** Another open place bears the code. */
        CODE_TAKEN,
        NAME_MISSING,
        /** The parent is not of the level right above, or is closed. */
        PARENT_UNFIT,
        /** The county is there already. */
        COUNTY_THERE,
        /** Open places still lie in it. */
        NOT_EMPTY,
        /** Already closed, or the county itself. */
        NOT_OPEN,
        /** The one that takes over is not an open place of the same level. */
        SUCCESSOR_UNFIT
    }
}
