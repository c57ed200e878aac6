package org.onedoor.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.onedoor.frame.Now;
import org.onedoor.frame.Snapshot;
import org.onedoor.frame.Snapshots;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which rungs hold in a county on which day: the shipped ladder, single rungs replaced, added or taken out by the county. */
@Component
class LadderBook {

    /** A county's own rung from a day on; inactive takes it out. */
    record Line(
            String rung,
            LocalDate effectiveFrom,
            LadderRule.Basis basis,
            int amount,
            LadderRule.Tell tell,
            boolean active) {}

    private final JdbcClient db;
    private final Snapshot<List<Line>> lines;

    LadderBook(JdbcClient db, Snapshots snapshots) {
        this.db = db;
        this.lines = snapshots.of("cases.ladder_rule", this::load);
    }

    List<LadderRule> of(int county, LocalDate day) {
        return of(lines.of(county), day);
    }

    /** The ladder of a case filed then, until its end: a rung that is changed later is not changed for it. */
    List<LadderRule> of(int county, Instant filed) {
        return of(county, Now.local(filed).toLocalDate());
    }

    static List<LadderRule> of(List<Line> lines, LocalDate today) {
        if (lines.isEmpty()) {
            return LadderRule.DEFAULT;
        }
        var rules = new LinkedHashMap<String, LadderRule>();
        LadderRule.DEFAULT.forEach(rule -> rules.put(rule.rung(), rule));
        for (var line : lines) {
            if (line.effectiveFrom().isAfter(today)) {
                continue;
            }
            if (line.active()) {
                rules.put(line.rung(), new LadderRule(line.rung(), line.basis(), line.amount(), line.tell()));
            } else {
                rules.remove(line.rung());
            }
        }
        return new ArrayList<>(rules.values());
    }

    /** Earliest first. */
    List<Line> lines(int county) {
        return lines.of(county);
    }

    /** Inside the caller's transaction; holds for cases filed from then on. */
    void set(int county, Line line) {
        db.sql("""
            insert into cases.ladder_rule (county, rung, effective_from, basis, amount, tell, active)
            values (:county, :rung, :from, :basis, :amount, :tell, :active)
            on conflict (county, rung, effective_from)
            do update set basis = excluded.basis, amount = excluded.amount, tell = excluded.tell, active = excluded.active\
            """)
                .param("county", county)
                .param("rung", line.rung())
                .param("from", line.effectiveFrom())
                .param("basis", line.basis().name())
                .param("amount", line.amount())
                .param("tell", line.tell().name())
                .param("active", line.active())
                .update();
        lines.changed(county);
    }

    /** Inside the caller's transaction. */
    void forget(int county, LocalDate from) {
        db.sql("delete from cases.ladder_rule where county = :county and effective_from = :from")
                .param("county", county)
                .param("from", from)
                .update();
        lines.changed(county);
    }

    private List<Line> load(int county) {
        return db.sql("""
            select rung, effective_from, basis, amount, tell, active from cases.ladder_rule
            where county = :county order by effective_from, rung\
            """).param("county", county).query(Line.class).list();
    }
}
