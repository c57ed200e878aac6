package org.onedoor.notices;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Accounts;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.frame.Now;
import org.onedoor.frame.Slice;
import org.onedoor.notices.NoticeStore.Row;
import org.onedoor.notices.NoticeStore.State;
import org.onedoor.secrets.Phones;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What operators see of short messages and mail: how they stand, never what they say. Called under the County scope. */
@Service
@Transactional(readOnly = true)
class Outbox {

    private static final int PAGE_SIZE = 50;
    private static final int LAST = 60;

    /** A row of the outbox. {@code problem} is a code, empty when there is none. */
    record Line(
            UUID id,
            Instant at,
            Channel channel,
            String to,
            String template,
            State state,
            int attempts,
            String problem,
            boolean repeatable) {}

    /** A message with its words, for the demo's outbox only. */
    record Shown(Instant at, Channel channel, String to, String text, boolean waiting) {}

    private final NoticeStore store;
    private final SealedWords sealed;
    private final NoticeTemplates templates;
    private final Notices notices;
    private final Accounts accounts;
    private final Audit audit;
    private final JdbcClient db;

    Outbox(
            NoticeStore store,
            SealedWords sealed,
            NoticeTemplates templates,
            Notices notices,
            Accounts accounts,
            Audit audit,
            JdbcClient db) {
        this.store = store;
        this.sealed = sealed;
        this.templates = templates;
        this.notices = notices;
        this.accounts = accounts;
        this.audit = audit;
        this.db = db;
    }

    Slice<Line> list(int county, @Nullable State state, @Nullable UUID before) {
        var rows = store.outbox(county, state, before, PAGE_SIZE + 1);
        var shown = rows.stream()
                .limit(PAGE_SIZE)
                .map(row -> new Line(
                        row.id(),
                        row.made(),
                        row.channel(),
                        masked(county, row),
                        row.template(),
                        row.state(),
                        row.attempts(),
                        row.problem() == null ? "" : row.problem(),
                        row.state() == State.STUCK && row.words() != null))
                .toList();
        return new Slice<>(
                shown, rows.size() > PAGE_SIZE ? rows.get(PAGE_SIZE - 1).id().toString() : null);
    }

    /** The last short messages and letters to residents with number and words; only the demo's page calls it. */
    List<Shown> last(int county) {
        return store.outbox(county, null, null, LAST).stream()
                .filter(row -> (row.phone() != null || row.mail() != null) && row.words() != null)
                .map(row -> new Shown(
                        row.due(),
                        row.channel(),
                        row.mail() != null ? sealed.mail(county, row) : Phones.atHome(sealed.phone(county, row)),
                        notices.text(county, row, sealed.words(county, row)),
                        row.state() == State.WAITING))
                .toList();
    }

    private String masked(int county, Row row) {
        if (row.mail() != null) {
            return Mailboxes.masked(sealed.mail(county, row));
        }
        return row.phone() != null
                ? Phones.masked(sealed.phone(county, row))
                : accounts.name(county, java.util.Objects.requireNonNull(row.account()));
    }

    /** False when it is not stuck any more. */
    @Transactional
    boolean again(int county, UUID id, UUID by) {
        boolean done = store.again(county, id, Now.instant());
        if (done) {
            audit.record(new Entry(county, by, null, "notices.sent-again", id));
        }
        return done;
    }

    /** A template as it is shipped and as the county words it. */
    record Wording(Template original, Template now) {
        boolean own() {
            return !original.text().equals(now.text());
        }
    }

    List<Wording> wordings(int county) {
        return templates.defaults().stream()
                .map(original -> new Wording(original, templates.of(county, original.code())))
                .toList();
    }

    /** Empty text takes the county's wording back. */
    @Transactional
    void word(int county, String code, String text, UUID by) {
        var original = templates.original(code);
        if (text.isBlank() || text.strip().equals(original.text())) {
            db.sql("delete from notices.template where county = :county and code = :code")
                    .param("county", county)
                    .param("code", code)
                    .update();
        } else {
            db.sql("""
                insert into notices.template (county, code, text, changed_at, changed_by)
                values (:county, :code, :text, :now, :by)
                on conflict (county, code) do update set text = excluded.text, changed_at = excluded.changed_at,
                  changed_by = excluded.changed_by\
                """)
                    .param("county", county)
                    .param("code", code)
                    .param("text", text.strip())
                    .param("now", Now.instant().atOffset(java.time.ZoneOffset.UTC))
                    .param("by", by)
                    .update();
        }
        templates.changed(county);
        audit.record(new Entry(county, by, null, "notices.worded", null, null, Map.of("code", code)));
    }
}
