package org.onedoor.organizations.party;

/** 党组织职能 · What a kind of organization may do (R-ORG-8). */
public enum Capability {
    /** Admits members. */
    ADMIT,
    COLLECT_DUES,
    ELECT,
    DISCIPLINE,
    /** Counts in the statistics of organizations. */
    COUNTED
}
