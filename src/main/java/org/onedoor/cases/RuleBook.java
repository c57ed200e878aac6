package org.onedoor.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.onedoor.frame.Now;
import org.onedoor.frame.Snapshot;
import org.onedoor.frame.Snapshots;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which numbers of {@link Rules} hold in a county on which day: a promise keeps those of the day it was given (R-REQ-6). */
@Component
class RuleBook {

    /** A county's own number from a day on. */
    record Line(String name, LocalDate effectiveFrom, int value) {}

    /** @param versions the numbers from each day on which one changed */
    private record Book(List<Line> lines, NavigableMap<LocalDate, Rules> versions) {

        static Book of(List<Line> lines) {
            var versions = new TreeMap<LocalDate, Rules>();
            var values = new HashMap<String, Integer>();
            for (var line : lines) {
                values.put(line.name(), line.value());
                versions.put(line.effectiveFrom(), Rules.of(values));
            }
            return new Book(lines, versions);
        }

        Rules on(LocalDate day) {
            var held = versions.floorEntry(day);
            return held == null ? Rules.DEFAULT : held.getValue();
        }
    }

    private final JdbcClient db;
    private final Snapshot<Book> books;

    RuleBook(JdbcClient db, Snapshots snapshots) {
        this.db = db;
        this.books = snapshots.of("cases.rule", county -> Book.of(load(county)));
    }

    /** What holds for whatever begins today. */
    Rules of(int county) {
        return of(county, Now.today());
    }

    Rules of(int county, LocalDate day) {
        return books.of(county).on(day);
    }

    /** What holds for a case filed then, until its end: later rules never rewrite what was promised (foundations §7). */
    Rules of(int county, Instant filed) {
        return of(county, Now.local(filed).toLocalDate());
    }

    /** The smallest that ever held: what a search must not miss, whichever rules a case has. */
    int least(int county, ToIntFunction<Rules> number) {
        return books.of(county).versions().values().stream()
                .mapToInt(number)
                .reduce(number.applyAsInt(Rules.DEFAULT), Math::min);
    }

    /** Earliest first. */
    List<Line> lines(int county) {
        return books.of(county).lines();
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
        books.changed(county);
    }

    /** Inside the caller's transaction. */
    void forget(int county, LocalDate from) {
        db.sql("delete from cases.rule where county = :county and effective_from = :from")
                .param("county", county)
                .param("from", from)
                .update();
        books.changed(county);
    }

    private List<Line> load(int county) {
        return db.sql("select name, effective_from, value from cases.rule where county = :county order by"
                        + " effective_from")
                .param("county", county)
                .query(Line.class)
                .list();
    }
}
