package org.onedoor.members;

import java.util.Locale;

/** 学位 · Academic degree (GB/T 6864). */
public enum Degree {
    DOCTOR,
    MASTER,
    BACHELOR;

    /** Key of its name. */
    public String text() {
        return "members.degree." + name().toLowerCase(Locale.ROOT);
    }
}
