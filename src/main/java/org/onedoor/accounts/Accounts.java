package org.onedoor.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Snapshot;
import org.onedoor.frame.Snapshots;
import org.onedoor.secrets.Phones;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 账号簿 · Staff and administrators who may log in. Changes are made under the County scope. */
@Service
@Transactional(readOnly = true)
public class Accounts {

    private static final String SIGNED_IN = Accounts.class.getName() + ".signedIn";

    private final AccountStore store;
    private final PasswordHashes hashes;
    private final OpenSessions sessions;
    private final Tokens tokens;
    private final Audit audit;
    private final Snapshot<Directory> directories;

    Accounts(
            AccountStore store,
            PasswordHashes hashes,
            OpenSessions sessions,
            Tokens tokens,
            Audit audit,
            Snapshots snapshots) {
        this.store = store;
        this.hashes = hashes;
        this.sessions = sessions;
        this.tokens = tokens;
        this.audit = audit;
        this.directories = snapshots.of("accounts.directory", county -> new Directory(store.people(county)));
    }

    /** The people of the county; from memory, no scope needed. */
    @Transactional(propagation = org.springframework.transaction.annotation.Propagation.SUPPORTS)
    public Directory directory(int county) {
        return directories.of(county);
    }

    /** Name of an account; empty when there is none. */
    @Transactional(propagation = org.springframework.transaction.annotation.Propagation.SUPPORTS)
    public String name(int county, UUID account) {
        return directory(county).find(account).map(Directory.Person::name).orElse("");
    }

    /** As the database knows it in this transaction; the directory may be older. */
    public Optional<Directory.Person> person(int county, UUID account) {
        return store.person(county, account);
    }

    /**
     * Makes an account that cannot log in until it is given a password.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the login is taken; forms ask {@link Directory} first
     */
    @Transactional
    public UUID create(NewAccount account) {
        var id = Ids.next();
        store.insert(id, account, phone(account.phone()), Now.instant());
        directories.changed(account.county());
        record(account.county(), "accounts.created", id, Map.of());
        return id;
    }

    /** Changes name and work phone. */
    @Transactional
    public void describe(int county, UUID account, String name, @Nullable String phone) {
        store.describe(county, account, name.strip(), phone(phone));
        directories.changed(county);
        record(county, "accounts.described", account, Map.of());
    }

    /** Sets the password; {@code lasting} false asks for another one at the first login. Ends the person's sessions. */
    @Transactional
    public void password(int county, UUID account, String password, boolean lasting) {
        store.password(county, account, hashes.hash(password), lasting);
        changed(county, account);
        record(county, "accounts.password-set", account, Map.of());
    }

    /** Draws a password to be handed over once and changed at the first login. */
    @Transactional
    public String drawPassword(int county, UUID account) {
        var password = PasswordRules.draw();
        password(county, account, password, false);
        return password;
    }

    /** Locks for good, or opens again. Ends the person's sessions and tokens. */
    @Transactional
    public Changing active(int county, UUID account, boolean active) {
        if (!active && store.last(county, account)) {
            return new Changing.Refused("accounts.change.last");
        }
        store.active(county, account, active);
        if (!active) {
            tokens.revokeAll(county, account);
        }
        changed(county, account);
        record(county, active ? "accounts.unlocked" : "accounts.locked", account, Map.of());
        return new Changing.Done();
    }

    /** Gives one of the three administrator roles, or takes it away; whoever has one acts in no other. */
    @Transactional
    public Changing admin(int county, UUID account, @Nullable Role admin) {
        if (store.last(county, account)) {
            return new Changing.Refused("accounts.change.last");
        }
        store.admin(county, account, admin);
        changed(county, account);
        record(county, "accounts.admin-set", account, Map.of("role", admin == null ? "" : admin.name()));
        return new Changing.Done();
    }

    /** Takes the second factor away, because the phone is lost; an administrator sets up another at the next login. */
    @Transactional
    public void forgetSecondFactor(int county, UUID account) {
        store.totp(county, account, null);
        changed(county, account);
        record(county, "accounts.factor-removed", account, Map.of());
    }

    /** Her own new password, hashed already. */
    @Transactional
    void ownPassword(int county, UUID account, String hash) {
        store.password(county, account, hash, true);
        changed(county, account);
        audit.record(new Entry(county, account, null, "accounts.password-changed", account));
    }

    /** Ends all sessions of the person once the running transaction has committed. */
    @Transactional
    public void endSessions(int county, UUID account) {
        sessions.endAfterCommit(county, account);
    }

    /** Who makes this request, when fully signed in to this county by session or token. */
    @Transactional(propagation = org.springframework.transaction.annotation.Propagation.SUPPORTS)
    public Optional<SignedIn> signedIn(HttpServletRequest request, int county) {
        if (request.getAttribute(SIGNED_IN) instanceof Optional<?> known) {
            return known.map(SignedIn.class::cast).filter(one -> one.county() == county);
        }
        var found = find(request, county);
        request.setAttribute(SIGNED_IN, found);
        return found;
    }

    private Optional<SignedIn> find(HttpServletRequest request, int county) {
        if (request.getHeader("Authorization") != null) {
            return tokens.of(request, county).filter(token -> directory(county)
                    .find(token.account())
                    .filter(Directory.Person::active)
                    .isPresent());
        }
        return OpenSessions.login(request)
                .filter(login -> login.county() == county && login.stage() == Login.Stage.DONE)
                .filter(login -> login.resident()
                        || directory(county)
                                .find(login.account())
                                .filter(person -> person.active() && person.epoch() == login.epoch())
                                .isPresent())
                .map(login -> new SignedIn(login.account(), county, login.admin(), login.resident(), null));
    }

    private void changed(int county, UUID account) {
        directories.changed(county);
        sessions.endAfterCommit(county, account);
    }

    private void record(int county, String action, UUID subject, Map<String, Object> detail) {
        audit.record(new Entry(county, Actor.current().id(), null, action, subject, null, detail));
    }

    private static String phone(@Nullable String written) {
        return written == null || written.isBlank()
                ? ""
                : Phones.normalise(written).orElseThrow(() -> new IllegalArgumentException("Not a phone number"));
    }
}
