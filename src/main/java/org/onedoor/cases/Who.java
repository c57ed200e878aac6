package org.onedoor.cases;

/** 谁能办这一步 · Who may take a step; a message key {@code cases.who.…} names each. */
enum Who {
    CONTACT,
    OWNER,
    OFFERED,
    /** 会办: asked to help. */
    JOINT,
    /** 分办: whoever dispatches for the place, on any level above it. */
    DISPATCHER,
    /** A superior of the place or office, not the person who asks. */
    SUPERIOR,
    /** 回访 post of another office. */
    CALLBACK,
    /** Staff who can open the case. */
    READER,
    RESIDENT,
    SYSTEM;

    String key() {
        return "cases.who." + name().toLowerCase(java.util.Locale.ROOT);
    }
}
