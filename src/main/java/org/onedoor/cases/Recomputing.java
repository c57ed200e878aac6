package org.onedoor.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Audit;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Organizations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * 重算 · Rebuilds what stands on the rows of cases and of their parties from the history, which is the truth (foundations §7).
 *
 * <p>Binds the county's scope itself, one transaction for each hundred cases; a case that says what its history says is not
 * touched.
 */
@Service
public class Recomputing {

    private static final int PAGE = 100;

    /** 重算结果 · How many cases were read, and which said something else than their history. */
    public record Recomputed(int read, List<UUID> repaired) {}

    private final CaseStore store;
    private final Organizations organizations;
    private final Audit audit;
    private final JdbcClient db;
    private final JsonMapper json;
    private final TransactionTemplate transaction;

    Recomputing(
            CaseStore store,
            Organizations organizations,
            Audit audit,
            JdbcClient db,
            JsonMapper json,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.organizations = organizations;
        this.audit = audit;
        this.db = db;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Every case of the county. */
    public Recomputed recompute(int county) {
        int read = 0;
        var repaired = new ArrayList<UUID>();
        var after = new UUID(0, 0);
        while (true) {
            var from = after;
            var page = in(county, () -> {
                var rows = store.page(county, from, PAGE);
                var wrong = wrong(county, rows);
                for (var row : rows) {
                    if (wrong.contains(row.id())) {
                        repair(row);
                        repaired.add(row.id());
                    }
                }
                return rows;
            });
            read += page.size();
            if (page.size() < PAGE) {
                return new Recomputed(read, List.copyOf(repaired));
            }
            after = page.getLast().id();
        }
    }

    /** Those of these cases whose row or parties say something else than their history; in the caller's transaction. */
    Set<UUID> wrong(int county, List<CaseStore.Row> rows) {
        var told = new ArrayList<Map<String, @Nullable Object>>(rows.size());
        var parties = new ArrayList<Standing>(rows.size());
        for (var row : rows) {
            var projection = store.projection(county, row.told());
            projection.put("id", row.id());
            told.add(projection);
            for (var party : parties(row)) {
                parties.add(new Standing(row.id(), party));
            }
        }
        var ids = CaseQueue.array(rows.stream().map(CaseStore.Row::id).toList());
        return new HashSet<>(db.sql("""
            select m.id from cases.matter m
            join jsonb_array_elements(:told::jsonb) e on (e ->> 'id')::uuid = m.id
            where m.county = :county and m is distinct from jsonb_populate_record(m, e)
            union
            select coalesce(p.matter, e.matter)
            from (select * from cases.party where county = :county and matter = any(:ids::uuid[]) and until is null) p
            full join jsonb_to_recordset(:parties::jsonb) as e(matter uuid, part text, post uuid, since timestamptz,
              office uuid, office_lo int, place_lo int, guarded boolean, open boolean, due_at timestamptz,
              step_due timestamptz)
              on e.matter = p.matter and e.part = p.part and e.post = p.post
            where (p.since, p.office, p.office_lo, p.place_lo, p.guarded, p.open, p.due_at, p.step_due)
              is distinct from (e.since, e.office, e.office_lo, e.place_lo, e.guarded, e.open, e.due_at, e.step_due)\
            """)
                .param("county", county)
                .param("ids", ids)
                .param("told", json.writeValueAsString(told))
                .param(
                        "parties",
                        json.writeValueAsString(
                                parties.stream().map(Standing::fields).toList()))
                .query(UUID.class)
                .list());
    }

    private record Standing(UUID matter, CaseStore.PartyRow row) {
        Map<String, Object> fields() {
            return Map.ofEntries(
                    Map.entry("matter", matter),
                    Map.entry("part", row.part()),
                    Map.entry("post", row.post()),
                    Map.entry("since", row.since()),
                    Map.entry("office", row.office()),
                    Map.entry("office_lo", row.office_lo()),
                    Map.entry("place_lo", row.place_lo()),
                    Map.entry("guarded", row.guarded()),
                    Map.entry("open", row.open()),
                    Map.entry("due_at", row.due_at()),
                    Map.entry("step_due", row.step_due()));
        }
    }

    private List<CaseStore.PartyRow> parties(CaseStore.Row row) {
        var told = row.told();
        var staffing = organizations.of(row.county());
        var lo = store.placeLo(row.county(), told);
        var rows = new ArrayList<CaseStore.PartyRow>();
        since(told.history())
                .forEach((party, since) -> rows.addAll(store.partyRows(told, List.of(party), since, staffing, lo)));
        return rows;
    }

    /** Since when each part that stands now has stood: the moment of the save that began it. */
    static Map<Case.Party, Instant> since(List<Entry> history) {
        var since = new HashMap<Case.Party, Instant>();
        for (int i = 0; i < history.size(); i++) {
            var last = history.get(i);
            var saved = i + 1 == history.size() || !history.get(i + 1).at().equals(last.at());
            if (saved) {
                var now = Case.of(history.subList(0, i + 1)).parties();
                since.keySet().retainAll(now);
                now.forEach(party -> since.putIfAbsent(party, last.at()));
            }
        }
        return since;
    }

    private void repair(CaseStore.Row row) {
        var county = row.county();
        var last = row.told().history().getLast();
        store.rebuild(row);
        db.sql("""
            with e as (
              select * from jsonb_to_recordset(:parties::jsonb) as e(part text, post uuid, since timestamptz, office uuid,
                office_lo int, place_lo int, guarded boolean, open boolean, due_at timestamptz, step_due timestamptz))
            update cases.party p set until = :at
            where p.county = :county and p.matter = :id and p.until is null
              and not exists (select from e where e.part = p.part and e.post = p.post and e.since = p.since)\
            """)
                .param("county", county)
                .param("id", row.id())
                .param("at", CaseStore.utc(last.at()))
                .param("parties", partiesOf(row))
                .update();
        db.sql("""
            insert into cases.party (county, matter, part, post, since, office, office_lo, place_lo, guarded, open,
              due_at, step_due)
            select :county, :id, e.part, e.post, e.since, e.office, e.office_lo, e.place_lo, e.guarded, e.open, e.due_at,
              e.step_due
            from jsonb_to_recordset(:parties::jsonb) as e(part text, post uuid, since timestamptz, office uuid,
              office_lo int, place_lo int, guarded boolean, open boolean, due_at timestamptz, step_due timestamptz)
            on conflict (county, matter, part, post, since) do update set until = null, office = excluded.office,
              office_lo = excluded.office_lo, place_lo = excluded.place_lo, guarded = excluded.guarded,
              open = excluded.open, due_at = excluded.due_at, step_due = excluded.step_due\
            """)
                .param("county", county)
                .param("id", row.id())
                .param("parties", partiesOf(row))
                .update();
        audit.record(
                new org.onedoor.audit.Entry(county, new By.Clockwork().actor(), null, "cases.recomputed", row.id()));
    }

    private String partiesOf(CaseStore.Row row) {
        return json.writeValueAsString(parties(row));
    }

    private <T> T in(int county, Supplier<T> work) {
        return Scope.in(new Scope.County(county), () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }
}
