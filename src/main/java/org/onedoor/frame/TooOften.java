package org.onedoor.frame;

import java.time.Duration;

/** 次数太多 · Tried too often: 429 that says when to try again. */
public class TooOften extends RuntimeException {

    private final Duration wait;

    public TooOften(Duration wait) {
        super("too often", null, false, false);
        this.wait = wait;
    }

    public Duration again() {
        return wait;
    }
}
