package org.onedoor.frame;

/**
 * 不归您办 · In scope, but this step is not for this role: 403 naming who may.
 *
 * <p>{@code who} is a message key that says who may do it.
 */
public class NotYours extends RuntimeException {

    private final String who;

    public NotYours(String who) {
        super("not yours", null, false, false);
        this.who = who;
    }

    public String who() {
        return who;
    }
}
