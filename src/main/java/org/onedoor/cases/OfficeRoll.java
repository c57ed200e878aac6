package org.onedoor.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.organizations.Organizations;
import org.onedoor.regions.Regions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts, for the cases filed in a month, what each office that had them in hand did to their clocks: paused, returned,
 * refused, let be withdrawn, finished; and how much of it in the last tenth of the time that was promised at filing.
 */
@Component
class OfficeRoll {

    private static final String HANDS = """
        select distinct on (m.id, p.office) m.id, p.office, m.filed_at, m.due_at, m.answered_at, m.state,
          bool_or(p.part = 'OWNER' and p.until is null) over (partition by m.id, p.office) as last,
          coalesce((select (h.fact ->> 'due')::timestamptz from cases.history h
            where h.county = m.county and h.matter = m.id and h.seq = 1), m.due_at) as promised
        from cases.matter m join cases.party p on p.county = m.county and p.matter = m.id
        where m.county = :county and not m.guarded and m.filed_at >= :from and m.filed_at < :to
          and p.part in ('OWNER', 'OFFERED')\
        """;

    private static final String ACTS = """
        select h.matter, h.kind, h.at, h.post from cases.matter m join cases.history h
          on h.county = m.county and h.matter = m.id
        where m.county = :county and not m.guarded and m.filed_at >= :from and m.filed_at < :to
          and h.kind in ('asked', 'return-asked', 'declined', 'withdrawn')
          and not exists (select from cases.history u where u.county = h.county and u.matter = h.matter
            and u.kind = 'undone' and u.seq > h.seq and (u.fact ->> 'from')::int <= h.seq)\
        """;

    private static final class Tally {
        private final Set<UUID> received = new HashSet<>();
        private final Map<String, Set<UUID>> acts = new HashMap<>();

        private void note(String act, UUID matter) {
            acts.computeIfAbsent(act, _ -> new HashSet<>()).add(matter);
        }

        private int count(String act) {
            return acts.getOrDefault(act, Set.of()).size();
        }
    }

    private record Clock(Instant filed, Instant due) {
        /** The last tenth begins here. */
        private boolean last(Instant at) {
            var tenth = Duration.between(filed, due).dividedBy(10);
            return !at.isBefore(due.minus(tenth)) && !at.isAfter(due);
        }
    }

    private record Row(
            UUID office,
            UUID place,
            int place_lo,
            int received,
            int paused,
            int paused_last,
            int returned,
            int returned_last,
            int refused,
            int refused_last,
            int withdrawn,
            int withdrawn_last,
            int finished,
            int finished_last) {}

    private final JdbcClient db;
    private final JsonMapper json;
    private final Organizations organizations;
    private final Regions regions;

    OfficeRoll(JdbcClient db, JsonMapper json, Organizations organizations, Regions regions) {
        this.db = db;
        this.json = json;
        this.organizations = organizations;
        this.regions = regions;
    }

    /** Inside the caller's County transaction; replaces the month. */
    void roll(int county, LocalDate month) {
        var staffing = organizations.of(county);
        var tallies = new HashMap<UUID, Tally>();
        var clocks = new HashMap<UUID, Clock>();
        var owners = new HashMap<UUID, UUID>();
        db.sql(HANDS)
                .param("county", county)
                .param("from", CaseIndicators.begin(month))
                .param("to", CaseIndicators.begin(month.plusMonths(1)))
                .withFetchSize(1000)
                .query(r -> {
                    var matter = r.getObject("id", UUID.class);
                    var office = r.getObject("office", UUID.class);
                    var tally = tallies.computeIfAbsent(office, _ -> new Tally());
                    tally.received.add(matter);
                    var filed = CaseQueue.instant(r, "filed_at");
                    clocks.put(matter, new Clock(filed, CaseQueue.instant(r, "promised")));
                    if (r.getBoolean("last")) {
                        owners.put(matter, office);
                        finished(
                                tally,
                                matter,
                                State.valueOf(r.getString("state")),
                                CaseQueue.nullable(r, "answered_at"),
                                new Clock(filed, CaseQueue.instant(r, "due_at")));
                    }
                });
        db.sql(ACTS)
                .param("county", county)
                .param("from", CaseIndicators.begin(month))
                .param("to", CaseIndicators.begin(month.plusMonths(1)))
                .withFetchSize(1000)
                .query(r -> {
                    var matter = r.getObject("matter", UUID.class);
                    var kind = r.getString("kind");
                    var post = r.getObject("post", UUID.class);
                    var office = kind.equals("withdrawn") || post == null
                            ? owners.get(matter)
                            : staffing.find(post).map(found -> found.office()).orElse(null);
                    var clock = clocks.get(matter);
                    if (office != null && clock != null) {
                        var tally = tallies.computeIfAbsent(office, _ -> new Tally());
                        tally.received.add(matter);
                        tally.note(kind, matter);
                        if (clock.last(CaseQueue.instant(r, "at"))) {
                            tally.note(kind + "-last", matter);
                        }
                    }
                });
        write(county, month, rows(county, tallies));
    }

    private static void finished(Tally tally, UUID matter, State state, @Nullable Instant answered, Clock clock) {
        if (answered != null && (state == State.ANSWERED || state == State.CLOSED)) {
            tally.note("answered", matter);
            if (clock.last(answered)) {
                tally.note("answered-last", matter);
            }
        }
    }

    private List<Row> rows(int county, Map<UUID, Tally> tallies) {
        var staffing = organizations.of(county);
        var tree = regions.tree(county);
        var rows = new ArrayList<Row>();
        tallies.forEach((id, tally) -> staffing.findOffice(id).ifPresent(office -> {
            var place = tree.get(office.place());
            rows.add(new Row(
                    id,
                    place.id(),
                    place.lo(),
                    tally.received.size(),
                    tally.count("asked"),
                    tally.count("asked-last"),
                    tally.count("return-asked"),
                    tally.count("return-asked-last"),
                    tally.count("declined"),
                    tally.count("declined-last"),
                    tally.count("withdrawn"),
                    tally.count("withdrawn-last"),
                    tally.count("answered"),
                    tally.count("answered-last")));
        }));
        return rows;
    }

    private void write(int county, LocalDate month, List<Row> rows) {
        db.sql("delete from cases.office_month where county = :county and month = :month")
                .param("county", county)
                .param("month", month)
                .update();
        db.sql("""
            insert into cases.office_month (county, month, office, place, place_lo, received, paused, paused_last,
              returned, returned_last, refused, refused_last, withdrawn, withdrawn_last, finished, finished_last)
            select :county, :month, r.office, r.place, r.place_lo, r.received, r.paused, r.paused_last, r.returned,
              r.returned_last, r.refused, r.refused_last, r.withdrawn, r.withdrawn_last, r.finished, r.finished_last
            from jsonb_to_recordset(:rows::jsonb) as r(office uuid, place uuid, place_lo int, received int, paused int,
              paused_last int, returned int, returned_last int, refused int, refused_last int, withdrawn int,
              withdrawn_last int, finished int, finished_last int)\
            """)
                .param("county", county)
                .param("month", month)
                .param("rows", json.writeValueAsString(rows))
                .update();
    }
}
