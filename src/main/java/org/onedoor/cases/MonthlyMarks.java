package org.onedoor.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.onedoor.frame.Now;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What handlers see of marks: sums over whole months of one office, never of fewer than five (issue §3, Rating). A smaller
 * month is carried into the next; what was shown once never changes, so two looks differ by at least five marks or not at
 * all (decision 0018).
 */
@Component
class MonthlyMarks {

    /** Fewer marks than this are never shown. */
    static final int LEAST = 5;

    /** A month is whole an hour after its end: nothing of it can be taken back or still be on its way then. */
    private static final Duration SETTLED = Duration.ofHours(1);

    /** How many marks of one word were given in a month. */
    record Cell(LocalDate month, int score, int amount) {}

    /** Some months taken together; {@code of} counts the five words, the best first. */
    record Sum(YearMonth from, YearMonth until, List<Integer> of) {
        int all() {
            return of.stream().mapToInt(Integer::intValue).sum();
        }
    }

    private final JdbcClient db;

    MonthlyMarks(JdbcClient db) {
        this.db = db;
    }

    /** The sums of an office, oldest first; under the county's scope. */
    List<Sum> of(int county, UUID office) {
        return sums(
                db.sql("""
                    select month, score, count(*)::int as amount from cases.mark
                    where county = :county and office = :office group by month, score order by month\
                    """)
                        .param("county", county)
                        .param("office", office)
                        .query(Cell.class)
                        .list(),
                whole(Now.instant()));
    }

    /** The last month that is whole. */
    static YearMonth whole(Instant now) {
        return YearMonth.from(Now.local(now.minus(SETTLED))).minusMonths(1);
    }

    /** Adds up months in order, until there are enough; the rest waits. */
    static List<Sum> sums(List<Cell> cells, YearMonth last) {
        var sums = new ArrayList<Sum>();
        var counted = new int[5];
        int all = 0;
        YearMonth from = null;
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            var month = YearMonth.from(cell.month());
            if (month.isAfter(last)) {
                break;
            }
            from = from == null ? month : from;
            counted[5 - cell.score()] += cell.amount();
            all += cell.amount();
            var ended = i + 1 == cells.size() || !cells.get(i + 1).month().equals(cell.month());
            if (ended && all >= LEAST) {
                sums.add(new Sum(
                        from, month, java.util.Arrays.stream(counted).boxed().toList()));
                counted = new int[5];
                all = 0;
                from = null;
            }
        }
        return sums;
    }

    /** What residents ticked for the handlers to read, of months that are shown, in no order; at most fifty. */
    List<String> comments(int county, UUID office, List<Sum> shown) {
        if (shown.isEmpty()) {
            return List.of();
        }
        return db.sql("""
            select comment from cases.mark
            where county = :county and office = :office and comment is not null and month <= :until
            order by month desc, md5(matter::text) limit 50\
            """)
                .param("county", county)
                .param("office", office)
                .param("until", shown.getLast().until().atDay(1))
                .query(String.class)
                .list();
    }

    /** Whether the mark of this case is part of a sum that handlers have seen. */
    boolean shown(int county, UUID matter) {
        record Place(UUID office, LocalDate month) {}
        return db.sql("select office, month from cases.mark where county = :county and matter = :matter")
                .param("county", county)
                .param("matter", matter)
                .query(Place.class)
                .optional()
                .filter(mark -> of(county, mark.office()).stream()
                        .anyMatch(sum -> !sum.until().isBefore(YearMonth.from(mark.month()))))
                .isPresent();
    }
}
