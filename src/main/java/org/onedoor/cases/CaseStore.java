package org.onedoor.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Origin;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.catalogue.Items;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Overtaken;
import org.onedoor.frame.Scope;
import org.onedoor.frame.ScopedTransactions;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Level;
import org.onedoor.regions.Regions;
import org.onedoor.secrets.Names;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a case with its history in one statement and writes row, history, parties and audit in one (foundations §4).
 */
@Repository
class CaseStore {

    /** The row beside the case: what is not history. */
    record Row(
            int county,
            UUID id,
            int placeLo,
            LocalDate numberDay,
            String number,
            UUID numberPlace,
            int codeIssue,
            @Nullable UUID submitter,
            boolean publicMatter,
            boolean publicShown,
            String title,
            String words,
            boolean wantsVisit,
            boolean hasPhone,
            @Nullable String sourceNo,
            Case told) {

        /** {@code MMDD-NNNN}. */
        String sayable() {
            return Numbers.sayable(numberDay, number);
        }
    }

    /**
     * What a filing writes besides its first facts.
     *
     * @param numbers digits drawn for it; it gets the first that nobody of this place and day has
     */
    record NewRow(
            UUID id,
            String receiptHash,
            @Nullable UUID submitter,
            UUID numberPlace,
            LocalDate numberDay,
            List<String> numbers,
            boolean publicMatter,
            boolean publicShown,
            String title,
            String words,
            boolean wantsVisit,
            boolean hasPhone,
            int privacyVersion,
            int[] grams,
            List<Person> people,
            List<Attachment> attachments,
            String caller,
            String key,
            String bodySha256,
            @Nullable String sourceNo) {}

    /** Whom it is for and whom to call; sealed fields as base64. */
    record Person(
            String role,
            @Nullable String name,
            @Nullable String phoneSealed,
            @Nullable String phoneIndex,
            @Nullable String addressSealed,
            @Nullable String relation,
            @Nullable Boolean knows,
            boolean told,
            String toldBy,
            @Nullable String mailSealed) {}

    record Attachment(UUID file, String kind) {}

    /** Most characters of a title made of somebody's own words. */
    static final int TITLE = 24;

    private final JdbcClient db;
    private final DataSource dataSource;
    private final JsonMapper json;
    private final Regions regions;
    private final Organizations organizations;
    private final Ladder ladder;
    private final Catalogue catalogue;

    CaseStore(
            JdbcClient db,
            DataSource dataSource,
            JsonMapper json,
            Regions regions,
            Organizations organizations,
            Ladder ladder,
            Catalogue catalogue) {
        this.db = db;
        this.dataSource = dataSource;
        this.json = json;
        this.regions = regions;
        this.organizations = organizations;
        this.ladder = ladder;
        this.catalogue = catalogue;
    }

    /**
     * The case, locked until the transaction ends; empty when this scope does not see it.
     *
     * @throws Overtaken when two steps wait for each other's cases
     */
    Optional<Row> lock(int county, UUID id) {
        return locked(SELECT + " where m.county = :county and m.id = :id for update of m", county, id).stream()
                .findFirst();
    }

    private List<Row> locked(String sql, int county, UUID id) {
        try {
            var rows = read(sql, county, id);
            // Whoever had to wait for the lock reads the row as it is now, but its history as it was when she asked.
            return rows.stream().allMatch(Locked::whole)
                    ? rows.stream().map(Locked::row).toList()
                    : read(sql, county, id).stream().map(Locked::row).toList();
        } catch (PessimisticLockingFailureException e) {
            throw new Overtaken();
        }
    }

    private record Locked(Row row, boolean whole) {}

    private List<Locked> read(String sql, int county, UUID id) {
        return db.sql(sql)
                .param("county", county)
                .param("id", id)
                .query((r, n) -> {
                    var row = row(r, n);
                    return new Locked(row, row.told().version() == r.getInt("version"));
                })
                .list();
    }

    /** As {@link #lock}, also outside the caller's sight: a step of a case moves those it is joined with. */
    Optional<Row> lockAnywhere(int county, UUID id) {
        widen(county);
        return lock(county, id);
    }

    /** Every case joined to this one, the first filed first; locked, also outside the caller's sight. */
    List<Row> lockJoined(int county, UUID id) {
        widen(county);
        return locked(
                SELECT + " where m.county = :county and m.merged_into = :id order by m.filed_at, m.id for update of m",
                county,
                id);
    }

    /** The one place where a transaction goes on with the whole county (foundations §2). */
    private void widen(int county) {
        ScopedTransactions.widenToCounty(dataSource, county);
    }

    Optional<Row> find(int county, UUID id) {
        return db.sql(SELECT + " where m.county = :county and m.id = :id")
                .param("county", county)
                .param("id", id)
                .query(this::row)
                .optional();
    }

    Optional<Row> byReceipt(int county, String hash) {
        return db.sql(SELECT + " where m.county = :county and m.receipt_hash = :hash")
                .param("county", county)
                .param("hash", hash)
                .query(this::row)
                .optional();
    }

    private static final String SELECT = """
        select m.county, m.id, m.place_lo, m.number_day, m.number, m.number_place, m.code_issue, m.submitter,
          m.public_matter, m.public_shown, m.title, m.words, m.wants_visit, m.has_phone, m.version,
          m.source_no,
          (select jsonb_agg(jsonb_build_object('seq', h.seq, 'at', h.at, 'actor', h.actor, 'post', h.post,
             'kind', h.kind, 'fact', h.fact) order by h.seq)
           from cases.history h where h.county = m.county and h.matter = m.id) as history
        from cases.matter m\
        """;

    private Row row(ResultSet r, int n) throws SQLException {
        return new Row(
                r.getInt("county"),
                r.getObject("id", UUID.class),
                r.getInt("place_lo"),
                r.getObject("number_day", LocalDate.class),
                r.getString("number"),
                r.getObject("number_place", UUID.class),
                r.getInt("code_issue"),
                r.getObject("submitter", UUID.class),
                r.getBoolean("public_matter"),
                r.getBoolean("public_shown"),
                r.getString("title"),
                r.getString("words"),
                r.getBoolean("wants_visit"),
                r.getBoolean("has_phone"),
                r.getString("source_no"),
                Case.of(history(r.getString("history"))));
    }

    /** History from its JSON, as {@link #SELECT} builds it. */
    List<Entry> history(String text) {
        var entries = new ArrayList<Entry>();
        for (JsonNode line : json.readTree(text)) {
            var kind = line.get("kind").asString();
            var post = line.get("post");
            entries.add(new Entry(
                    line.get("seq").asInt(),
                    OffsetDateTime.parse(line.get("at").asString()).toInstant(),
                    UUID.fromString(line.get("actor").asString()),
                    post == null || post.isNull() ? null : UUID.fromString(post.asString()),
                    json.treeToValue(line.get("fact"), Fact.of(kind))));
        }
        return entries;
    }

    /** What became of an insert. */
    sealed interface Inserted {
        /** Written, with these digits. */
        record Done(String number) implements Inserted {}

        record KeyKnown() implements Inserted {}

        /** All the digits drawn were taken. */
        record NumbersTaken() implements Inserted {}
    }

    /** Writes a new case; one statement, also where somebody else has the first digits drawn. */
    Inserted insert(int county, NewRow row, Case told) {
        var staffing = organizations.of(county);
        var place = regions.tree(county).get(told.place());
        var params = projection(county, told);
        params.put("id", row.id());
        params.put("receipt_hash", row.receiptHash());
        params.put("submitter", row.submitter());
        params.put("number_place", row.numberPlace());
        params.put("number_day", row.numberDay());
        params.put("numbers", array(row.numbers(), digits -> digits));
        params.put("filed_at", utc(told.filedAt()));
        params.put("public_matter", row.publicMatter());
        params.put("public_shown", row.publicShown());
        params.put("title", row.title());
        params.put("words", row.words());
        params.put("channel", told.channel().code());
        params.put("wants_visit", row.wantsVisit());
        params.put("has_phone", row.hasPhone());
        params.put("privacy_version", row.privacyVersion());
        params.put("entries", entries(told.history()));
        params.put("parties", json(partyRows(told, told.parties(), told.filedAt(), staffing, place.lo())));
        params.put("people", json(row.people()));
        params.put("asker", told.guarded() ? null : masked(row.people(), "ASKER"));
        params.put("whom", told.guarded() ? null : masked(row.people(), "FOR"));
        params.put("attachments", json(row.attachments()));
        params.put("grams", grams(row.grams()));
        params.put("caller", row.caller());
        params.put("key", row.key());
        params.put("body", row.bodySha256());
        params.put("source_no", row.sourceNo());
        auditParams(params, told, "cases.file");
        return db.sql(INSERT)
                .params(params)
                .query((r, n) -> {
                    var number = r.getString("number");
                    return r.getInt("keys") == 0
                            ? new Inserted.KeyKnown()
                            : number == null ? new Inserted.NumbersTaken() : new Inserted.Done(number);
                })
                .single();
    }

    /** As lists show the name of this role. */
    private static @Nullable String masked(List<Person> people, String role) {
        return people.stream()
                .filter(person -> person.role().equals(role))
                .map(Person::name)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Names::masked)
                .orElse(null);
    }

    // Each number drawn makes a row of its own; once one of them is in, the others meet it in the primary key. Free
    // numbers
    // cannot be looked for beforehand: this scope sees its own case only.
    private static final String INSERT = """
        with i as (
          insert into cases.idempotency (county, caller, key, body_sha256, matter, at)
          values (:county, :caller, :key, :body, :id, :filed_at) on conflict do nothing returning 1),
        m as (
          insert into cases.matter (county, id, place, place_lo, village_lo, town_lo, guarded, receipt_hash, submitter,
            number_place, number_day, number, filed_at, item, public_matter, public_shown, title, words, channel,
            wants_visit, has_phone, privacy_version, state, closed_as, type, urgent, contact_post, owner_post, due_at,
            contact_due, contacted_at, paused_since, wait_until, outcome, answered_at, window_until, closed_at,
            in_time, round, rating, first_rating, rated_at, merged_into, recheck_until, ladder_codes, ladder_times,
            next_rung_at, version, source_no, asker, whom)
          select :county, :id, :place, :place_lo, :village_lo, :town_lo, :guarded, :receipt_hash, :submitter::uuid,
            :number_place, :number_day, drawn.number, :filed_at, :item, :public_matter, :public_shown, :title, :words,
            :channel, :wants_visit, :has_phone, :privacy_version, :state, :closed_as, :type, :urgent, :contact_post,
            :owner_post, :due_at, :contact_due, :contacted_at::timestamptz, :paused_since::timestamptz,
            :wait_until::timestamptz, :outcome, :answered_at::timestamptz, :window_until::timestamptz,
            :closed_at::timestamptz, :in_time, :round, :rating::smallint, :first_rating::smallint,
            :rated_at::timestamptz, :merged_into::uuid, :recheck_until::timestamptz, :ladder_codes::text[],
            :ladder_times::timestamptz[], :next_rung_at::timestamptz, :version, :source_no, :asker, :whom
          from unnest(:numbers::text[]) as drawn(number)
          where exists (select from i)
          on conflict do nothing returning id, number),
        h as (
          insert into cases.history (county, matter, seq, at, actor, post, kind, fact)
          select :county, m.id, e.seq, e.at, e.actor, e.post, e.kind, e.fact
          from m, jsonb_to_recordset(:entries::jsonb)
            as e(seq int, at timestamptz, actor uuid, post uuid, kind text, fact jsonb)),
        p as (
          insert into cases.party (county, matter, part, post, since, office, office_lo, place_lo, guarded, open,
            due_at, step_due)
          select :county, m.id, e.part, e.post, e.since, e.office, e.office_lo, e.place_lo, e.guarded, e.open,
            e.due_at, e.step_due
          from m, jsonb_to_recordset(:parties::jsonb) as e(part text, post uuid, since timestamptz, office uuid,
            office_lo int, place_lo int, guarded boolean, open boolean, due_at timestamptz, step_due timestamptz)),
        a as (
          insert into cases.person (county, matter, role, name, phone_sealed, phone_index, address_sealed, relation,
            knows, told, told_by, mail_sealed)
          select :county, m.id, e.role, e.name, decode(e."phoneSealed", 'base64'), decode(e."phoneIndex", 'base64'),
            decode(e."addressSealed", 'base64'), e.relation, e.knows, e.told, e."toldBy", decode(e."mailSealed", 'base64')
          from m, jsonb_to_recordset(:people::jsonb) as e(role text, name text, "phoneSealed" text,
            "phoneIndex" text, "addressSealed" text, relation text, knows boolean, told boolean, "toldBy" text,
            "mailSealed" text)),
        f as (
          insert into cases.attachment (county, matter, file, kind, at)
          select :county, m.id, e.file, e.kind, :filed_at
          from m, jsonb_to_recordset(:attachments::jsonb) as e(file uuid, kind text)),
        w as (
          insert into cases.words (county, matter, place_lo, filed_at, grams)
          select :county, m.id, :place_lo, :filed_at, :grams::int[] from m where not :guarded),
        u as (
          select audit.record(:county, :audit_id, :at, :actor, :post::uuid, :action, m.id, :ip, null, '{}'::jsonb)
          from m)
        select (select count(*) from i) as keys, (select number from m) as number, (select count(*) from u)\
        """;

    /** A case and what it became. */
    record Saved(Row before, Case after) {}

    /** Writes what followed {@code before}; one statement. Stale versions and vanished rows are told apart by the caller. */
    boolean save(Row before, Case after, Step step, Marks.@Nullable Given mark) {
        // An office sees only its own part of a case, but every part moves with a step.
        if (Scope.current() instanceof Scope.Office || leavesSight(step)) {
            widen(before.county());
        }
        return write(before.county(), List.of(new Saved(before, after)), step, mark);
    }

    /**
     * As {@link #save}, for cases that move together: one statement, however many. The first is the one the step was taken
     * on; all are locked, so that none is stale.
     */
    boolean saveAll(int county, List<Saved> all, Step step) {
        widen(county);
        return write(county, all, step, null);
    }

    /**
     * Everything goes as JSON: a parameter that is null in one step and a moment in the next would have the database plan the
     * statement anew each time.
     */
    private boolean write(int county, List<Saved> all, Step step, Marks.@Nullable Given mark) {
        var staffing = organizations.of(county);
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        var entries = new ArrayList<Map<String, @Nullable Object>>();
        var standing = new ArrayList<Map<String, @Nullable Object>>();
        var begun = new ArrayList<Map<String, @Nullable Object>>();
        for (var one : all) {
            var before = one.before();
            var after = one.after();
            var latest = after.history().getLast();
            var placeLo = placeLo(county, after);
            var old = new HashSet<>(before.told().parties());
            var now = after.parties();
            var row = projection(county, after);
            row.put("id", before.id());
            row.put("before", before.told().version());
            row.put("audit_id", Ids.next());
            row.put("at", latest.at().toString());
            var item = after.item().equals(before.told().item())
                    ? null
                    : catalogue.of(county).get(after.item());
            row.put("public_matter", item == null ? null : item.publicMatter());
            row.put("title", item == null ? null : titled(item, before.words()));
            var left = ladder.left(county, after);
            row.put("ladder_codes", left.stream().map(Ladder.Due::rung).toList());
            row.put(
                    "ladder_times",
                    left.stream().map(due -> due.at().toString()).toList());
            rows.add(row);
            for (var entry : after.history().subList(before.told().version(), after.version())) {
                entries.add(of(before.id(), entryRow(entry)));
            }
            standing(after, old, now).forEach(party -> standing.add(of(before.id(), party)));
            partyRows(
                            after,
                            now.stream().filter(party -> !old.contains(party)).toList(),
                            latest.at(),
                            staffing,
                            placeLo)
                    .forEach(party -> begun.add(of(before.id(), party)));
        }
        var first = all.getFirst();
        var latest = first.after().history().getLast();
        var statement = db.sql(mark == null ? UPDATE : UPDATE_RATED)
                .param("county", county)
                .param("rows", json(rows))
                .param("entries", json(entries))
                .param("standing", json(standing))
                .param("begun", json(begun))
                .param("actor", latest.actor().toString())
                .param("post", latest.post() == null ? null : latest.post().toString(), Types.VARCHAR)
                .param("action", "cases." + step.path())
                .param("ip", Origin.ip(), Types.VARCHAR);
        int saved = (mark == null ? statement : statement.param("mark", json(mark)))
                .query(Integer.class)
                .single();
        var placeLo = placeLo(county, first.after());
        if (saved == all.size() && placeLo != first.before().placeLo()) {
            moveWords(first.before(), first.after(), placeLo);
        }
        return saved == all.size();
    }

    private Map<String, @Nullable Object> of(UUID matter, Object part) {
        var fields = new java.util.HashMap<String, @Nullable Object>();
        fields.put("matter", matter);
        fields.put("part", part);
        return fields;
    }

    private static final String UPDATE_HEAD = """
        with r as (
          select * from jsonb_to_recordset(:rows::jsonb) as r(id uuid, before int, audit_id uuid, at timestamptz, place uuid,
            place_lo int, village_lo int, town_lo int, guarded boolean, item uuid, public_matter boolean, title text, state text,
            closed_as text, type text, urgent boolean, contact_post uuid, owner_post uuid, due_at timestamptz,
            contact_due timestamptz, contacted_at timestamptz, paused_since timestamptz, wait_until timestamptz,
            outcome text, answered_at timestamptz, window_until timestamptz, closed_at timestamptz, in_time boolean,
            round int, rating smallint, first_rating smallint, rated_at timestamptz, merged_into uuid, code_issue int,
            recheck_until timestamptz, ladder_codes text[], ladder_times timestamptz[], version int)),
        m as (
          update cases.matter c set place = r.place, place_lo = r.place_lo, village_lo = r.village_lo, town_lo = r.town_lo, guarded = r.guarded,
            item = r.item, public_matter = coalesce(r.public_matter, c.public_matter) and not r.guarded,
            title = coalesce(r.title, c.title), state = r.state, closed_as = r.closed_as, type = r.type,
            urgent = r.urgent, contact_post = r.contact_post, owner_post = r.owner_post, due_at = r.due_at,
            contact_due = r.contact_due, contacted_at = r.contacted_at, paused_since = r.paused_since,
            wait_until = r.wait_until, outcome = r.outcome, answered_at = r.answered_at, window_until = r.window_until,
            closed_at = r.closed_at, in_time = r.in_time, round = r.round, rating = r.rating,
            first_rating = r.first_rating, rated_at = r.rated_at, merged_into = r.merged_into, code_issue = r.code_issue,
            recheck_until = r.recheck_until, ladder_codes = r.ladder_codes, ladder_times = r.ladder_times,
            next_rung_at = r.ladder_times[1], version = r.version,
            asker = case when not r.guarded then c.asker end, whom = case when not r.guarded then c.whom end
          from r where c.county = :county and c.id = r.id and c.version = r.before
          returning c.id, c.due_at, c.guarded, c.place_lo, r.audit_id, r.at),
        h as (
          insert into cases.history (county, matter, seq, at, actor, post, kind, fact)
          select :county, m.id, e.seq, e.at, e.actor, e.post, e.kind, e.fact
          from jsonb_to_recordset(:entries::jsonb) as j(matter uuid, part jsonb) join m on m.id = j.matter,
            jsonb_to_record(j.part) as e(seq int, at timestamptz, actor uuid, post uuid, kind text, fact jsonb)),
        p as (
          update cases.party p set due_at = m.due_at, step_due = e.step_due, open = e.open, guarded = m.guarded,
            place_lo = m.place_lo, until = case when e.ended then m.at end
          from jsonb_to_recordset(:standing::jsonb) as j(matter uuid, part jsonb) join m on m.id = j.matter,
            jsonb_to_record(j.part) as e(part text, post uuid, ended boolean, open boolean, step_due timestamptz)
          where p.county = :county and p.matter = m.id and p.until is null and e.part = p.part and e.post = p.post
          returning 1),
        b as (
          insert into cases.party (county, matter, part, post, since, office, office_lo, place_lo, guarded, open,
            due_at, step_due)
          select :county, m.id, e.part, e.post, e.since, e.office, e.office_lo, e.place_lo, e.guarded, e.open,
            e.due_at, e.step_due
          from jsonb_to_recordset(:begun::jsonb) as j(matter uuid, part jsonb) join m on m.id = j.matter,
            jsonb_to_record(j.part) as e(part text, post uuid, since timestamptz, office uuid, office_lo int,
              place_lo int, guarded boolean, open boolean, due_at timestamptz, step_due timestamptz)
          where (select count(*) from p) > 0
          on conflict (county, matter, part, post, since) do update
            set until = null, open = excluded.open, due_at = excluded.due_at, step_due = excluded.step_due),
        """;

    private static final String UPDATE_TAIL = """
        u as (
          select audit.record(:county, m.audit_id, m.at, :actor::uuid, :post::uuid, :action, m.id, :ip, null, '{}'::jsonb)
          from m)
        select (select count(*) from u)::int\
        """;

    private static final String UPDATE = UPDATE_HEAD + UPDATE_TAIL;

    /** With a first mark: its line for the sums, and its follow-up when it is low. */
    private static final String UPDATE_RATED = UPDATE_HEAD + """
        g as (
          select m.id, m.at, m.guarded, g.*
          from m, jsonb_to_record(:mark::jsonb) as g(office uuid, month date, score smallint, comment text, low boolean,
            post uuid, barred uuid[], begin timestamptz, mend timestamptz)),
        k as (
          insert into cases.mark (county, matter, office, month, score, comment, at)
          select :county, g.id, g.office, g.month, g.score, g.comment, g.at from g),
        l as (
          insert into cases.low_mark (county, matter, score, guarded, opened_at, post, barred, begin_due, mend_due)
          select :county, g.id, g.score, g.guarded, g.at, g.post, g.barred, g.begin, g.mend from g where g.low),
        """ + UPDATE_TAIL;

    /** What a list calls the case: its item, or her own first words where nobody knows the item yet. */
    String titled(Item item, String words) {
        return item.code().equals(Items.GENERAL) && !words.isBlank() ? Words.title(words, TITLE) : item.name();
    }

    /** The hashes of the words follow the place; those of a protected case go. The transaction is the county's by now. */
    private void moveWords(Row before, Case after, int placeLo) {
        db.sql(
                        after.guarded()
                                ? "delete from cases.words where county = :county and matter = :id"
                                : "update cases.words set place_lo = :lo where county = :county and matter = :id")
                .param("county", before.county())
                .param("id", before.id())
                .param("lo", placeLo)
                .update();
    }

    /** Steps after which the actor may no longer see the record (foundations §2). */
    private static boolean leavesSight(Step step) {
        return switch (step) {
            case ACCEPT_OFFER, DECIDE_SEND_BACK, CORRECT_PLACE, PROTECT, FALL_BACK, RECHECK, CHANGE_CONTACT, UNDO ->
                true;
            default -> false;
        };
    }

    /**
     * Writes again what the row says of its history, and nothing else; the audit keeps that it had to be done.
     *
     * <p>{@code public_matter} and the title follow the item when it is changed and are the row's own.
     */
    void rebuild(Row row) {
        var told = row.told();
        var params = projection(row.county(), told);
        params.put("id", row.id());
        db.sql(REBUILD).params(params).update();
    }

    private static final String REBUILD = """
        update cases.matter set place = :place, place_lo = :place_lo, village_lo = :village_lo, town_lo = :town_lo, guarded = :guarded,
          item = :item, state = :state, closed_as = :closed_as, type = :type, urgent = :urgent,
          contact_post = :contact_post, owner_post = :owner_post, due_at = :due_at, contact_due = :contact_due,
          contacted_at = :contacted_at::timestamptz, paused_since = :paused_since::timestamptz,
          wait_until = :wait_until::timestamptz, outcome = :outcome, answered_at = :answered_at::timestamptz,
          window_until = :window_until::timestamptz, closed_at = :closed_at::timestamptz, in_time = :in_time,
          round = :round, rating = :rating::smallint, first_rating = :first_rating::smallint,
          rated_at = :rated_at::timestamptz, merged_into = :merged_into::uuid, code_issue = :code_issue,
          recheck_until = :recheck_until::timestamptz, ladder_codes = :ladder_codes::text[],
          ladder_times = :ladder_times::timestamptz[], next_rung_at = :next_rung_at::timestamptz, version = :version,
          asker = case when not :guarded then asker end, whom = case when not :guarded then whom end
        where county = :county and id = :id\
        """;

    /** Cases in order of their id, locked. */
    List<Row> page(int county, UUID after, int most) {
        return db.sql(SELECT + " where m.county = :county and m.id > :after order by m.id limit :most for update of m")
                .param("county", county)
                .param("after", after)
                .param("most", most)
                .query(this::row)
                .list();
    }

    /** What the row of a case says of its history: the columns of {@code cases.matter} that are computed. */
    Map<String, @Nullable Object> projection(int county, Case told) {
        var params = new java.util.HashMap<String, @Nullable Object>();
        params.put("county", county);
        params.put("place", told.guarded() ? regions.tree(county).root().id() : told.place());
        params.put("place_lo", placeLo(county, told));
        params.put("village_lo", around(county, told, Level.VILLAGE));
        params.put("town_lo", around(county, told, Level.TOWN));
        params.put("guarded", told.guarded());
        params.put("item", told.item());
        params.put("state", told.state().name());
        params.put(
                "closed_as",
                told.end() == null || told.state() != State.CLOSED
                        ? null
                        : told.end().name());
        params.put("type", told.type().name());
        params.put("urgent", told.urgent());
        params.put("contact_post", told.contact());
        params.put("owner_post", told.owner());
        params.put("due_at", utc(told.listedAt()));
        params.put("contact_due", utc(told.contactDue()));
        params.put("contacted_at", utc(told.contactedAt()));
        params.put("paused_since", utc(told.pausedSince()));
        params.put("wait_until", utc(told.waitUntil()));
        params.put("outcome", told.outcome() == null ? null : told.outcome().name());
        params.put("answered_at", utc(told.answeredAt()));
        params.put("window_until", utc(told.windowUntil()));
        params.put("closed_at", utc(told.closedAt()));
        params.put("in_time", told.keptInTime());
        params.put("round", told.round());
        params.put("rating", told.rating());
        params.put("first_rating", told.firstRating());
        params.put("rated_at", utc(told.ratedAt()));
        params.put("merged_into", told.mergedInto());
        params.put("code_issue", told.codeIssue());
        params.put("recheck_until", utc(told.recheckDue()));
        var left = ladder.left(county, told);
        params.put("ladder_codes", array(left, Ladder.Due::rung));
        params.put("ladder_times", array(left, due -> due.at().toString()));
        params.put("next_rung_at", left.isEmpty() ? null : utc(left.getFirst().at()));
        params.put("version", told.version());
        return params;
    }

    int placeLo(int county, Case told) {
        var tree = regions.tree(county);
        return told.guarded() ? tree.root().lo() : tree.get(told.place()).lo();
    }

    /** Number of the village or town the case is in; above those, the town's is the county's and the village's its own. */
    private int around(int county, Case told, Level level) {
        var tree = regions.tree(county);
        var above = level == Level.TOWN || told.guarded() ? tree.root() : tree.get(told.place());
        return told.guarded()
                ? tree.root().lo()
                : tree.above(told.place(), level).orElse(above).lo();
    }

    record PartyRow(
            String part,
            UUID post,
            String since,
            UUID office,
            int office_lo,
            int place_lo,
            boolean guarded,
            boolean open,
            String due_at,
            String step_due) {}

    List<PartyRow> partyRows(Case told, List<Case.Party> parties, Instant since, Staffing staffing, int placeLo) {
        return parties.stream()
                .map(party -> {
                    var office = staffing.office(staffing.post(party.post()).office());
                    return new PartyRow(
                            party.part().name(),
                            party.post(),
                            since.toString(),
                            office.id(),
                            office.lo(),
                            placeLo,
                            told.guarded(),
                            told.owes(party.part()),
                            told.listedAt().toString(),
                            told.owedBy(party.part()).toString());
                })
                .toList();
    }

    private record StandingRow(String part, UUID post, boolean ended, boolean open, String step_due) {}

    /** What becomes of the parts that stood before. */
    private static List<StandingRow> standing(Case after, Set<Case.Party> before, List<Case.Party> now) {
        return before.stream()
                .map(party -> {
                    var ended = !now.contains(party);
                    return new StandingRow(
                            party.part().name(),
                            party.post(),
                            ended,
                            !ended && after.owes(party.part()),
                            after.owedBy(party.part()).toString());
                })
                .toList();
    }

    private record EntryRow(
            int seq, String at, UUID actor, @Nullable UUID post, String kind, Fact fact) {}

    private String entries(List<Entry> entries) {
        return json(entries.stream().map(CaseStore::entryRow).toList());
    }

    private static EntryRow entryRow(Entry entry) {
        return new EntryRow(
                entry.seq(),
                entry.at().toString(),
                entry.actor(),
                entry.post(),
                entry.fact().kind(),
                entry.fact());
    }

    private static void auditParams(Map<String, @Nullable Object> params, Case told, String action) {
        var latest = told.history().getLast();
        params.put("audit_id", Ids.next());
        params.put("at", utc(latest.at()));
        params.put("actor", latest.actor());
        params.put("post", latest.post());
        params.put("action", action);
        params.put("ip", Origin.ip());
    }

    private String json(Object value) {
        return json.writeValueAsString(value);
    }

    /** A text array literal; the values are our own codes and instants, which need no quoting. */
    static <T> String array(List<T> values, Function<T, String> text) {
        return values.stream().map(text).collect(Collectors.joining(",", "{", "}"));
    }

    static String grams(int[] grams) {
        var list = new StringBuilder("{");
        for (int gram : grams) {
            list.append(list.length() == 1 ? "" : ",").append(gram);
        }
        return list.append('}').toString();
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** Whether this form or request was already taken: its case and the hash of its content. */
    Optional<Known> known(int county, String caller, String key) {
        return db.sql("""
            select matter, body_sha256 from cases.idempotency
            where county = :county and caller = :caller and key = :key\
            """)
                .param("county", county)
                .param("caller", caller)
                .param("key", key)
                .query(Known.class)
                .optional();
    }

    record Known(UUID matter, String bodySha256) {}

    List<Progress> progress(int county, Collection<UUID> ids) {
        return db.sql("""
            select m.id, m.number_day, m.number, m.state, m.outcome, m.answered_at, m.owner_post, m.place, m.version,
              (select case h.kind when 'answered' then h.fact ->> 'done'
                 else (h.fact ->> 'basis') || ' ' || (h.fact ->> 'channel') end
               from cases.history h where h.county = m.county and h.matter = m.id
                 and h.kind in ('answered', 'declined') order by h.seq desc limit 1) as done
            from cases.matter m where m.county = :county and m.id = any(:ids) and not m.guarded\
            """)
                .param("county", county)
                .param("ids", ids.toArray(UUID[]::new))
                .query((r, n) -> new Progress(
                        r.getObject("id", UUID.class),
                        Numbers.sayable(r.getObject("number_day", LocalDate.class), r.getString("number")),
                        State.valueOf(r.getString("state")),
                        r.getString("outcome") == null ? null : Outcome.valueOf(r.getString("outcome")),
                        CaseQueue.nullable(r, "answered_at"),
                        r.getString("done"),
                        r.getObject("owner_post", UUID.class),
                        r.getObject("place", UUID.class),
                        r.getInt("version")))
                .list();
    }

    /** What was asked and by whom, and what the word search finds, as the source of an imported order says it now. */
    void asked(int county, UUID id, String title, String words, List<Person> people, boolean hasPhone, int[] grams) {
        db.sql("""
            with p as (
              update cases.person p set name = e.name, phone_sealed = decode(e."phoneSealed", 'base64'),
                phone_index = decode(e."phoneIndex", 'base64'), address_sealed = decode(e."addressSealed", 'base64')
              from jsonb_to_recordset(:people::jsonb) as e(role text, name text, "phoneSealed" text,
                "phoneIndex" text, "addressSealed" text)
              where p.county = :county and p.matter = :id and p.role = e.role),
            w as (update cases.words set grams = :grams::int[] where county = :county and matter = :id)
            update cases.matter set title = :title, words = :words, has_phone = :has_phone,
              asker = case when not guarded then :asker::text end, whom = case when not guarded then :whom::text end
            where county = :county and id = :id\
            """)
                .param("county", county)
                .param("id", id)
                .param("people", json(people))
                .param("asker", masked(people, "ASKER"))
                .param("whom", masked(people, "FOR"))
                .param("grams", grams(grams))
                .param("has_phone", hasPhone)
                .param("title", title)
                .param("words", words)
                .update();
    }

    /**
     * How the person it is for wants to be told: whoever it was filed for, else the asker; two statements. False: she wants
     * to be called, and left nowhere to call at.
     */
    boolean telling(int county, UUID id, ToldBy by, Function<String, byte @Nullable []> sealed) {
        record Told(String role, boolean found) {}
        var person = db.sql("""
            select role, phone_sealed is not null or address_sealed is not null as found from cases.person
            where county = :county and matter = :id order by role desc limit 1\
            """)
                .param("county", county)
                .param("id", id)
                .query(Told.class)
                .single();
        if (by == ToldBy.CALL && !person.found()) {
            return false;
        }
        db.sql("""
            update cases.person set told_by = :by, mail_sealed = :mail
            where county = :county and matter = :id and role = :role\
            """)
                .param("county", county)
                .param("id", id)
                .param("role", person.role())
                .param("by", by.name())
                .param("mail", sealed.apply(person.role()), java.sql.Types.BINARY)
                .update();
        return true;
    }

    /** Adds photos or recordings that came later. */
    void attach(int county, UUID id, List<Attachment> attachments, Instant at) {
        db.sql("""
            insert into cases.attachment (county, matter, file, kind, at)
            select :county, :id, e.file, e.kind, :at
            from jsonb_to_recordset(:attachments::jsonb) as e(file uuid, kind text)\
            """)
                .param("county", county)
                .param("id", id)
                .param("at", utc(at))
                .param("attachments", json(attachments))
                .update();
    }
}
