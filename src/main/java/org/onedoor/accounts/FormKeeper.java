package org.onedoor.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.KeptForms;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Throttle;
import org.onedoor.frame.TooOften;
import org.onedoor.secrets.Rotatable;
import org.onedoor.secrets.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a form that came in after fifteen idle minutes: after the login it is shown again and sent with one tap, also
 * without JavaScript (foundations §14).
 */
@Service
class FormKeeper implements KeptForms, Rotatable {

    static final Duration KEPT = Duration.ofDays(1);
    private static final int MOST_CHARACTERS = 50_000;
    private static final int MOST_PER_HOUR = 60;
    private static final String FORM = "accounts.kept_form.form";

    /** What was sent: where to, and each field with its value. */
    record Kept(String path, List<Field> fields) {}

    /** One value of a field. */
    record Field(String name, String value) {
        /** Somebody wrote this, so she sees that it is still there. */
        boolean words() {
            return value.length() >= 8 && value.codePoints().anyMatch(letter -> letter > 0x2E80);
        }
    }

    private record Row(UUID id, byte[] form) {}

    private final JdbcClient db;
    private final Secrets secrets;
    private final JsonMapper json;
    private final Throttle throttle;
    private final TransactionTemplate transaction;

    FormKeeper(
            JdbcClient db,
            Secrets secrets,
            JsonMapper json,
            Throttle throttle,
            PlatformTransactionManager transactions) {
        this.db = db;
        this.secrets = secrets;
        this.json = json;
        this.throttle = throttle;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Optional<String> keep(HttpServletRequest request) {
        int county = Actor.current().county();
        var type = request.getContentType();
        if (county == 0 || type == null || !type.startsWith("application/x-www-form-urlencoded")) {
            return Optional.empty();
        }
        var fields = new ArrayList<Field>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_csrf")) {
                for (var value : values) {
                    fields.add(new Field(name, value));
                }
            }
        });
        var path = request.getRequestURI().substring(request.getContextPath().length());
        var text = json.writeValueAsString(new Kept(path, fields));
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            throttle.take("accounts.kept", request.getRemoteAddr(), MOST_PER_HOUR, Duration.ofHours(1));
        } catch (TooOften e) {
            return Optional.empty();
        }
        var key = Ids.longId();
        var id = Ids.next();
        Scope.in(
                new Scope.County(county),
                () -> transaction.execute(_ -> db.sql("""
                    insert into accounts.kept_form (county, id, key_hash, form, at)
                    values (:county, :id, :hash, :form, :now)\
                    """)
                        .param("county", county)
                        .param("id", id)
                        .param("hash", Ids.sha256(key))
                        .param("form", secrets.seal(county, FORM, id, text))
                        .param("now", Now.instant().atOffset(ZoneOffset.UTC))
                        .update()));
        return Optional.of("/accounts/kept/" + key);
    }

    /** Called under the County scope. */
    Optional<Kept> bring(int county, String key) {
        return transaction.execute(_ -> db.sql("""
            select id, form from accounts.kept_form where county = :county and key_hash = :hash\
            """)
                .param("county", county)
                .param("hash", Ids.sha256(key))
                .query(Row.class)
                .optional()
                .map(row -> json.readValue(secrets.open(county, FORM, row.id(), row.form()), Kept.class)));
    }

    /** Removes what was kept before then; called under the County scope. */
    int forget(int county, Instant before, int most) {
        return transaction.execute(_ -> db.sql("""
            delete from accounts.kept_form where county = :county and id in (
              select id from accounts.kept_form where county = :county and at < :before limit :most)\
            """)
                .param("county", county)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update());
    }

    @Override
    public String name() {
        return "accounts.kept_form";
    }

    @Override
    public int rotate(int county, int batch) {
        var old = db.sql("""
            select id, form from accounts.kept_form where county = :county and substring(form for 3) <> :header
            limit :batch for update skip locked\
            """)
                .param("county", county)
                .param("header", secrets.header())
                .param("batch", batch)
                .query(Row.class)
                .list();
        for (var row : old) {
            db.sql("update accounts.kept_form set form = :form where county = :county and id = :id")
                    .param("county", county)
                    .param("id", row.id())
                    .param("form", secrets.reseal(county, FORM, row.id(), row.form()))
                    .update();
        }
        return old.size();
    }
}
