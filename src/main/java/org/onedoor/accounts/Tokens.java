package org.onedoor.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.Array;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 接口令牌 · Keys by which a program acts as its person: 256 random bits, stored as SHA-256, with scopes and an end. Good for
 * {@code /api/} only.
 *
 * <p>A token is looked up at most once in {@link #KNOWN_FOR}; another instance follows a revocation that late.
 */
@Service
@Transactional(readOnly = true)
class Tokens {

    static final Duration KNOWN_FOR = Duration.ofSeconds(5);
    static final String READ = "cases:read";
    static final String WRITE = "cases:write";
    static final Set<String> SCOPES = Set.of(READ, WRITE);
    private static final String MARK = "od_";
    private static final int MOST_KNOWN = 10_000;

    /** One token as its person sees it. */
    record Row(
            UUID id,
            UUID account,
            String name,
            List<String> scopes,
            Instant madeAt,
            Instant expiresAt,
            @Nullable Instant revokedAt) {}

    /** One token as a request finds it. */
    private record Known(SignedIn signedIn, Instant expiresAt, long looked) {}

    private final JdbcClient db;
    private final Audit audit;
    private final TransactionTemplate readOnly;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Tokens(JdbcClient db, Audit audit, PlatformTransactionManager transactions) {
        this.db = db;
        this.audit = audit;
        this.readOnly = new TransactionTemplate(transactions);
        this.readOnly.setReadOnly(true);
    }

    /** Makes a token and answers it in clear, the only time it is seen. */
    @Transactional
    public String make(int county, UUID account, String name, Set<String> scopes, Duration life) {
        var token = MARK + Ids.longId() + Ids.longId();
        var id = Ids.next();
        var now = Now.instant();
        db.sql("""
            insert into accounts.token (county, id, account, name, hash, scopes, made_at, expires_at)
            values (:county, :id, :account, :name, :hash, :scopes::text[], :now, :until)\
            """)
                .param("county", county)
                .param("id", id)
                .param("account", account)
                .param("name", name.strip())
                .param("hash", Ids.sha256(token))
                .param("scopes", new TreeSet<>(scopes).toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", now.plus(life).atOffset(ZoneOffset.UTC))
                .update();
        audit.record(new Entry(county, Actor.current().id(), null, "accounts.token-made", id));
        return token;
    }

    public List<Row> of(int county, @Nullable UUID account) {
        return db.sql("""
            select id, account, name, scopes, made_at, expires_at, revoked_at from accounts.token
            where county = :county and (:all or account = :account) and expires_at > :since
            order by made_at desc limit 200\
            """)
                .param("county", county)
                .param("all", account == null)
                .param("account", account == null ? Actor.NOBODY : account)
                .param("since", Now.instant().minus(Duration.ofDays(90)).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getObject("account", UUID.class),
                        row.getString("name"),
                        texts(row.getArray("scopes")),
                        row.getTimestamp("made_at").toInstant(),
                        row.getTimestamp("expires_at").toInstant(),
                        row.getTimestamp("revoked_at") == null
                                ? null
                                : row.getTimestamp("revoked_at").toInstant()))
                .list();
    }

    /** @param account only if it is this person's; null: the security administrator may end anybody's */
    @Transactional
    public void revoke(int county, UUID token, @Nullable UUID account) {
        int ended = db.sql("""
            update accounts.token set revoked_at = :now
            where county = :county and id = :token and revoked_at is null and (:all or account = :account)\
            """)
                .param("county", county)
                .param("token", token)
                .param("all", account == null)
                .param("account", account == null ? Actor.NOBODY : account)
                .param("now", Now.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (ended > 0) {
            audit.record(new Entry(county, Actor.current().id(), null, "accounts.token-revoked", token));
        }
        known.clear();
    }

    @Transactional
    public void revokeAll(int county, UUID account) {
        db.sql("""
            update accounts.token set revoked_at = :now
            where county = :county and account = :account and revoked_at is null\
            """)
                .param("county", county)
                .param("account", account)
                .param("now", Now.instant().atOffset(ZoneOffset.UTC))
                .update();
        known.clear();
    }

    /** Whose token the request bears; empty outside {@code /api/}. */
    @Transactional(propagation = org.springframework.transaction.annotation.Propagation.SUPPORTS)
    public Optional<SignedIn> of(HttpServletRequest request, int county) {
        var header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        var path = request.getRequestURI().substring(request.getContextPath().length());
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7) || !path.startsWith("/api/")) {
            return Optional.empty();
        }
        var hash = Ids.sha256(header.substring(7).strip());
        var key = county + ":" + hash;
        var last = known.get(key);
        if (last == null || System.nanoTime() - last.looked() > KNOWN_FOR.toNanos()) {
            var found = look(county, hash);
            if (found.isEmpty()) {
                known.remove(key);
                return Optional.empty();
            }
            if (known.size() > MOST_KNOWN) {
                known.clear();
            }
            last = found.get();
            known.put(key, last);
        }
        return last.expiresAt().isAfter(Now.instant()) ? Optional.of(last.signedIn()) : Optional.empty();
    }

    private Optional<Known> look(int county, String hash) {
        return Scope.in(
                new Scope.County(county),
                () -> readOnly.execute(_ -> db.sql("""
                    select t.account, t.scopes, t.expires_at from accounts.token t
                    where t.county = :county and t.hash = :hash and t.revoked_at is null\
                    """)
                        .param("county", county)
                        .param("hash", hash)
                        .query((row, _) -> new Known(
                                new SignedIn(
                                        row.getObject("account", UUID.class),
                                        county,
                                        null,
                                        false,
                                        Set.copyOf(texts(row.getArray("scopes")))),
                                row.getTimestamp("expires_at").toInstant(),
                                System.nanoTime()))
                        .optional()));
    }

    private static List<String> texts(Array array) throws java.sql.SQLException {
        return List.of((String[]) array.getArray());
    }
}
