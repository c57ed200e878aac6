package org.onedoor.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Role;

/**
 * What a session holds: ids and how far the login has come, never a name or number (technical tables hold no personal
 * data).
 *
 * @param epoch the account's number when the login began; another number there ends the session
 * @param device {@code phone} or {@code computer} and the browser's family, so that she can tell her sessions apart
 */
record Login(
        UUID account,
        int county,
        @Nullable Role admin,
        boolean resident,
        Stage stage,
        int epoch,
        String device,
        Instant since) {

    /** How far. Only {@code DONE} opens anything. */
    enum Stage {
        /** The second factor is asked. */
        CODE,
        /** An administrator without a second factor sets one up. */
        ENROL,
        /** The password was given by somebody else and is changed. */
        PASSWORD,
        DONE
    }

    Login at(Stage stage) {
        return new Login(account, county, admin, resident, stage, epoch, device, since);
    }

    /** Under which its sessions are found and ended. */
    String principal() {
        return principal(county, account);
    }

    static String principal(int county, UUID account) {
        return county + ":" + account;
    }
}
