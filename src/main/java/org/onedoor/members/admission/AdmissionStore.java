package org.onedoor.members.admission;

import java.sql.Types;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** This room's tables. Who sees what is the policies' affair; every statement names the county besides. */
@Repository
class AdmissionStore {

    /** Stands where no day is expected, so that the list has one order. */
    static final LocalDate NO_DAY = LocalDate.of(9999, 12, 31);

    private static final String FILE = """
        select id, name, born_on, id_number, phone, branch, party_lo, opened_on, phase, ended, version
        from admission.file where county = :county and id = :id\
        """;

    private static final String INSERT = """
        insert into admission.file (county, id, name, born_on, id_number, id_index, phone, branch, party_lo, opened_on, phase,
          version)
        values (:county, :id, :name, :bornOn, :idNumber, :idIndex, :phone, :branch, :partyLo, :openedOn, 'APPLICANT', 0)
        on conflict (county, id_index) where ended is null do nothing\
        """;

    private static final String ENTRIES = """
        select seq, day, at, actor, post, kind, fact from admission.entry
        where county = :county and file = :file order by seq\
        """;

    private static final String APPEND = """
        insert into admission.entry (county, file, seq, day, at, actor, post, kind, fact)
        values (:county, :file, :seq, :day, :at, :actor, :post, :kind, :fact::jsonb)\
        """;

    private static final String PROJECT = """
        update admission.file set phase = :phase, ended = :ended, version = :version where county = :county and id = :id\
        """;

    private static final String OWE = """
        insert into admission.owed (county, file, step, side, party_lo, from_on, due_on)
        select :county, :file, s.step, s.side, :partyLo, s.from_on, s.due_on
        from unnest(:steps::smallint[], :sides::text[], :froms::date[], :dues::date[]) as s(step, side, from_on, due_on)\
        """;

    private static final String OWED = """
        select o.file, f.name, f.branch, f.phase, o.step, o.side, o.from_on, o.due_on
        from admission.owed o join admission.file f on f.county = o.county and f.id = o.file
        where o.county = :county and o.side = :side and o.party_lo between :lo and :hi
          and (o.due_on, o.file, o.step) > (:afterDue, :after, :afterStep)
          and not exists (select from unnest(:without::int[], :withoutTo::int[]) as w(lo, hi)
            where o.party_lo between w.lo and w.hi)
        order by o.due_on, o.file, o.step limit :limit\
        """;

    private static final String LIST = """
        select f.id, f.name, f.branch, f.party_lo, f.phase, f.opened_on, f.ended
        from admission.file f
        where f.county = :county and f.party_lo between :lo and :hi and (f.party_lo, f.id) > (:afterLo, :after)
        order by f.party_lo, f.id limit :limit\
        """;

    private final JdbcClient db;
    private final Facts facts;

    AdmissionStore(JdbcClient db, Facts facts) {
        this.db = db;
        this.facts = facts;
    }

    /** A step that is open. {@code dueOn} is {@link #NO_DAY} where none is expected. */
    record Owed(
            UUID file,
            String name,
            UUID branch,
            Phase phase,
            int step,
            Side side,
            @Nullable LocalDate fromOn,
            LocalDate dueOn) {}

    /** One file of a list. */
    record Line(
            UUID id,
            String name,
            UUID branch,
            int partyLo,
            Phase phase,
            LocalDate openedOn,
            @Nullable String ended) {}

    /** A step of a file that is open, as written beside it. */
    record Open(
            Step step,
            Side side,
            @Nullable LocalDate from,
            @Nullable LocalDate due) {}

    /** Intervals of the tree. */
    record Span(int lo, int hi) {}

    Optional<PersonOnPath> find(int county, UUID id) {
        return one(county, id, "");
    }

    Optional<PersonOnPath> lock(int county, UUID id) {
        return one(county, id, " for update");
    }

    private Optional<PersonOnPath> one(int county, UUID id, String lock) {
        return db.sql(FILE + lock)
                .param("county", county)
                .param("id", id)
                .query(PersonOnPath.class)
                .optional();
    }

    /** False when this person is on the path already. */
    boolean insert(int county, PersonOnPath file, byte[] idIndex) {
        return db.sql(INSERT)
                        .param("county", county)
                        .param("id", file.id())
                        .param("name", file.name())
                        .param("bornOn", file.bornOn())
                        .param("idNumber", file.idNumber())
                        .param("idIndex", idIndex)
                        .param("phone", file.phone(), Types.BINARY)
                        .param("branch", file.branch())
                        .param("partyLo", file.partyLo())
                        .param("openedOn", file.openedOn())
                        .update()
                == 1;
    }

    List<Entry> entries(int county, UUID file) {
        return db.sql(ENTRIES)
                .param("county", county)
                .param("file", file)
                .query((row, _) -> new Entry(
                        row.getInt("seq"),
                        row.getObject("day", LocalDate.class),
                        row.getTimestamp("at").toInstant(),
                        row.getObject("actor", UUID.class),
                        row.getObject("post", UUID.class),
                        facts.read(row.getString("kind"), row.getString("fact"))))
                .list();
    }

    void append(int county, UUID file, Entry entry) {
        var written = facts.write(entry.fact());
        db.sql(APPEND)
                .param("county", county)
                .param("file", file)
                .param("seq", entry.seq())
                .param("day", entry.day())
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .param("actor", entry.actor())
                .param("post", entry.post(), Types.OTHER)
                .param("kind", written.kind())
                .param("fact", written.json())
                .update();
    }

    /** Writes what follows from the history beside it. */
    void project(
            int county, PersonOnPath file, Phase phase, @Nullable String ended, int version, Collection<Open> open) {
        db.sql(PROJECT)
                .param("county", county)
                .param("id", file.id())
                .param("phase", phase.name())
                .param("ended", ended, Types.VARCHAR)
                .param("version", version)
                .update();
        db.sql("delete from admission.owed where county = :county and file = :file")
                .param("county", county)
                .param("file", file.id())
                .update();
        if (open.isEmpty()) {
            return;
        }
        db.sql(OWE)
                .param("county", county)
                .param("file", file.id())
                .param("partyLo", file.partyLo())
                .param("steps", open.stream().map(one -> one.step().number()).toArray(Integer[]::new))
                .param("sides", open.stream().map(one -> one.side().name()).toArray(String[]::new))
                .param(
                        "froms",
                        open.stream().map(Open::from).map(AdmissionStore::text).toArray(String[]::new))
                .param(
                        "dues",
                        open.stream()
                                .map(one -> String.valueOf(one.due() == null ? NO_DAY : one.due()))
                                .toArray(String[]::new))
                .update();
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    /** Open steps of a side within {@code in} and outside {@code without}, the earliest due first. */
    List<Owed> owed(
            int county,
            Side side,
            Span in,
            List<Span> without,
            LocalDate afterDue,
            UUID after,
            int afterStep,
            int limit) {
        return db.sql(OWED)
                .param("county", county)
                .param("side", side.name())
                .param("lo", in.lo())
                .param("hi", in.hi())
                .param("without", without.stream().map(Span::lo).toArray(Integer[]::new))
                .param("withoutTo", without.stream().map(Span::hi).toArray(Integer[]::new))
                .param("afterDue", afterDue)
                .param("after", after)
                .param("afterStep", afterStep)
                .param("limit", limit)
                .query(Owed.class)
                .list();
    }

    /** In the order of the tree. */
    List<Line> list(int county, Span in, int afterLo, UUID after, int limit) {
        return db.sql(LIST)
                .param("county", county)
                .param("lo", in.lo())
                .param("hi", in.hi())
                .param("afterLo", afterLo)
                .param("after", after)
                .param("limit", limit)
                .query(Line.class)
                .list();
    }

    /** Copies of numbers that changed, by organization and not by the old number. */
    void renumber(int county, Map<UUID, Integer> numbers) {
        var branches = numbers.keySet().toArray(UUID[]::new);
        var los = new Integer[branches.length];
        for (int i = 0; i < los.length; i++) {
            los[i] = numbers.get(branches[i]);
        }
        db.sql("""
            with n as (
              select * from unnest(:branches::uuid[], :los::int[]) as x(branch, lo)),
            f as (
              update admission.file f set party_lo = n.lo from n
              where f.county = :county and f.branch = n.branch and f.party_lo <> n.lo
              returning f.id, n.lo)
            update admission.owed o set party_lo = f.lo from f where o.county = :county and o.file = f.id\
            """)
                .param("county", county)
                .param("branches", branches)
                .param("los", los)
                .update();
    }
}
