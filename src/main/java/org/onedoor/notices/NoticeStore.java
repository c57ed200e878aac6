package org.onedoor.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class NoticeStore {

    /** How a message stands. */
    enum State {
        WAITING,
        /** A sender has it; {@code due} says until when it may be busy. */
        SENDING,
        SENT,
        /** There is no gateway. */
        KEPT,
        /** Given up, or nobody knows whether it went out: an operator decides. */
        STUCK,
        /** Called back. */
        WITHDRAWN
    }

    /** A new row; number and words are sealed already. */
    record NewRow(
            UUID id,
            UUID event,
            Channel channel,
            byte[] recipient,
            @Nullable UUID account,
            byte @Nullable [] phone,
            byte @Nullable [] mail,
            String template,
            byte[] words,
            boolean danger,
            State state,
            Instant due,
            Instant made) {}

    /** Of a MAIL: {@code mail}, the resident's sealed address, or {@code address}, that of the staff member's mailbox. */
    record Row(
            UUID id,
            UUID event,
            Channel channel,
            @Nullable UUID account,
            byte @Nullable [] phone,
            byte @Nullable [] mail,
            byte @Nullable [] address,
            String template,
            byte @Nullable [] words,
            State state,
            int attempts,
            Instant due,
            @Nullable String problem,
            Instant made,
            @Nullable Instant sent,
            @Nullable Instant read) {}

    /** What became of an attempt. */
    record Outcome(
            UUID id,
            State state,
            Instant due,
            @Nullable String problem,
            @Nullable Instant sent) {}

    private final JdbcClient db;
    private final JsonMapper json;

    NoticeStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /**
     * All in one statement, under whatever scope the caller has. Said before: nothing happens. A MAIL goes to the address it
     * names, or to staff who have a confirmed mailbox.
     */
    void insert(int county, List<NewRow> rows) {
        db.sql("""
            insert into notices.message (county, id, event, channel, recipient, account, phone, mail, template, words,
              danger, state, attempts, due_at, made_at, sent_at)
            select :county, id, event, channel, decode(recipient, 'base64'), account, decode(phone, 'base64'),
              decode(mail, 'base64'), template, decode(words, 'base64'), danger, state, 0, due_at, made_at,
              case when state in ('SENT', 'KEPT') then made_at end
            from jsonb_to_recordset(:rows::jsonb) as given (id uuid, event uuid, channel text, recipient text,
              account uuid, phone text, mail text, template text, words text, danger boolean, state text, due_at timestamptz,
              made_at timestamptz)
            where channel <> 'MAIL' or mail is not null or exists (select 1 from notices.mailbox box
              where box.county = :county and box.account = given.account and box.confirmed_at is not null)
            on conflict do nothing\
            """)
                .param("county", county)
                .param(
                        "rows",
                        json.writeValueAsString(
                                rows.stream().map(NoticeStore::columns).toList()))
                .update();
    }

    private static Map<String, @Nullable Object> columns(NewRow row) {
        var columns = new LinkedHashMap<String, @Nullable Object>();
        columns.put("id", row.id().toString());
        columns.put("event", row.event().toString());
        columns.put("channel", row.channel().name());
        columns.put("recipient", base64(row.recipient()));
        columns.put("account", row.account() == null ? null : row.account().toString());
        columns.put("phone", base64(row.phone()));
        columns.put("mail", base64(row.mail()));
        columns.put("template", row.template());
        columns.put("words", base64(row.words()));
        columns.put("danger", row.danger());
        columns.put("state", row.state().name());
        columns.put("due_at", row.due().toString());
        columns.put("made_at", row.made().toString());
        return columns;
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    /** Under the caller's scope. */
    int callBack(int county, List<UUID> events) {
        return db.sql("""
            update notices.message set state = 'WITHDRAWN'
            where county = :county and event = any(:events)
              and (state = 'WAITING' or channel = 'PAGE' and state = 'SENT' and read_at is null)\
            """)
                .param("county", county)
                .param("events", events.toArray(UUID[]::new))
                .update();
    }

    /** What these events said to staff, read or not, is no longer shown or mailed. */
    void takeAway(int county, Collection<UUID> events) {
        db.sql("""
            update notices.message set state = 'WITHDRAWN'
            where county = :county and event = any(:events::uuid[])
              and account is not null
              and (channel = 'PAGE' or channel = 'MAIL' and state = 'WAITING')\
            """)
                .param("county", county)
                .param("events", events.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")))
                .update();
    }

    /** Takes what is due; nobody else takes it until {@code lease}. */
    List<Row> claim(int county, Instant now, Instant lease, boolean quiet, int most) {
        return db.sql("""
            with due as (
              select id from notices.message
              where county = :county and state = 'WAITING' and due_at <= :now
                and (channel <> 'SMS' or danger or not :quiet)
              order by due_at limit :most for update skip locked)
            update notices.message m set state = 'SENDING', attempts = attempts + 1, due_at = :lease
            from due where m.county = :county and m.id = due.id
            returning m.*, (select address from notices.mailbox box
              where m.channel = 'MAIL' and box.county = m.county and box.account = m.account) as address\
            """)
                .param("county", county)
                .param("now", utc(now))
                .param("lease", utc(lease))
                .param("quiet", quiet)
                .param("most", most)
                .query((row, _) -> row(row))
                .list();
    }

    /** Attempts whose sender never came back: repeated where that is harmless, else shown to an operator. */
    int recover(int county, Instant now, boolean smsRepeatable) {
        return db.sql("""
            update notices.message
            set state = case when channel = 'SMS' and :repeatable then 'WAITING' else 'STUCK' end,
              problem = 'unknown-killed'
            where county = :county and state = 'SENDING' and due_at <= :now\
            """)
                .param("county", county)
                .param("now", utc(now))
                .param("repeatable", smsRepeatable)
                .update();
    }

    /** The words of what was handed over are erased. */
    void settle(int county, List<Outcome> outcomes) {
        var given = new ArrayList<Map<String, @Nullable Object>>();
        for (var outcome : outcomes) {
            var columns = new LinkedHashMap<String, @Nullable Object>();
            columns.put("id", outcome.id().toString());
            columns.put("state", outcome.state().name());
            columns.put("due_at", outcome.due().toString());
            columns.put("problem", outcome.problem());
            columns.put(
                    "sent_at", outcome.sent() == null ? null : outcome.sent().toString());
            given.add(columns);
        }
        db.sql("""
            update notices.message m set state = given.state, due_at = given.due_at, problem = given.problem,
              sent_at = given.sent_at, words = case when given.state = 'SENT' then null else m.words end
            from jsonb_to_recordset(:outcomes::jsonb) as given (id uuid, state text, due_at timestamptz, problem text,
              sent_at timestamptz)
            where m.county = :county and m.id = given.id and m.state = 'SENDING'\
            """)
                .param("county", county)
                .param("outcomes", json.writeValueAsString(given))
                .update();
    }

    /** A staff member's notices, newest first. */
    List<Row> bell(int county, UUID account, Instant now, @Nullable UUID before, int most) {
        return db.sql("""
            select *, null::bytea as address from notices.message
            where county = :county and account = :account and channel = 'PAGE' and state in ('SENT', 'KEPT')
              and due_at <= :now and (:before::uuid is null or id < :before::uuid)
            order by id desc limit :most\
            """)
                .param("county", county)
                .param("account", account)
                .param("now", utc(now))
                .param("before", before, Types.OTHER)
                .param("most", most)
                .query((row, _) -> row(row))
                .list();
    }

    int unread(int county, UUID account, Instant now) {
        return db.sql("""
            select count(*) from (select 1 from notices.message
              where county = :county and account = :account and channel = 'PAGE' and read_at is null
                and state in ('SENT', 'KEPT') and due_at <= :now limit 100) waiting\
            """)
                .param("county", county)
                .param("account", account)
                .param("now", utc(now))
                .query(Integer.class)
                .single();
    }

    /** {@code only}: one notice, or all. */
    void read(int county, UUID account, @Nullable UUID only, Instant now) {
        db.sql("""
            update notices.message set read_at = :now
            where county = :county and account = :account and channel = 'PAGE' and read_at is null
              and due_at <= :now and (:only::uuid is null or id = :only::uuid)\
            """)
                .param("county", county)
                .param("account", account)
                .param("only", only, Types.OTHER)
                .param("now", utc(now))
                .update();
    }

    void settle(int county, Instant before) {
        db.sql("""
            update notices.message set read_at = due_at
            where county = :county and channel = 'PAGE' and read_at is null and due_at < :before\
            """).param("county", county).param("before", utc(before)).update();
    }

    /** Short messages and mail, newest first; {@code state} null: all. */
    List<Row> outbox(int county, @Nullable State state, @Nullable UUID before, int most) {
        return db.sql("""
            select m.*, box.address from notices.message m
            left join notices.mailbox box
              on m.channel = 'MAIL' and box.county = m.county and box.account = m.account
            where m.county = :county and m.channel <> 'PAGE' and (:state::text is null or m.state = :state::text)
              and (:before::uuid is null or m.id < :before::uuid)
            order by m.id desc limit :most\
            """)
                .param("county", county)
                .param("state", state == null ? null : state.name(), Types.VARCHAR)
                .param("before", before, Types.OTHER)
                .param("most", most)
                .query((row, _) -> row(row))
                .list();
    }

    /** What was told of an event by short message and mail. */
    List<Row> of(int county, UUID event) {
        return db.sql("""
            select *, null::bytea as address from notices.message
            where county = :county and event = :event order by id\
            """)
                .param("county", county)
                .param("event", event)
                .query((row, _) -> row(row))
                .list();
    }

    /** From the first rung of the ladder again; only what is stuck. */
    boolean again(int county, UUID id, Instant now) {
        return db.sql("""
            update notices.message set state = 'WAITING', attempts = 0, problem = null, due_at = :now
            where county = :county and id = :id and state = 'STUCK' and words is not null\
            """)
                        .param("county", county)
                        .param("id", id)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** Forgets what is older; returns how many. */
    int forget(int county, Instant before, int most) {
        return db.sql("""
            delete from notices.message where county = :county and id in (
              select id from notices.message
              where county = :county and made_at < :before and state in ('SENT', 'KEPT', 'WITHDRAWN', 'STUCK') limit :most)\
            """)
                .param("county", county)
                .param("before", utc(before))
                .param("most", most)
                .update();
    }

    /** Rows sealed under another key than {@code header} says, locked for rewriting. */
    List<Row> sealedOtherwise(int county, byte[] header, int most) {
        return db.sql("""
            select *, null::bytea as address from notices.message
            where county = :county and (phone is not null and substring(phone from 1 for 3) <> :header
              or mail is not null and substring(mail from 1 for 3) <> :header
              or words is not null and substring(words from 1 for 3) <> :header)
            limit :most for update skip locked\
            """)
                .param("county", county)
                .param("header", header)
                .param("most", most)
                .query((row, _) -> row(row))
                .list();
    }

    void reseal(int county, UUID id, byte @Nullable [] phone, byte @Nullable [] mail, byte @Nullable [] words) {
        db.sql("""
            update notices.message set phone = :phone, mail = :mail, words = :words
            where county = :county and id = :id\
            """)
                .param("county", county)
                .param("id", id)
                .param("phone", phone, Types.BINARY)
                .param("mail", mail, Types.BINARY)
                .param("words", words, Types.BINARY)
                .update();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("event", UUID.class),
                Channel.valueOf(row.getString("channel")),
                row.getObject("account", UUID.class),
                row.getBytes("phone"),
                row.getBytes("mail"),
                row.getBytes("address"),
                row.getString("template"),
                row.getBytes("words"),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                instant(row, "due_at").orElseThrow(),
                row.getString("problem"),
                instant(row, "made_at").orElseThrow(),
                instant(row, "sent_at").orElse(null),
                instant(row, "read_at").orElse(null));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
