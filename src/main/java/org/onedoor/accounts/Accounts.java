package org.onedoor.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 账号簿 · Staff and administrators who may log in. Called under the County scope. */
@Service
@Transactional(readOnly = true)
public class Accounts {

    Accounts() {}

    /** The people of the county; a snapshot, no scope needed. */
    public Directory directory(int county) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Name of an account; empty when there is none. */
    public String name(int county, UUID account) {
        return directory(county).find(account).map(Directory.Person::name).orElse("");
    }

    /** Makes an account that cannot log in until it is given a password. */
    @Transactional
    public UUID create(NewAccount account) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Sets the password; {@code lasting} false asks for another one at the first login. Ends the person's sessions. */
    @Transactional
    public void password(int county, UUID account, String password, boolean lasting) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Ends all sessions of the person once the running transaction has committed. */
    @Transactional
    public void endSessions(int county, UUID account) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Who makes this request, when fully signed in to this county. */
    public Optional<SignedIn> signedIn(HttpServletRequest request) {
        return Optional.empty();
    }
}
