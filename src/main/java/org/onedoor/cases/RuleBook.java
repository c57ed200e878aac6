package org.onedoor.cases;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import org.onedoor.frame.Now;
import org.onedoor.frame.Snapshot;
import org.onedoor.frame.Snapshots;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which numbers of {@link Rules} hold in a county today. */
@Component
class RuleBook {

    /** A county's own number from a day on. */
    record Line(String name, LocalDate effectiveFrom, int value) {}

    private final JdbcClient db;
    private final Snapshot<List<Line>> lines;

    RuleBook(JdbcClient db, Snapshots snapshots) {
        this.db = db;
        this.lines = snapshots.of("cases.rule", this::load);
    }

    Rules of(int county) {
        var today = Now.today();
        var values = new HashMap<String, Integer>();
        for (var line : lines.of(county)) {
            if (!line.effectiveFrom().isAfter(today)) {
                values.put(line.name(), line.value());
            }
        }
        return values.isEmpty() ? Rules.DEFAULT : Rules.of(values);
    }

    List<Line> lines(int county) {
        return lines.of(county);
    }

    /** Inside the caller's transaction. */
    void set(int county, Line line) {
        db.sql("""
            insert into cases.rule (county, name, effective_from, value) values (:county, :name, :from, :value)
            on conflict (county, name, effective_from) do update set value = excluded.value\
            """)
                .param("county", county)
                .param("name", line.name())
                .param("from", line.effectiveFrom())
                .param("value", line.value())
                .update();
        lines.changed(county);
    }

    private List<Line> load(int county) {
        return db.sql("select name, effective_from, value from cases.rule where county = :county order by"
                        + " effective_from")
                .param("county", county)
                .query(Line.class)
                .list();
    }
}
