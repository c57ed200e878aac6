package org.onedoor.cases;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onedoor.files.Files;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.secrets.Rotatable;
import org.onedoor.secrets.Secrets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Drafts of residents, who need no account: one row a browser, sealed; the key lies in its cookie and nowhere else
 * (foundations §28). Each call runs in a transaction of its own under the scope of that key.
 */
@Service
class Drafts implements Rotatable {

    static final Duration KEPT = Duration.ofHours(24);

    private static final String COOKIE = "draft";
    private static final String FIELD = "cases.draft.sealed";

    /** Which draft, and the key that opens it. */
    record Key(UUID id, String secret) {
        String hash() {
            return Ids.sha256("draft:" + secret);
        }
    }

    /** An opened draft; {@code matter} once it was sent. */
    record Open(Key key, Draft draft, @Nullable UUID matter) {
        UUID id() {
            return key.id();
        }

        boolean sent() {
            return matter != null;
        }
    }

    private final JdbcClient db;
    private final Secrets secrets;
    private final Files files;
    private final JsonMapper json;
    private final TransactionTemplate transaction;

    Drafts(JdbcClient db, Secrets secrets, Files files, JsonMapper json, PlatformTransactionManager transactions) {
        this.db = db;
        this.secrets = secrets;
        this.files = files;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The draft this browser holds; writes nothing. */
    Optional<Open> open(int county, HttpServletRequest request) {
        return key(request)
                .flatMap(key -> in(county, key, () -> db.sql(
                                "select sealed, matter from cases.draft where county = :county and id = :id and"
                                        + " expires_at > :now")
                        .param("county", county)
                        .param("id", key.id())
                        .param("now", CaseStore.utc(Now.instant()))
                        .query((r, n) -> new Open(
                                key,
                                json.readValue(
                                        secrets.open(county, FIELD, key.id(), r.getBytes("sealed")), Draft.class),
                                r.getObject("matter", UUID.class)))
                        .optional()));
    }

    /** The draft this browser holds while it is not sent yet. */
    Optional<Open> unsent(int county, HttpServletRequest request) {
        return open(county, request).filter(one -> !one.sent());
    }

    /** The draft of this browser that is not sent yet, or a new one; its cookie goes with the answer. */
    Open begin(int county, HttpServletRequest request, HttpServletResponse response, Draft fresh) {
        var begun = unsent(county, request).orElseGet(() -> new Open(new Key(Ids.next(), Ids.longId()), fresh, null));
        save(county, begun);
        remember(request, response, begun.key());
        return begun;
    }

    void save(int county, Open open) {
        var key = open.key();
        var sealed = secrets.seal(county, FIELD, key.id(), json.writeValueAsString(open.draft()));
        in(county, key, () -> db.sql("""
            insert into cases.draft (county, id, key_hash, sealed, matter, expires_at)
            values (:county, :id, :hash, :sealed, :matter::uuid, :expires)
            on conflict (county, id) do update
              set sealed = excluded.sealed, matter = excluded.matter, expires_at = excluded.expires_at\
            """)
                .param("county", county)
                .param("id", key.id())
                .param("hash", key.hash())
                .param("sealed", sealed)
                .param("matter", open.matter() == null ? null : open.matter().toString())
                .param("expires", CaseStore.utc(Now.instant().plus(KEPT)))
                .update());
    }

    /** It was sent: what was typed is dropped, files follow the case. */
    void sent(int county, Open open, UUID matter) {
        in(county, open.key(), () -> {
            files.handOver(county, open.id(), matter);
            return matter;
        });
        save(county, new Open(open.key(), Draft.empty(open.draft().how(), null), matter));
    }

    /** 清除: the row, its files, the cookie. */
    void clear(int county, HttpServletRequest request, HttpServletResponse response) {
        open(county, request)
                .ifPresent(open -> in(county, open.key(), () -> {
                    if (!open.sent()) {
                        files.of(county, open.id())
                                .forEach(file -> files.delete(county, file.id().id()));
                    }
                    return db.sql("delete from cases.draft where county = :county and id = :id")
                            .param("county", county)
                            .param("id", open.id())
                            .update();
                }));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO));
    }

    /** Runs {@code work} in a transaction under the draft's own key. */
    <T> T in(int county, Key key, Supplier<T> work) {
        return Scope.in(new Scope.Receipt(county, key.hash()), () -> transaction.execute(_ -> work.get()));
    }

    /** Drafts last saved before then, with their files; in the caller's transaction of the county. */
    int forget(int county, Instant before, int most) {
        List<UUID> expired = db.sql("""
            delete from cases.draft where county = :county and id in (
              select id from cases.draft where county = :county and expires_at <= :until
              order by expires_at limit :most) returning id\
            """)
                .param("county", county)
                .param("until", CaseStore.utc(before.plus(KEPT)))
                .param("most", most)
                .query(UUID.class)
                .list();
        for (var draft : expired) {
            files.of(county, draft)
                    .forEach(file -> files.delete(county, file.id().id()));
        }
        return expired.size();
    }

    @Override
    public String name() {
        return "cases.draft";
    }

    @Override
    public int rotate(int county, int batch) {
        record Held(UUID id, byte[] sealed) {}
        List<Held> drafts = db.sql("""
            select id, sealed from cases.draft where county = :county and substring(sealed for 3) <> :header
            limit :batch for update skip locked\
            """)
                .param("county", county)
                .param("header", secrets.header())
                .param("batch", batch)
                .query(Held.class)
                .list();
        for (var draft : drafts) {
            db.sql("update cases.draft set sealed = :sealed where county = :county and id = :id")
                    .param("county", county)
                    .param("id", draft.id())
                    .param("sealed", secrets.reseal(county, FIELD, draft.id(), draft.sealed()))
                    .update();
        }
        return drafts.size();
    }

    /** Whether this browser may hold a draft, without asking the database. */
    static boolean held(HttpServletRequest request) {
        return key(request).isPresent();
    }

    private static Optional<Key> key(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE)) {
                    return parse(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    /** {@code id.secret}, both in Base64. */
    private static Optional<Key> parse(String value) {
        int dot = value.indexOf('.');
        if (dot != 22 || value.length() != 45) {
            return Optional.empty();
        }
        try {
            var bytes = java.nio.ByteBuffer.wrap(Base64.getUrlDecoder().decode(value.substring(0, dot)));
            return Optional.of(new Key(new UUID(bytes.getLong(), bytes.getLong()), value.substring(dot + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void remember(HttpServletRequest request, HttpServletResponse response, Key key) {
        var id = java.nio.ByteBuffer.allocate(16)
                .putLong(key.id().getMostSignificantBits())
                .putLong(key.id().getLeastSignificantBits())
                .array();
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(id) + "." + key.secret();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, value, KEPT));
    }

    private static String cookie(HttpServletRequest request, String value, Duration age) {
        return ResponseCookie.from(COOKIE, value)
                .path(request.getContextPath() + "/")
                .maxAge(age)
                .sameSite("Lax")
                .httpOnly(true)
                .secure(request.isSecure())
                .build()
                .toString();
    }
}
