package org.onedoor.accounts;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Role;

/**
 * 已登录 · Who a session or token belongs to, fully signed in (second factor passed where one is asked).
 *
 * @param account account, or person id when {@code resident}
 * @param admin administrator role, if any
 * @param resident signed in by a code to the phone, not by an account
 * @param scopes what a token may do; null for a session, which may do all its person may
 */
public record SignedIn(
        UUID account,
        int county,
        @Nullable Role admin,
        boolean resident,
        @Nullable Set<String> scopes) {

    /** A token stands in for the person, not a browser. */
    public boolean token() {
        return scopes != null;
    }
}
