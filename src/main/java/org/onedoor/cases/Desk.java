package org.onedoor.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Origin;
import org.onedoor.frame.Cursors;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.StaffActor;
import org.onedoor.regions.Level;
import org.onedoor.regions.Regions;
import org.onedoor.secrets.Names;
import org.onedoor.secrets.Phones;
import org.onedoor.secrets.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the staff desk reads, each under the scope of one post, and what is written there besides the steps of a case:
 * saved filters, looks at personal data, and what a recording says.
 */
@Service
@Transactional(readOnly = true)
class Desk {

    /** Most lines one search shows. */
    static final int FOUND = 50;

    private static final Pattern NUMBER = Pattern.compile("(\\d{2})(\\d{2})[-\\s]?(\\d{4,5})");
    private static final Pattern SOURCE_NO = Pattern.compile("(?=.*\\d)[\\w.-]{4,60}");
    private static final int MONTHS_BACK = 13;
    private static final Duration SAME_PHONE = Duration.ofDays(90);

    private final JdbcClient db;
    private final JsonMapper json;
    private final CaseStore store;
    private final CaseQueue queue;
    private final RuleBook rules;
    private final Words words;
    private final Secrets secrets;
    private final Regions regions;
    private final Organizations organizations;
    private final Entitlement entitlement;

    Desk(
            JdbcClient db,
            JsonMapper json,
            CaseStore store,
            CaseQueue queue,
            RuleBook rules,
            Words words,
            Secrets secrets,
            Regions regions,
            Organizations organizations,
            Entitlement entitlement) {
        this.db = db;
        this.json = json;
        this.store = store;
        this.queue = queue;
        this.rules = rules;
        this.words = words;
        this.secrets = secrets;
        this.regions = regions;
        this.organizations = organizations;
        this.entitlement = entitlement;
    }

    /** A list kept under a name: the query of its address. */
    record SavedView(String name, String query) {}

    /** Lines of one post, and the account's own filters where asked for. */
    record Listed(List<CaseQueue.Line> lines, List<SavedView> saved) {}

    /** One post's part of the list; {@code account}: also the person's saved filters. */
    Listed list(
            Hat hat,
            CaseQueue.Filter filter,
            Instant now,
            Cursors.@Nullable After after,
            int limit,
            @Nullable UUID account) {
        return new Listed(
                queue.read(hat, filter, now, after, limit),
                account == null ? List.of() : saved(hat.scope().county(), account));
    }

    /** By number (ours, or an imported order's own), by a whole phone number, or by words; newest first, within what this post sees. */
    Listed search(Hat hat, String query, @Nullable UUID account) {
        var county = hat.scope().county();
        var saved = account == null ? List.<SavedView>of() : saved(county, account);
        var number = NUMBER.matcher(query.strip());
        if (number.matches()) {
            return new Listed(byNumber(hat, number.group(1), number.group(2), number.group(3)), saved);
        }
        var phone = Phones.normalise(query);
        if (phone.isPresent()) {
            return new Listed(queue.byPhone(hat, secrets.index(county, "phone", phone.get()), FOUND), saved);
        }
        if (SOURCE_NO.matcher(query.strip()).matches()) {
            var found = queue.bySourceNo(hat, query.strip(), FOUND);
            if (!found.isEmpty()) {
                return new Listed(found, saved);
            }
        }
        var grams = words.grams(county, query);
        return new Listed(grams.length == 0 ? List.of() : queue.byWords(hat, grams, FOUND), saved);
    }

    private List<CaseQueue.Line> byNumber(Hat hat, String month, String day, String digits) {
        MonthDay sent;
        try {
            sent = MonthDay.of(Integer.parseInt(month), Integer.parseInt(day));
        } catch (java.time.DateTimeException e) {
            return List.of();
        }
        var today = Now.today();
        var days = IntStream.rangeClosed(today.getYear() - 2, today.getYear())
                .filter(sent::isValidYear)
                .mapToObj(sent::atYear)
                .filter(date -> !date.isAfter(today) && date.isAfter(today.minusMonths(MONTHS_BACK)))
                .toList();
        return days.isEmpty() ? List.of() : queue.byNumber(hat, days, digits, FOUND);
    }

    private List<SavedView> saved(int county, UUID account) {
        return db.sql("""
            select name, query from cases.saved_view
            where county = :county and account = :account order by at, name limit 12\
            """)
                .param("county", county)
                .param("account", account)
                .query(SavedView.class)
                .list();
    }

    /** Keeps a filter; the same name replaces. */
    @Transactional
    public void save(int county, UUID account, SavedView view) {
        db.sql("""
            insert into cases.saved_view (county, account, name, query, at)
            values (:county, :account, :name, :query, :at)
            on conflict (county, account, name) do update set query = excluded.query\
            """)
                .param("county", county)
                .param("account", account)
                .param("name", view.name())
                .param("query", view.query())
                .param("at", CaseStore.utc(Now.instant()))
                .update();
    }

    @Transactional
    public void forget(int county, UUID account, String name) {
        db.sql("delete from cases.saved_view where county = :county and account = :account and name = :name")
                .param("county", county)
                .param("account", account)
                .param("name", name)
                .update();
    }

    /** Somebody the case is about; names as they are, to be masked by view. */
    record Someone(
            String role,
            @Nullable String name,
            boolean phone,
            boolean address,
            @Nullable String relation,
            @Nullable Boolean knows,
            boolean told,
            ToldBy toldBy) {

        /** 林＊菊, or empty. */
        String masked() {
            return name == null ? "" : Names.masked(name);
        }
    }

    record Attached(
            UUID file, boolean voice, Instant at, @Nullable String written, boolean gone) {}

    /** The case this one was joined to, if she sees it. */
    record Lead(UUID id, String number) {}

    /** A case that may be the same matter, or by the same person; {@code together}: how many wait for it. */
    record Similar(UUID id, String number, String title, State state, Instant filedAt, int likeness, int together) {}

    /** A case as one member of staff sees it: row and history, her posts' say in it, and everything around it. */
    record Opened(
            CaseStore.Row row,
            Seats seats,
            List<Someone> people,
            List<Attached> attached,
            List<String> joined,
            @Nullable Lead lead,
            List<Similar> same,
            List<Similar> samePhone) {

        @Nullable
        Someone someone(String role) {
            return people.stream()
                    .filter(person -> person.role().equals(role))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** A case and what this member of staff may do with it; one statement. Empty when she may not open it. */
    record Glance(CaseStore.Row row, Seats seats) {}

    Optional<Glance> glance(StaffActor staff, UUID id) {
        var staffing = organizations.of(staff.county());
        return store.find(staff.county(), id)
                .flatMap(row -> Seats.of(staff, row, entitlement, staffing).map(seats -> new Glance(row, seats)));
    }

    /**
     * The case as this member of staff sees it; two statements. That she opened it is written down where the opening put
     * her under one of several posts, and for protected cases always.
     */
    @Transactional
    public Optional<Opened> open(StaffActor staff, UUID id) {
        return glance(staff, id).map(glance -> {
            var logged = staff.hats().size() > 1 || glance.row().told().guarded();
            return around(glance.row(), glance.seats(), logged ? glance.seats().by() : null);
        });
    }

    private Opened around(CaseStore.Row row, Seats seats, By.@Nullable Staff log) {
        var now = Now.instant();
        var told = row.told();
        var tree = regions.tree(row.county());
        var village = tree.above(told.place(), Level.VILLAGE).orElse(tree.get(told.place()));
        var fresh = told.state() == State.REGISTERED || told.state() == State.ACCEPTED;
        var numbers = rules.of(row.county());
        return db.sql(OPEN)
                .param("county", row.county())
                .param("id", row.id())
                .param("lead", told.mergedInto(), java.sql.Types.OTHER)
                .param("fresh", fresh && !told.guarded())
                .param("lo", village.lo())
                .param("hi", village.hi())
                .param("since", CaseStore.utc(now.minus(Duration.ofDays(numbers.duplicateDays()))))
                .param("phone_since", CaseStore.utc(now.minus(SAME_PHONE)))
                .param("log", log != null)
                .param("action", "cases.opened")
                .param("audit_id", Ids.next())
                .param("now", CaseStore.utc(now))
                .param("actor", log == null ? null : log.account(), java.sql.Types.OTHER)
                .param("post", log == null ? null : log.post(), java.sql.Types.OTHER)
                .param("ip", Origin.ip(), java.sql.Types.VARCHAR)
                .query((r, n) -> opened(r, row, seats, numbers, village.name()))
                .single();
    }

    private static final String OPEN = """
        select
          (select jsonb_agg(jsonb_build_object('role', p.role, 'name', p.name, 'phone', p.phone_sealed is not null,
             'address', p.address_sealed is not null, 'relation', p.relation, 'knows', p.knows, 'told', p.told,
             'toldBy', p.told_by))
           from cases.person p where p.county = :county and p.matter = :id) as people,
          (select jsonb_agg(jsonb_build_object('file', a.file, 'voice', a.kind = 'VOICE', 'at', a.at,
             'written', a.written, 'gone', a.gone) order by a.at)
           from cases.attachment a where a.county = :county and a.matter = :id) as attached,
          (select jsonb_agg(jsonb_build_object('day', j.number_day, 'number', j.number) order by j.filed_at)
           from cases.matter j where j.county = :county and j.merged_into = :id) as joined,
          (select jsonb_build_object('id', l.id, 'day', l.number_day, 'number', l.number)
           from cases.matter l where l.county = :county and l.id = :lead) as lead,
          case when :fresh then (select jsonb_agg(to_jsonb(s)) from (
             select s.id, s.number_day, s.number, s.title, s.words, s.state, s.filed_at, s.item,
               1 + (select count(*) from cases.matter j where j.county = s.county and j.merged_into = s.id) as together
             from cases.matter s where s.county = :county and s.place_lo between :lo and :hi and s.public_matter
               and not s.guarded and s.filed_at > :since and s.id <> :id
               and s.state in ('REGISTERED', 'ACCEPTED', 'ASSIGNED', 'TAKEN', 'WORKING', 'WAITING')
             order by s.filed_at desc limit 50) s) end as same,
          case when :fresh then (select jsonb_agg(to_jsonb(s)) from (
             select s.id, s.number_day, s.number, s.title, '' as words, s.state, s.filed_at, s.item, 1 as together
             from cases.person q join cases.person p on p.county = q.county and p.phone_index = q.phone_index
             join cases.matter s on s.county = p.county and s.id = p.matter
             where q.county = :county and q.matter = :id and q.phone_index is not null and s.id <> :id
               and s.filed_at > :phone_since and not s.guarded
             group by s.county, s.id order by s.filed_at desc limit 10) s) end as same_phone,
          case when :log then audit.record(:county, :audit_id, :now, :actor::uuid, :post::uuid, :action, :id, :ip,
            null, '{}'::jsonb) end as logged\
        """;

    private Opened opened(ResultSet r, CaseStore.Row row, Seats seats, Rules numbers, String village)
            throws SQLException {
        var people = new ArrayList<Someone>(2);
        for (var person : array(r.getString("people"))) {
            people.add(new Someone(
                    person.get("role").asString(),
                    text(person, "name"),
                    person.get("phone").asBoolean(),
                    person.get("address").asBoolean(),
                    text(person, "relation"),
                    person.get("knows").isNull() ? null : person.get("knows").asBoolean(),
                    person.get("told").asBoolean(),
                    ToldBy.of(person.get("toldBy").asString())));
        }
        var attached = new ArrayList<Attached>();
        for (var file : array(r.getString("attached"))) {
            attached.add(new Attached(
                    UUID.fromString(file.get("file").asString()),
                    file.get("voice").asBoolean(),
                    OffsetDateTime.parse(file.get("at").asString()).toInstant(),
                    text(file, "written"),
                    file.get("gone").asBoolean()));
        }
        var joined = new ArrayList<String>();
        for (var other : array(r.getString("joined"))) {
            joined.add(Numbers.sayable(
                    LocalDate.parse(other.get("day").asString()),
                    other.get("number").asString()));
        }
        return new Opened(
                row,
                seats,
                List.copyOf(people),
                List.copyOf(attached),
                List.copyOf(joined),
                lead(r.getString("lead")),
                same(r.getString("same"), row, numbers, village),
                similar(r.getString("same_phone"), row, village));
    }

    private @Nullable Lead lead(@Nullable String found) {
        if (found == null) {
            return null;
        }
        var lead = json.readTree(found);
        return new Lead(
                UUID.fromString(lead.get("id").asString()),
                Numbers.sayable(
                        LocalDate.parse(lead.get("day").asString()),
                        lead.get("number").asString()));
    }

    /** The same public item, or words that are alike enough (R-REQ-8). */
    private List<Similar> same(@Nullable String found, CaseStore.Row row, Rules numbers, String village) {
        return similar(found, row, village).stream()
                .filter(other -> other.likeness() >= numbers.duplicatePercent())
                .sorted(java.util.Comparator.comparingInt(Similar::likeness).reversed())
                .limit(5)
                .toList();
    }

    private List<Similar> similar(@Nullable String found, CaseStore.Row row, String village) {
        var others = new ArrayList<Similar>();
        for (var other : array(found)) {
            var sameItem = row.publicMatter() && row.told().item().toString().equals(text(other, "item"));
            others.add(new Similar(
                    UUID.fromString(other.get("id").asString()),
                    Numbers.sayable(
                            LocalDate.parse(other.get("number_day").asString()),
                            other.get("number").asString()),
                    other.get("title").asString(),
                    State.valueOf(other.get("state").asString()),
                    OffsetDateTime.parse(other.get("filed_at").asString()).toInstant(),
                    sameItem
                            ? 100
                            : Words.likeness(
                                    village, row.words(), other.get("words").asString()),
                    other.get("together").asInt()));
        }
        return List.copyOf(others);
    }

    private Iterable<JsonNode> array(@Nullable String text) {
        return text == null ? List.of() : json.readTree(text);
    }

    private static @Nullable String text(JsonNode node, String field) {
        var value = node.get(field);
        return value == null || value.isNull() ? null : value.asString();
    }

    /** What is masked by default. */
    enum Field {
        NAME("cases.name.viewed"),
        PHONE("cases.phone.viewed"),
        ADDRESS("cases.address.viewed");

        private final String action;

        Field(String action) {
            this.action = action;
        }

        /** As it stands in the audit. */
        String action() {
            return action;
        }
    }

    /** Reads one masked field and writes down who looked and why, in one statement. The caller has decided that she may. */
    @Transactional
    public Optional<String> reveal(CaseStore.Row row, String role, Field field, By.Staff by, String why) {
        var county = row.county();
        return db.sql("""
            with p as (
              select name, phone_sealed, address_sealed from cases.person
              where county = :county and matter = :id and role = :role),
            u as (
              select audit.record(:county, :audit_id, :at, :actor, :post, :action, :id, :ip, :why, '{}'::jsonb)
              from p)
            select p.name, encode(p.phone_sealed, 'base64') as phone, encode(p.address_sealed, 'base64') as address
            from p, u\
            """)
                .param("county", county)
                .param("id", row.id())
                .param("role", role)
                .param("audit_id", Ids.next())
                .param("at", CaseStore.utc(Now.instant()))
                .param("actor", by.actor())
                .param("post", by.post())
                .param("action", field.action())
                .param("ip", Origin.ip(), java.sql.Types.VARCHAR)
                .param("why", why)
                .query((r, n) -> switch (field) {
                    case NAME -> Optional.ofNullable(r.getString("name"));
                    case PHONE ->
                        opened(row, role, "phone", r.getString("phone")).map(Phones::atHome);
                    case ADDRESS -> opened(row, role, "address", r.getString("address"));
                })
                .optional()
                .flatMap(value -> value);
    }

    private Optional<String> opened(CaseStore.Row row, String role, String column, @Nullable String sealed) {
        var name = "cases.person." + role.toLowerCase(java.util.Locale.ROOT) + "." + column;
        return Optional.ofNullable(sealed)
                .map(text -> secrets.open(
                        row.county(), name, row.id(), Base64.getMimeDecoder().decode(text)));
    }

    /** The file belongs to a case this post sees. */
    boolean holds(int county, UUID id, UUID file) {
        return db.sql("select 1 from cases.attachment where county = :county and matter = :id and file = :file")
                .param("county", county)
                .param("id", id)
                .param("file", file)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Photos that came with a step. */
    @Transactional
    public void attach(int county, UUID id, List<UUID> photos) {
        store.attach(
                county,
                id,
                photos.stream()
                        .map(photo -> new CaseStore.Attachment(photo, "PHOTO"))
                        .toList(),
                Now.instant());
    }

    /** What somebody who listened wrote down. */
    @Transactional
    public boolean writeDown(int county, UUID id, UUID file, String text, By.Staff by) {
        return db.sql("""
            with a as (
              update cases.attachment set written = :text
              where county = :county and matter = :id and file = :file and kind = 'VOICE' returning 1),
            u as (
              select audit.record(:county, :audit_id, :at, :actor, :post, :action, :id,
                :ip, null, '{}'::jsonb) from a)
            select count(*) from u\
            """)
                        .param("county", county)
                        .param("id", id)
                        .param("file", file)
                        .param("text", text)
                        .param("action", "cases.voice.written")
                        .param("audit_id", Ids.next())
                        .param("at", CaseStore.utc(Now.instant()))
                        .param("actor", by.actor())
                        .param("post", by.post())
                        .param("ip", Origin.ip(), java.sql.Types.VARCHAR)
                        .query(Long.class)
                        .single()
                == 1;
    }
}
