package org.onedoor.members;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** This room's tables. Who sees what is the policies' affair; every statement names the county besides. */
@Repository
class MemberStore {

    private static final String MEMBER = """
        select m.id, m.name, m.sex, m.born_on, m.ethnicity, m.native_place, m.education, m.degree, m.work_since,
          m.unit_and_post, m.category, m.joined_on, m.full_on, m.branch, m.party_group, m.party_lo, m.status, m.watched_until,
          m.correct_until, m.rights_suspended_on, m.floating_since, m.lost_since, m.abroad_since, m.account,
          m.identity_checked, m.contact_checked, m.work_checked, m.party_checked, m.id_number, m.phone, m.household,
          m.residence, m.version
        from members.member m where m.county = :county\
        """;

    private static final String LINE = """
        select m.id, m.name, m.sex, m.born_on, m.status, m.joined_on, m.full_on, m.branch, m.party_group, m.party_lo,
          m.watched_until, m.floating_since, m.lost_since, m.abroad_since
        from \
        """;

    private static final String INSIDE = """
        members.member m where m.county = :county and m.party_lo between :lo and :hi
          and (m.party_lo, m.id) > (:afterLo, :after)\
        """;

    private static final String IN_ORDER = " order by m.party_lo, m.id limit :limit";

    private static final String INSERT = """
        with m as (
          insert into members.member (county, id, name, id_number, id_index, sex, born_on, ethnicity, native_place, phone,
            household, residence, education, degree, work_since, unit_and_post, category, joined_on, full_on, branch,
            party_group, party_lo, status, in_party, identity_checked, contact_checked, work_checked, party_checked)
          values (:county, :id, :name, :idNumber, :idIndex, :sex, :bornOn, :ethnicity, :nativePlace, :phone, :household,
            :residence, :education, :degree, :workSince, :unitAndPost, :category, :joinedOn, :fullOn, :branch, :group,
            :partyLo, :status, true, :today, :today, :today, :today)
          on conflict (county, id_index) where in_party do nothing
          returning id),
        p as (
          insert into members.piece (county, term, party_lo, member)
          select :county, t, :partyLo, m.id from m, unnest(:terms::text[]) t),
        a as (
          insert into members.affiliation (county, member, branch, since) select :county, m.id, :branch, :at from m)
        insert into members.history (county, member, seq, at, actor, post, kind, fact)
        select :county, m.id, 1, :at, :actor, :post, :kind, :fact::jsonb from m\
        """;

    private static final String UPDATE = """
        update members.member set name = :name, ethnicity = :ethnicity, native_place = :nativePlace, education = :education,
          degree = :degree, work_since = :workSince, unit_and_post = :unitAndPost, category = :category,
          joined_on = :joinedOn, full_on = :fullOn, party_group = :group, party_lo = :partyLo,
          id_number = coalesce(:idNumber, id_number), id_index = coalesce(:idIndex, id_index), sex = :sex, born_on = :bornOn,
          phone = coalesce(:phone, phone), household = coalesce(:household, household),
          residence = coalesce(:residence, residence),
          identity_checked = case when 'IDENTITY' = any(:groups::text[]) then :today else identity_checked end,
          contact_checked = case when 'CONTACT' = any(:groups::text[]) then :today else contact_checked end,
          work_checked = case when 'WORK' = any(:groups::text[]) then :today else work_checked end,
          party_checked = case when 'PARTY' = any(:groups::text[]) then :today else party_checked end,
          version = version + 1
        where county = :county and id = :id and version = :version\
        """;

    private static final String APPEND = """
        insert into members.history (county, member, seq, at, actor, post, kind, fact)
        select :county, :id, coalesce(max(seq), 0) + 1, :at, :actor, :post, :kind, :fact::jsonb
        from members.history where county = :county and member = :id\
        """;

    private final JdbcClient db;
    private final JsonMapper json;

    MemberStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** One line of a roster. */
    record Line(
            UUID id,
            String name,
            int sex,
            LocalDate bornOn,
            MemberStatus status,
            LocalDate joinedOn,
            @Nullable LocalDate fullOn,
            UUID branch,
            @Nullable UUID partyGroup,
            int partyLo,
            @Nullable LocalDate watchedUntil,
            @Nullable LocalDate floatingSince,
            @Nullable LocalDate lostSince,
            @Nullable LocalDate abroadSince) {}

    /** One line of a member's history. */
    record Past(int seq, Instant at, UUID actor, String kind, Map<String, Object> fact) {}

    /** What the member says about herself, waiting for the branch. */
    record Waiting(UUID id, UUID member, Instant at, byte[] proposed) {}

    /** What sealing made of a member's values; null where there is none, or where it stays as it is. */
    record Sealed(
            byte @Nullable [] idNumber,
            byte @Nullable [] idIndex,
            byte @Nullable [] phone,
            byte @Nullable [] household,
            byte @Nullable [] residence) {}

    /** Where a member stands in the Party's tree. */
    record Seat(UUID branch, @Nullable UUID group, int lo) {}

    Optional<Member> find(int county, UUID id) {
        return one(county, id, "");
    }

    /** Read for a change, with a lock. */
    Optional<Member> lock(int county, UUID id) {
        return one(county, id, " for update");
    }

    private Optional<Member> one(int county, UUID id, String lock) {
        return db.sql(MEMBER + " and m.id = :id" + lock)
                .param("county", county)
                .param("id", id)
                .query(Member.class)
                .optional();
    }

    Optional<Member> byAccount(int county, UUID account) {
        return db.sql(MEMBER + " and m.account = :account")
                .param("county", county)
                .param("account", account)
                .query(Member.class)
                .optional();
    }

    /** Of the organizations numbered lo to hi, in the order of the tree; {@code status} null for everybody in the Party. */
    List<Line> roster(int county, int lo, int hi, @Nullable MemberStatus status, int afterLo, UUID after, int limit) {
        return db.sql(LINE + INSIDE + (status == null ? " and m.in_party" : " and m.status = :status") + IN_ORDER)
                .param("county", county)
                .param("lo", lo)
                .param("hi", hi)
                .param("status", status == null ? null : status.name(), Types.VARCHAR)
                .param("afterLo", afterLo)
                .param("after", after)
                .param("limit", limit)
                .query(Line.class)
                .list();
    }

    List<Line> byPiece(int county, int lo, int hi, String term, int limit) {
        return db.sql(LINE + """
            members.piece p join members.member m on m.county = p.county and m.id = p.member
            where p.county = :county and p.term = :term and p.party_lo between :lo and :hi
            order by p.party_lo, p.member limit :limit\
            """)
                .param("county", county)
                .param("term", term)
                .param("lo", lo)
                .param("hi", hi)
                .param("limit", limit)
                .query(Line.class)
                .list();
    }

    List<Line> byIdNumber(int county, int lo, int hi, byte[] index) {
        return db.sql(LINE + """
            members.member m where m.county = :county and m.id_index = :index and m.in_party
              and m.party_lo between :lo and :hi\
            """)
                .param("county", county)
                .param("index", index)
                .param("lo", lo)
                .param("hi", hi)
                .query(Line.class)
                .list();
    }

    /** File, pieces, first affiliation and first line of history in one statement. False: the ID number is known. */
    boolean insert(
            int county,
            UUID id,
            Details details,
            int sex,
            LocalDate bornOn,
            MemberStatus status,
            Seat seat,
            Sealed sealed,
            Written written) {
        var params = params(county, id, details, sex, bornOn, seat, sealed);
        params.put("status", status.name());
        params.put("terms", Pieces.of(details.name()).toArray(String[]::new));
        params.putAll(written(written));
        params.put("today", written.today());
        return typed(INSERT, params).update() == 1;
    }

    /** False when somebody else wrote meanwhile. */
    boolean update(
            int county,
            Member before,
            Details details,
            int sex,
            LocalDate bornOn,
            Seat seat,
            Sealed sealed,
            Collection<FieldGroup> groups,
            LocalDate today) {
        var params = params(county, before.id(), details, sex, bornOn, seat, sealed);
        params.put("version", before.version());
        params.put("groups", groups.stream().map(FieldGroup::name).toArray(String[]::new));
        params.put("today", today);
        boolean done = typed(UPDATE, params).update() == 1;
        if (done && (!before.name().equals(details.name()) || before.partyLo() != seat.lo())) {
            pieces(county, before.id(), details.name(), seat.lo());
        }
        return done;
    }

    private void pieces(int county, UUID id, String name, int lo) {
        db.sql("delete from members.piece where county = :county and member = :id")
                .param("county", county)
                .param("id", id)
                .update();
        db.sql("""
            insert into members.piece (county, term, party_lo, member)
            select :county, t, :lo, :id from unnest(:terms::text[]) t\
            """)
                .param("county", county)
                .param("id", id)
                .param("lo", lo)
                .param("terms", Pieces.of(name).toArray(String[]::new))
                .update();
    }

    void checked(int county, UUID id, FieldGroup group, LocalDate today) {
        db.sql("""
            update members.member set
              identity_checked = case when :group = 'IDENTITY' then :today else identity_checked end,
              contact_checked = case when :group = 'CONTACT' then :today else contact_checked end,
              work_checked = case when :group = 'WORK' then :today else work_checked end,
              party_checked = case when :group = 'PARTY' then :today else party_checked end
            where county = :county and id = :id\
            """)
                .param("county", county)
                .param("id", id)
                .param("group", group.name())
                .param("today", today)
                .update();
    }

    void account(int county, UUID id, @Nullable UUID account) {
        db.sql("""
            update members.member set account = :account, version = version + 1 where county = :county and id = :id\
            """)
                .param("county", county)
                .param("id", id)
                .param("account", account, Types.OTHER)
                .update();
    }

    /** Another branch, from this moment on: one affiliation ends as the next begins (R-TRF-9). */
    void move(int county, Member before, Seat seat, Instant at) {
        end(county, before.id(), at);
        db.sql("""
            insert into members.affiliation (county, member, branch, since, follows)
            values (:county, :id, :branch, :at, :at)\
            """)
                .param("county", county)
                .param("id", before.id())
                .param("branch", seat.branch())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        db.sql("""
            update members.member set branch = :branch, party_group = :group, party_lo = :lo, version = version + 1
            where county = :county and id = :id\
            """)
                .param("county", county)
                .param("id", before.id())
                .param("branch", seat.branch())
                .param("group", seat.group(), Types.OTHER)
                .param("lo", seat.lo())
                .update();
        pieces(county, before.id(), before.name(), seat.lo());
    }

    void end(int county, UUID id, Instant at) {
        db.sql("""
            update members.affiliation set until = :at where county = :county and member = :id and until is null\
            """)
                .param("county", county)
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void status(int county, UUID id, MemberStatus status, @Nullable LocalDate fullOn) {
        db.sql("""
            update members.member set status = :status, in_party = :inParty, full_on = :fullOn, version = version + 1
            where county = :county and id = :id\
            """)
                .param("county", county)
                .param("id", id)
                .param("status", status.name())
                .param("inParty", status.inParty())
                .param("fullOn", fullOn, Types.DATE)
                .update();
    }

    /** Copies of numbers that changed, by organization and not by the old number. */
    void renumber(int county, Map<UUID, Integer> numbers) {
        var organizations = numbers.keySet().toArray(UUID[]::new);
        var los = new Integer[organizations.length];
        for (int i = 0; i < los.length; i++) {
            los[i] = numbers.get(organizations[i]);
        }
        db.sql("""
            with n as (
              select * from unnest(:organizations::uuid[], :los::int[]) as x(organization, lo)),
            m as (
              update members.member m set party_lo = n.lo from n
              where m.county = :county and coalesce(m.party_group, m.branch) = n.organization and m.party_lo <> n.lo
              returning m.id, n.lo)
            update members.piece p set party_lo = m.lo from m where p.county = :county and p.member = m.id\
            """)
                .param("county", county)
                .param("organizations", organizations)
                .param("los", los)
                .update();
    }

    int count(int county, UUID branch) {
        return db.sql("""
            select count(*)::int from members.member
            where county = :county and (branch = :branch or party_group = :branch) and in_party\
            """)
                .param("county", county)
                .param("branch", branch)
                .query(Integer.class)
                .single();
    }

    Map<UUID, Integer> full(int county, Collection<UUID> branches) {
        var counted = new HashMap<UUID, Integer>();
        db.sql("""
            select branch, count(*)::int as many from members.member
            where county = :county and branch = any(:branches) and in_party and status = 'FULL' group by branch\
            """)
                .param("county", county)
                .param("branches", branches.toArray(UUID[]::new))
                .query(row -> {
                    counted.put(row.getObject("branch", UUID.class), row.getInt("many"));
                });
        return counted;
    }

    /** Who wrote, when, under which post, and what. */
    record Written(
            Instant at,
            LocalDate today,
            UUID actor,
            @Nullable UUID post,
            String kind,
            Map<String, ?> fact) {}

    void append(int county, UUID member, Written written) {
        var params = written(written);
        params.put("county", county);
        params.put("id", member);
        typed(APPEND, params).update();
    }

    /** Newest first. */
    List<Past> history(int county, UUID member) {
        return db.sql("""
            select seq, at, actor, kind, fact from members.history
            where county = :county and member = :id order by seq desc limit 50\
            """)
                .param("county", county)
                .param("id", member)
                .query((row, _) -> new Past(
                        row.getInt("seq"),
                        row.getTimestamp("at").toInstant(),
                        row.getObject("actor", UUID.class),
                        row.getString("kind"),
                        facts(row.getString("fact"))))
                .list();
    }

    /** Replaces one that still waits. */
    void suggest(int county, UUID id, UUID member, Instant at, Collection<String> fields, byte[] proposed) {
        db.sql("""
            insert into members.correction (county, id, member, at, fields, proposed, state)
            values (:county, :id, :member, :at, :fields::text[], :proposed, 'OPEN')
            on conflict (county, member) where state = 'OPEN'
            do update set at = excluded.at, fields = excluded.fields, proposed = excluded.proposed\
            """)
                .param("county", county)
                .param("id", id)
                .param("member", member)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("fields", fields.toArray(String[]::new))
                .param("proposed", proposed)
                .update();
    }

    Optional<Waiting> waiting(int county, UUID member) {
        return db.sql("""
            select id, member, at, proposed from members.correction
            where county = :county and member = :member and state = 'OPEN'\
            """)
                .param("county", county)
                .param("member", member)
                .query((row, _) -> new Waiting(
                        row.getObject("id", UUID.class),
                        row.getObject("member", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getBytes("proposed")))
                .optional();
    }

    /** The last answer of the branch: the reason of a refusal, empty where it confirmed; none before the first. */
    Optional<String> answered(int county, UUID member) {
        return db.sql("""
            select coalesce(reason, '') from members.correction
            where county = :county and member = :member and state <> 'OPEN' order by at desc limit 1\
            """)
                .param("county", county)
                .param("member", member)
                .query(String.class)
                .optional();
    }

    boolean decide(int county, UUID correction, @Nullable String reason, Instant at) {
        return db.sql("""
            update members.correction set state = case when :reason::text is null then 'CONFIRMED' else 'DECLINED' end,
              reason = :reason, decided_at = :at, proposed = null
            where county = :county and id = :id and state = 'OPEN'\
            """)
                        .param("county", county)
                        .param("id", correction)
                        .param("reason", reason, Types.VARCHAR)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static Map<String, @Nullable Object> params(
            int county, UUID id, Details details, int sex, LocalDate bornOn, Seat seat, Sealed sealed) {
        var params = new LinkedHashMap<String, @Nullable Object>();
        params.put("county", county);
        params.put("id", id);
        params.put("name", details.name().strip());
        params.put("sex", sex);
        params.put("bornOn", bornOn);
        params.put("ethnicity", details.ethnicity());
        params.put("nativePlace", details.nativePlace());
        params.put(
                "education",
                details.education() == null ? null : details.education().name());
        params.put("degree", details.degree() == null ? null : details.degree().name());
        params.put("workSince", details.workSince());
        params.put("unitAndPost", details.unitAndPost());
        params.put("category", details.category().name());
        params.put("joinedOn", details.joinedOn());
        params.put("fullOn", details.fullOn());
        params.put("branch", seat.branch());
        params.put("group", seat.group());
        params.put("partyLo", seat.lo());
        params.put("idNumber", sealed.idNumber());
        params.put("idIndex", sealed.idIndex());
        params.put("phone", sealed.phone());
        params.put("household", sealed.household());
        params.put("residence", sealed.residence());
        return params;
    }

    private Map<String, @Nullable Object> written(Written written) {
        var params = new LinkedHashMap<String, @Nullable Object>();
        params.put("at", written.at().atOffset(ZoneOffset.UTC));
        params.put("actor", written.actor());
        params.put("post", written.post());
        params.put("kind", written.kind());
        params.put("fact", json.writeValueAsString(written.fact()));
        return params;
    }

    /** The driver is told what a missing value would have been. */
    private JdbcClient.StatementSpec typed(String sql, Map<String, @Nullable Object> params) {
        var spec = db.sql(sql);
        for (var param : params.entrySet()) {
            spec = switch (param.getKey()) {
                case "post", "group" -> spec.param(param.getKey(), param.getValue(), Types.OTHER);
                case "workSince", "fullOn" -> spec.param(param.getKey(), param.getValue(), Types.DATE);
                case "idNumber", "idIndex", "phone", "household", "residence" ->
                    spec.param(param.getKey(), param.getValue(), Types.BINARY);
                case "nativePlace", "education", "degree", "unitAndPost" ->
                    spec.param(param.getKey(), param.getValue(), Types.VARCHAR);
                default -> spec.param(param.getKey(), param.getValue());
            };
        }
        return spec;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> facts(String text) {
        return json.readValue(text, Map.class);
    }
}
