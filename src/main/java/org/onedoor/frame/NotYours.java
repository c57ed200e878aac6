package org.onedoor.frame;

/**
 * 不归您办 · In scope, but this step is not for this role: 403 naming who may.
 *
 * <p>{@code who} is a message key that says who may do it.
 */
public class NotYours extends RuntimeException {

    private final String who;
    private final Object[] args;

    public NotYours(String who, Object... args) {
        super("not yours", null, false, false);
        this.who = who;
        this.args = args;
    }

    public String who() {
        return who;
    }

    /** What the sentence is filled with: names of posts and people. */
    public Object[] args() {
        return args;
    }
}
