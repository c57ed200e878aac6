package org.onedoor.organizations;

/** 上报级 · Whom an overdue case is told to: at the due moment, later the town, later the county. */
public enum Rung {
    /** Head of the owner's office and secretary of the village. */
    HEAD,
    TOWN,
    COUNTY;

    /** The next one upward; {@code COUNTY} is the last. */
    Rung next() {
        return this == HEAD ? TOWN : COUNTY;
    }
}
