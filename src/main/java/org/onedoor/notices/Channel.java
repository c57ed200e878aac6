package org.onedoor.notices;

/** 送达方式 · How a message goes out. */
public enum Channel {
    /** Short message, at most 65 characters; silent 21:00–07:00. */
    SMS,
    /** The bell on the staff desk. */
    PAGE,
    /** E-mail, to staff who left an address, and to residents who want their news so. */
    MAIL
}
