package org.onedoor.accounts;

import org.onedoor.frame.Now;

/** The app on an administrator's phone. */
public final class Authenticator {

    private Authenticator() {}

    public static String code(String secret) {
        return Totp.code(secret, Totp.step(Now.instant()));
    }

    /** The code after this one: good a moment early, for a second login within the same half minute. */
    public static String nextCode(String secret) {
        return Totp.code(secret, Totp.step(Now.instant()) + 1);
    }
}
