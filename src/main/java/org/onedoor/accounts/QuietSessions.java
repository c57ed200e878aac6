package org.onedoor.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.QuietSessions.Quiet;
import org.onedoor.frame.Scope;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * 会话库 · Sessions that write down the last access at most once a minute: a request of somebody logged in costs one read
 * and no write (foundations §4, §14). Always runs as the operator, whatever scope is bound around it.
 */
class QuietSessions<S extends Session> implements FindByIndexNameSessionRepository<Quiet<S>> {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FindByIndexNameSessionRepository<S> stored;
    private final SessionRepository<S> read;
    private final TransactionOperations apart;
    private final Runnable cleanUp;

    /** @param read the same sessions, read without a transaction: the program's login may, and it saves two round trips */
    QuietSessions(
            FindByIndexNameSessionRepository<S> stored,
            SessionRepository<S> read,
            TransactionOperations apart,
            Runnable cleanUp) {
        this.stored = stored;
        this.read = read;
        this.apart = apart;
        this.cleanUp = cleanUp;
    }

    /** Removes what has expired. */
    void cleanUp() {
        Scope.in(new Scope.Operator(), cleanUp);
    }

    @Override
    public Quiet<S> createSession() {
        return new Quiet<>(stored.createSession(), true);
    }

    @Override
    public void save(Quiet<S> session) {
        if (session.changed) {
            // A session that was read without a transaction would be written without one, too.
            Scope.in(new Scope.Operator(), () -> apart.executeWithoutResult(_ -> stored.save(session.kept)));
            session.changed = false;
        }
    }

    @Override
    public @Nullable Quiet<S> findById(String id) {
        // Inside a transaction of somebody's the connection has another role.
        var found = TransactionSynchronizationManager.isActualTransactionActive()
                ? Scope.in(new Scope.Operator(), () -> stored.findById(id))
                : read.findById(id);
        return found == null ? null : new Quiet<>(found, false);
    }

    @Override
    public void deleteById(String id) {
        Scope.in(new Scope.Operator(), () -> stored.deleteById(id));
    }

    @Override
    public Map<String, Quiet<S>> findByIndexNameAndIndexValue(String index, String value) {
        var found = new HashMap<String, Quiet<S>>();
        Scope.in(new Scope.Operator(), () -> stored.findByIndexNameAndIndexValue(index, value))
                .forEach((id, session) -> found.put(id, new Quiet<>(session, false)));
        return found;
    }

    /** A session that knows whether it must be written. */
    static final class Quiet<S extends Session> implements Session {

        private final S kept;
        private boolean changed;

        private Quiet(S kept, boolean changed) {
            this.kept = kept;
            this.changed = changed;
        }

        @Override
        public void setLastAccessedTime(Instant moment) {
            if (moment.isAfter(kept.getLastAccessedTime().plus(MINUTE))) {
                kept.setLastAccessedTime(moment);
                changed = true;
            }
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            if (value == null) {
                kept.removeAttribute(name);
            } else {
                kept.setAttribute(name, value);
            }
            changed = true;
        }

        @Override
        public void removeAttribute(String name) {
            kept.removeAttribute(name);
            changed = true;
        }

        @Override
        public String changeSessionId() {
            changed = true;
            return kept.changeSessionId();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            kept.setMaxInactiveInterval(interval);
            changed = true;
        }

        @Override
        public String getId() {
            return kept.getId();
        }

        @Override
        public <T> @Nullable T getAttribute(String name) {
            return kept.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return kept.getAttributeNames();
        }

        @Override
        public Instant getCreationTime() {
            return kept.getCreationTime();
        }

        @Override
        public Instant getLastAccessedTime() {
            return kept.getLastAccessedTime();
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return kept.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return kept.isExpired();
        }
    }
}
