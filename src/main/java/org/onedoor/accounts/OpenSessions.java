package org.onedoor.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.onedoor.frame.Ids;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The sessions people have open: begun at each step of a login under a new id, listed and ended by their person. */
@Component
class OpenSessions {

    /** Residents keep theirs half a day; staff the fifteen minutes of the configuration (R-SEC-8). */
    private static final Duration RESIDENT = Duration.ofHours(12);

    /**
     * One open session.
     *
     * @param key names it in a form; not its id, which would open it
     */
    record Open(String key, String device, Instant since, Instant last, boolean mine) {
        boolean phone() {
            return device.startsWith("phone");
        }

        String browser() {
            return device.substring(device.indexOf(' ') + 1);
        }
    }

    private final QuietSessions<?> stored;

    OpenSessions(QuietSessions<?> stored) {
        this.stored = stored;
    }

    static Optional<Login> login(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(SessionConfiguration.LOGIN) instanceof Login login
                ? Optional.of(login)
                : Optional.empty();
    }

    /** Goes on under a new session id; what the old one held is gone. */
    void begin(HttpServletRequest request, Login login) {
        end(request);
        var session = request.getSession(true);
        session.setAttribute(SessionConfiguration.LOGIN, login);
        if (login.stage() == Login.Stage.DONE) {
            session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, login.principal());
        }
        if (login.resident()) {
            session.setMaxInactiveInterval((int) RESIDENT.toSeconds());
        }
    }

    void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Sessions of the person, last used first. */
    List<Open> of(int county, UUID account, HttpServletRequest request) {
        var mine = request.getSession(false);
        return stored
                .findByIndexNameAndIndexValue(
                        FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, Login.principal(county, account))
                .values()
                .stream()
                .filter(session -> !session.isExpired())
                .map(session -> new Open(
                        Ids.sha256(session.getId()),
                        session.getAttribute(SessionConfiguration.LOGIN) instanceof Login login ? login.device() : "",
                        session.getCreationTime(),
                        session.getLastAccessedTime(),
                        mine != null && mine.getId().equals(session.getId())))
                .sorted(Comparator.comparing(Open::last).reversed())
                .toList();
    }

    /** Ends the one named by {@code key}, if it is this person's. */
    void end(int county, UUID account, String key) {
        stored
                .findByIndexNameAndIndexValue(
                        FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, Login.principal(county, account))
                .keySet()
                .stream()
                .filter(id -> Ids.sha256(id).equals(key))
                .forEach(stored::deleteById);
    }

    void endAfterCommit(int county, UUID account) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            endAll(county, account);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_COMMITTED) {
                    endAll(county, account);
                }
            }
        });
    }

    private void endAll(int county, UUID account) {
        stored.findByIndexNameAndIndexValue(
                        FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, Login.principal(county, account))
                .keySet()
                .forEach(stored::deleteById);
    }

    /** 电脑 or 手机 and the browser's family; enough to tell one's own sessions apart. */
    static String device(HttpServletRequest request) {
        var agent =
                Optional.ofNullable(request.getHeader("User-Agent")).orElse("").toLowerCase(Locale.ROOT);
        var browser = agent.contains("micromessenger")
                ? "WeChat"
                : agent.contains("edg/")
                        ? "Edge"
                        : agent.contains("firefox")
                                ? "Firefox"
                                : agent.contains("chrome") ? "Chrome" : agent.contains("safari") ? "Safari" : "";
        var machine = agent.contains("mobile") ? "phone" : "computer";
        return machine + " " + browser;
    }
}
