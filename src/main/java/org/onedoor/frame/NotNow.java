package org.onedoor.frame;

import java.time.Duration;

/** 现在不能写 · The house takes nothing in for the moment: 503 that says why and when to try again. */
public class NotNow extends RuntimeException {

    private final String why;
    private final Duration wait;

    /** @param why message key of the sentence */
    public NotNow(String why, Duration wait) {
        super(why, null, false, false);
        this.why = why;
        this.wait = wait;
    }

    public String why() {
        return why;
    }

    public Duration again() {
        return wait;
    }
}
