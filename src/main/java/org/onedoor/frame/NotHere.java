package org.onedoor.frame;

/** 这里没有 · Not existing or not visible in this scope: 404 with the same body and time for both (foundations §23). */
public class NotHere extends RuntimeException {
    public NotHere() {
        super("not here", null, false, false);
    }
}
