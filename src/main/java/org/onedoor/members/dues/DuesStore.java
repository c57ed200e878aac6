package org.onedoor.members.dues;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.members.dues.MemberDues.Due;
import org.onedoor.members.dues.MemberDues.Paid;
import org.onedoor.members.dues.MemberDues.Standard;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The books. Who sees what is the policies' affair; every statement names the county besides. */
@Repository
class DuesStore {

    private static final String STANDARDS = """
        select id, member, from_month, payer, base, monthly, stated_on from dues.standard
        where county = :county and organization = :organization and member = any(:members::uuid[])
        order by from_month, id\
        """;

    private static final String MONTHS = """
        select m.member, m.month, m.fen, m.payment, p.paid_on
        from dues.month m join dues.payment p on p.county = m.county and p.id = m.payment
        where m.county = :county and m.organization = :organization and m.member = any(:members::uuid[])
        order by m.month\
        """;

    private static final String REDUCTION = """
        select id, member, organization, from_month, until_month, fen, decision, decided_on, decided_by, approval
        from dues.reduction where county = :county\
        """;

    private static final String PAY = """
        with p as (
          insert into dues.payment (county, id, member, organization, party_lo, paid_on, fen, gift, collector, paid_by,
            request, at)
          values (:county, :id, :member, :organization, :lo, :on, :fen, :gift, :collector, :paidBy, :request, :at)
          returning id)
        insert into dues.month (county, member, month, organization, party_lo, payment, fen)
        select :county, :member, u.month, :organization, :lo, p.id, u.fen
        from p, unnest(:months::date[], :fens::bigint[]) u (month, fen)\
        """;

    private static final String SUMS = """
        select o.organization, coalesce(p.payers, 0) as payers, coalesce(p.collected, 0) as collected,
          coalesce(p.gifts, 0) as gifts, coalesce(d.deposited, 0) as deposited, coalesce(d.confirmed, 0) as confirmed,
          coalesce(d.waiting, 0) as waiting, b.closed_at, b.published_at
        from unnest(:organizations::uuid[]) with ordinality o (organization, place)
        left join lateral (
          select count(distinct member) as payers, sum(fen)::bigint as collected, sum(gift)::bigint as gifts
          from dues.payment where county = :county and organization = o.organization and paid_on between :from and :until) p
          on true
        left join lateral (
          select sum(fen)::bigint as deposited, (sum(fen) filter (where confirmed_on is not null))::bigint as confirmed,
            count(*) filter (where confirmed_on is null) as waiting
          from dues.deposit where county = :county and organization = o.organization and year = :year) d on true
        left join dues.publication b on b.county = :county and b.organization = o.organization and b.year = :year
        order by o.place\
        """;

    private static final String SLIPS = """
        select id, organization, year, deposited_on, fen, slip, collector, confirmed_on from dues.deposit
        where county = :county\
        """;

    /** A reduction as it stands. */
    record Asked(
            UUID id,
            UUID member,
            UUID organization,
            LocalDate fromMonth,
            LocalDate untilMonth,
            long fen,
            String decision,
            LocalDate decidedOn,
            UUID decidedBy,
            @Nullable String approval) {

        Reduction reduction() {
            return new Reduction(YearMonth.from(fromMonth), YearMonth.from(untilMonth), fen, decision, approval);
        }
    }

    /** Money of one organization and year, in fen; {@code waiting} slips nobody has confirmed. */
    record Sums(
            UUID organization,
            int payers,
            long collected,
            long gifts,
            long deposited,
            long confirmed,
            int waiting,
            @Nullable Instant closedAt,
            @Nullable Instant publishedAt) {

        long difference() {
            return collected - deposited;
        }
    }

    /** A deposit slip. */
    record Slip(
            UUID id,
            UUID organization,
            int year,
            LocalDate depositedOn,
            long fen,
            String slip,
            UUID collector,
            @Nullable LocalDate confirmedOn) {}

    /** What was booked for a request before. */
    record Booked(UUID member, long fen) {}

    private final JdbcClient db;

    DuesStore(JdbcClient db) {
        this.db = db;
    }

    List<Standard> standards(int county, UUID organization, Collection<UUID> members) {
        return of(STANDARDS, county, organization, members)
                .query(Standard.class)
                .list();
    }

    List<Paid> months(int county, UUID organization, Collection<UUID> members) {
        return of(MONTHS, county, organization, members).query(Paid.class).list();
    }

    List<Asked> reductions(int county, UUID organization, Collection<UUID> members) {
        return of(
                        REDUCTION + " and organization = :organization and member = any(:members::uuid[]) order by id",
                        county,
                        organization,
                        members)
                .query(Asked.class)
                .list();
    }

    private JdbcClient.StatementSpec of(String sql, int county, UUID organization, Collection<UUID> members) {
        return db.sql(sql)
                .param("county", county)
                .param("organization", organization)
                .param("members", members.toArray(UUID[]::new));
    }

    void state(int county, UUID organization, int lo, Standard standard, @Nullable String reason, UUID actor) {
        db.sql("""
            insert into dues.standard (county, id, member, organization, party_lo, from_month, payer, base, monthly, reason,
              stated_on, actor)
            values (:county, :id, :member, :organization, :lo, :from, :payer, :base, :monthly, :reason, :on, :actor)\
            """)
                .param("county", county)
                .param("id", standard.id())
                .param("member", standard.member())
                .param("organization", organization)
                .param("lo", lo)
                .param("from", standard.fromMonth())
                .param("payer", standard.payer().name())
                .param("base", standard.base(), Types.BINARY)
                .param("monthly", standard.monthly())
                .param("reason", reason, Types.VARCHAR)
                .param("on", standard.statedOn())
                .param("actor", actor)
                .update();
    }

    Optional<Booked> booked(int county, UUID collector, String request) {
        return db.sql("""
            select member, fen from dues.payment
            where county = :county and collector = :collector and request = :request\
            """)
                .param("county", county)
                .param("collector", collector)
                .param("request", request)
                .query(Booked.class)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when a month is paid meanwhile, or the request was sent twice at once */
    void pay(
            int county,
            UUID id,
            UUID organization,
            int lo,
            TakeDues take,
            List<Due> dues,
            UUID collector,
            LocalDate on,
            Instant at) {
        long owed = dues.stream().mapToLong(Due::fen).sum();
        db.sql(PAY)
                .param("county", county)
                .param("id", id)
                .param("member", take.member())
                .param("organization", organization)
                .param("lo", lo)
                .param("on", on)
                .param("fen", take.fen())
                .param("gift", take.fen() - owed)
                .param("collector", collector)
                .param("paidBy", take.paidBy(), Types.OTHER)
                .param("request", take.request())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param(
                        "months",
                        dues.stream()
                                .map(due -> due.month().atDay(1).toString())
                                .toArray(String[]::new))
                .param("fens", dues.stream().map(Due::fen).toArray(Long[]::new))
                .update();
    }

    void reduce(int county, UUID id, UUID organization, int lo, ReduceDues wish, UUID actor, LocalDate on) {
        db.sql("""
            insert into dues.reduction (county, id, member, organization, party_lo, from_month, until_month, fen, decision,
              decided_on, decided_by)
            values (:county, :id, :member, :organization, :lo, :from, :until, :fen, :decision, :on, :actor)\
            """)
                .param("county", county)
                .param("id", id)
                .param("member", wish.member())
                .param("organization", organization)
                .param("lo", lo)
                .param("from", wish.from().atDay(1))
                .param("until", wish.until().atDay(1))
                .param("fen", wish.fen())
                .param("decision", wish.decision())
                .param("on", on)
                .param("actor", actor)
                .update();
    }

    Optional<Asked> reduction(int county, UUID id) {
        return db.sql(REDUCTION + " and id = :id")
                .param("county", county)
                .param("id", id)
                .query(Asked.class)
                .optional();
    }

    /** Not approved yet, of the organizations numbered lo to hi. */
    List<Asked> waiting(int county, int lo, int hi, int limit) {
        return db.sql(REDUCTION
                        + " and approval is null and party_lo between :lo and :hi order by party_lo, id limit :limit")
                .param("county", county)
                .param("lo", lo)
                .param("hi", hi)
                .param("limit", limit)
                .query(Asked.class)
                .list();
    }

    /** False when it was approved before. */
    boolean approve(int county, UUID id, String approval, UUID actor, LocalDate on) {
        return db.sql("""
            update dues.reduction set approval = :approval, approved_on = :on, approved_by = :actor
            where county = :county and id = :id and approval is null\
            """)
                        .param("county", county)
                        .param("id", id)
                        .param("approval", approval)
                        .param("on", on)
                        .param("actor", actor)
                        .update()
                == 1;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the slip is known */
    void deposit(int county, UUID id, UUID organization, int lo, DepositDues wish, UUID collector, Instant at) {
        db.sql("""
            insert into dues.deposit (county, id, organization, party_lo, year, deposited_on, fen, slip, collector, at)
            values (:county, :id, :organization, :lo, :year, :on, :fen, :slip, :collector, :at)\
            """)
                .param("county", county)
                .param("id", id)
                .param("organization", organization)
                .param("lo", lo)
                .param("year", wish.year())
                .param("on", wish.on())
                .param("fen", wish.fen())
                .param("slip", wish.slip())
                .param("collector", collector)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Slip> slips(int county, UUID organization, int year) {
        return db.sql(SLIPS + " and organization = :organization and year = :year order by deposited_on, id")
                .param("county", county)
                .param("organization", organization)
                .param("year", year)
                .query(Slip.class)
                .list();
    }

    Optional<Slip> slip(int county, UUID id) {
        return db.sql(SLIPS + " and id = :id")
                .param("county", county)
                .param("id", id)
                .query(Slip.class)
                .optional();
    }

    /** False when it was confirmed before. */
    boolean confirm(int county, UUID id, UUID bookkeeper, LocalDate on) {
        return db.sql("""
            update dues.deposit set confirmed_on = :on, bookkeeper = :bookkeeper
            where county = :county and id = :id and confirmed_on is null\
            """)
                        .param("county", county)
                        .param("id", id)
                        .param("on", on)
                        .param("bookkeeper", bookkeeper)
                        .update()
                == 1;
    }

    /** In the order asked for, those without any money too. */
    List<Sums> sums(int county, Collection<UUID> organizations, int year) {
        return db.sql(SUMS)
                .param("county", county)
                .param("organizations", organizations.toArray(UUID[]::new))
                .param("year", year)
                .param("from", LocalDate.of(year, 1, 1))
                .param("until", LocalDate.of(year, 12, 31))
                .query(Sums.class)
                .list();
    }

    /** Whether this account took money in that year. */
    boolean collected(int county, UUID organization, int year, UUID account) {
        return db.sql("""
            select exists (select from dues.payment where county = :county and organization = :organization
              and paid_on between :from and :until and collector = :account)\
            """)
                .param("county", county)
                .param("organization", organization)
                .param("from", LocalDate.of(year, 1, 1))
                .param("until", LocalDate.of(year, 12, 31))
                .param("account", account)
                .query(Boolean.class)
                .single();
    }

    /** False when it is closed already. */
    boolean close(int county, int lo, int year, Sums sums, UUID actor, Instant at) {
        return db.sql("""
            insert into dues.publication (county, organization, year, party_lo, payers, collected, gifts, deposited, closed_at,
              closed_by)
            values (:county, :organization, :year, :lo, :payers, :collected, :gifts, :deposited, :at, :actor)
            on conflict (county, organization, year) do nothing\
            """)
                        .param("county", county)
                        .param("organization", sums.organization())
                        .param("year", year)
                        .param("lo", lo)
                        .param("payers", sums.payers())
                        .param("collected", sums.collected())
                        .param("gifts", sums.gifts())
                        .param("deposited", sums.confirmed())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("actor", actor)
                        .update()
                == 1;
    }

    Optional<UUID> closer(int county, UUID organization, int year) {
        return db.sql("""
            select closed_by from dues.publication
            where county = :county and organization = :organization and year = :year\
            """)
                .param("county", county)
                .param("organization", organization)
                .param("year", year)
                .query(UUID.class)
                .optional();
    }

    /** False when it is published already. */
    boolean publish(int county, UUID organization, int year, UUID actor, Instant at) {
        return db.sql("""
            update dues.publication set published_at = :at, published_by = :actor
            where county = :county and organization = :organization and year = :year and published_at is null\
            """)
                        .param("county", county)
                        .param("organization", organization)
                        .param("year", year)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("actor", actor)
                        .update()
                == 1;
    }

    /** Copies of numbers that changed, by organization. */
    void renumber(int county, Map<UUID, Integer> numbers) {
        var organizations = numbers.keySet().toArray(UUID[]::new);
        var los = new Integer[organizations.length];
        for (int i = 0; i < los.length; i++) {
            los[i] = numbers.get(organizations[i]);
        }
        for (var table : List.of("standard", "payment", "month", "reduction", "deposit", "publication")) {
            db.sql("""
                update dues.%s t set party_lo = n.lo from unnest(:organizations::uuid[], :los::int[]) n (organization, lo)
                where t.county = :county and t.organization = n.organization\
                """.formatted(table))
                    .param("county", county)
                    .param("organizations", organizations)
                    .param("los", los)
                    .update();
        }
    }
}
