package org.onedoor.accounts;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.AccountStore.Credential;
import org.onedoor.accounts.Login.Stage;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.secrets.Secrets;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 登录 · Password, then the second factor, then a password of one's own. Five wrong tries of either lock for fifteen
 * minutes (R-SEC-8); a locked, an unknown and a wrong one get the same answer after the same time.
 *
 * <p>Binds the county itself, because nobody is anybody yet, and keeps no connection while a hash is computed.
 */
@Service
class Logins {

    static final int MOST_TRIES = 5;
    static final Duration LOCK = Duration.ofMinutes(15);
    static final String TOTP = "accounts.account.totp";

    private final AccountStore store;
    private final PasswordHashes hashes;
    private final Secrets secrets;
    private final Audit audit;
    private final Accounts accounts;
    private final TransactionTemplate transaction;

    Logins(
            AccountStore store,
            PasswordHashes hashes,
            Secrets secrets,
            Audit audit,
            Accounts accounts,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.hashes = hashes;
        this.secrets = secrets;
        this.audit = audit;
        this.accounts = accounts;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @throws org.onedoor.frame.TooOften when too many log in at once */
    LoggingIn password(int county, String login, String password, String device) {
        var tried = in(county, () -> attempt(county, login));
        var known = tried.filter(credential -> credential.active() && credential.tries() <= MOST_TRIES);
        if (!hashes.matches(password, known.map(Credential::hash).orElse(null))) {
            in(county, () -> refused(county, tried.map(Credential::id).orElse(null), "password"));
            return new LoggingIn.Refused();
        }
        var credential = known.orElseThrow();
        var stage = credential.totpConfirmed()
                ? Stage.CODE
                : credential.admin() != null ? Stage.ENROL : afterFactors(credential);
        var begun = new Login(
                credential.id(), county, credential.admin(), false, stage, credential.epoch(), device, Now.instant());
        if (stage == Stage.DONE) {
            in(county, () -> done(begun));
        }
        return new LoggingIn.Begun(begun);
    }

    /** The second factor; also confirms one that was just set up. */
    LoggingIn code(Login login, String code) {
        return in(login.county(), () -> {
            var credential = store.credential(login.county(), login.account())
                    .flatMap(one -> attempt(login.county(), one.login()))
                    .filter(one -> one.active() && one.epoch() == login.epoch() && one.tries() <= MOST_TRIES);
            if (credential.isEmpty() || !confirm(login.county(), credential.get(), code)) {
                refused(login.county(), login.account(), "code");
                return new LoggingIn.Refused();
            }
            var next = login.at(afterFactors(credential.get()));
            if (next.stage() == Stage.DONE) {
                done(next);
            }
            return new LoggingIn.Begun(next);
        });
    }

    /** Uses the code up if it is right. */
    boolean confirm(int county, Credential credential, String code) {
        if (credential.totp() == null) {
            return false;
        }
        var secret = secrets.open(county, TOTP, credential.id(), credential.totp());
        long step = Totp.step(secret, code, Now.instant(), credential.totpStep());
        return step >= 0 && store.useStep(county, credential.id(), step);
    }

    /** The secret that is being set up; made when there is none. Empty when one is confirmed already. */
    Optional<String> enrolling(int county, UUID account) {
        return in(county, () -> store.credential(county, account)
                .filter(credential -> !credential.totpConfirmed())
                .map(credential -> {
                    if (credential.totp() != null) {
                        return secrets.open(county, TOTP, account, credential.totp());
                    }
                    var secret = Totp.newSecret();
                    store.totp(county, account, secrets.seal(county, TOTP, account, secret));
                    return secret;
                }));
    }

    /** A password of her own; ends her other sessions. @return key of what is wrong with it */
    Optional<String> ownPassword(Login login, String password) {
        var credential = in(login.county(), () -> store.credential(login.county(), login.account()))
                .orElseThrow();
        var fault = PasswordRules.fault(password, credential.login());
        if (fault.isPresent()) {
            return fault;
        }
        if (hashes.matches(password, credential.hash())) {
            return Optional.of("accounts.password.same");
        }
        var hash = hashes.hash(password);
        Scope.in(new Scope.County(login.county()), () -> accounts.ownPassword(login.county(), login.account(), hash));
        return Optional.empty();
    }

    /**
     * A new password instead of the present one, which is asked for again. Wrong ones count as tries.
     *
     * @return key of what is wrong, and at which field: {@code current} or {@code password}
     */
    Optional<Wrong> change(Login login, String current, String password) {
        var tried = in(login.county(), () -> store.credential(login.county(), login.account())
                .flatMap(one -> attempt(login.county(), one.login())));
        var known = tried.filter(one -> one.active() && one.tries() <= MOST_TRIES);
        if (!hashes.matches(current, known.map(Credential::hash).orElse(null))) {
            return Optional.of(new Wrong("current", "accounts.password.current"));
        }
        return ownPassword(login, password).map(key -> new Wrong("password", key));
    }

    /** A field and the key of what is wrong with it. */
    record Wrong(String field, String key) {}

    /** Whether a second factor is set up. */
    boolean hasFactor(int county, UUID account) {
        return in(county, () -> store.credential(county, account)
                .filter(Credential::totpConfirmed)
                .isPresent());
    }

    /** Confirms a second factor set up by somebody logged in already. */
    boolean confirmFactor(Login login, String code) {
        return in(login.county(), () -> store.credential(login.county(), login.account())
                .filter(credential -> !credential.totpConfirmed())
                .filter(credential -> confirm(login.county(), credential, code))
                .map(_ -> {
                    record(login.county(), login.account(), "accounts.factor-set", login.account(), Map.of());
                    return true;
                })
                .orElse(false));
    }

    /** Takes her own second factor away, for a code of it; never an administrator's. */
    boolean removeFactor(Login login, String code) {
        return in(login.county(), () -> store.credential(login.county(), login.account())
                .flatMap(one -> attempt(login.county(), one.login()))
                .filter(one -> one.totpConfirmed() && one.admin() == null && one.tries() <= MOST_TRIES)
                .filter(one -> confirm(login.county(), one, code))
                .map(one -> {
                    store.totp(login.county(), one.id(), null);
                    store.forgetTries(login.county(), one.id());
                    record(login.county(), one.id(), "accounts.factor-removed", one.id(), Map.of());
                    return true;
                })
                .orElse(false));
    }

    /** The code the app would show now: for the demo's login page only. Skips one that was used. */
    Optional<String> codeNow(Login login) {
        return in(login.county(), () -> store.credential(login.county(), login.account())
                .filter(credential -> credential.totp() != null)
                .map(credential -> {
                    var secret = secrets.open(
                            login.county(), TOTP, credential.id(), java.util.Objects.requireNonNull(credential.totp()));
                    return Totp.code(secret, Math.max(Totp.step(Now.instant()), credential.totpStep() + 1));
                }));
    }

    /** The login goes on under the number the account has now, after its own password change. */
    Login renewed(Login login) {
        var credential = in(login.county(), () -> store.credential(login.county(), login.account()))
                .orElseThrow();
        var renewed = new Login(
                login.account(),
                login.county(),
                login.admin(),
                false,
                Stage.DONE,
                credential.epoch(),
                login.device(),
                login.since());
        in(login.county(), () -> done(renewed));
        return renewed;
    }

    private Optional<Credential> attempt(int county, String login) {
        var now = Now.instant();
        return store.attempt(county, login, now, now.minus(LOCK), MOST_TRIES);
    }

    private boolean done(Login login) {
        store.forgetTries(login.county(), login.account());
        record(login.county(), login.account(), "accounts.logged-in", login.account(), Map.of());
        return true;
    }

    private boolean refused(int county, @Nullable UUID account, String step) {
        record(county, Actor.NOBODY, "accounts.login-refused", account, Map.of("step", step));
        return false;
    }

    private void record(int county, UUID actor, String action, @Nullable UUID subject, Map<String, Object> detail) {
        audit.record(new Entry(county, actor, null, action, subject, null, detail));
    }

    private static Stage afterFactors(Credential credential) {
        return credential.lasting() ? Stage.DONE : Stage.PASSWORD;
    }

    private <T> T in(int county, Supplier<T> work) {
        return Scope.in(new Scope.County(county), () -> transaction.execute(_ -> work.get()));
    }
}
