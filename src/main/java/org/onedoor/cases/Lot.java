package org.onedoor.cases;

/**
 * Why a silent case is rechecked or not (issue, Silence): always what concerns help and hazards, people without a phone and
 * all that was not possible; of the rest a seeded tenth, at least five a month and village.
 */
enum Lot {
    HELP,
    NO_PHONE,
    NOT_POSSIBLE,
    /** The seeded tenth. */
    LOT,
    /** Fewer than the floor were drawn in this village this month. */
    FLOOR,
    /** Would have been drawn, but nobody outside the office may ask, or the asker left nothing to be found by. */
    NOBODY,
    NONE;

    boolean drawn() {
        return this != NONE && this != NOBODY;
    }

    /**
     * @param lot number 0–99 drawn for this case with the county's key: nobody can foresee it, anybody with the key can
     *     repeat it
     * @param drawn how many of the rest were drawn in this village this month
     */
    static Lot of(boolean help, boolean hasPhone, Outcome outcome, int lot, int drawn, Rules rules) {
        if (help) {
            return HELP;
        }
        if (!hasPhone) {
            return NO_PHONE;
        }
        if (outcome == Outcome.NOT_POSSIBLE) {
            return NOT_POSSIBLE;
        }
        if (lot < rules.recheckPercent()) {
            return LOT;
        }
        return drawn < rules.recheckFloor() ? FLOOR : NONE;
    }
}
