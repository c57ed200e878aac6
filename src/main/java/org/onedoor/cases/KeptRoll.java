package org.onedoor.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Items;
import org.onedoor.frame.Now;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.PlaceTree;
import org.onedoor.regions.Regions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts what became of the promises of three full months and decides which cells are shown. A promise belongs to the month
 * in which it was decided: answered in time, or missed.
 */
@Component
class KeptRoll {

    static final int MONTHS = 3;

    /** All items together. */
    static final String ALL = "";

    private static final String COLUMNS =
            " m.place_lo, m.item, m.state, m.closed_as, m.round, m.filed_at, m.contacted_at, m.answered_at, ";

    private static final String DECIDED = "select" + COLUMNS + """
         true as in_time from cases.matter m
        where m.county = :county and not m.guarded and m.answered_at >= :from and m.answered_at < :to
          and m.answered_at <= m.due_at and m.state in ('ANSWERED', 'CLOSED')
        union all
        select\
        """ + COLUMNS + """
         false from cases.matter m
        where m.county = :county and not m.guarded and m.due_at > :from and m.due_at <= :to and m.due_at < :now
          and m.state in ('REGISTERED', 'ACCEPTED', 'ASSIGNED', 'TAKEN', 'WORKING', 'WAITING')
        union all
        select\
        """ + COLUMNS + """
         false from cases.matter m
        where m.county = :county and not m.guarded and m.due_at > :from and m.due_at <= :to
          and (m.answered_at > m.due_at or m.state in ('WITHDRAWN', 'DECLINED') and m.closed_at > m.due_at)
          and m.state in ('ANSWERED', 'CLOSED', 'WITHDRAWN', 'DECLINED')\
        """;

    /** Numbers that grow, for a median. */
    private static final class Minutes {
        private int[] all = new int[8];
        private int size;

        void add(Instant from, Instant to) {
            if (size == all.length) {
                all = Arrays.copyOf(all, size * 2);
            }
            all[size++] = (int) Math.max(0, Duration.between(from, to).toMinutes());
        }

        @Nullable
        Integer median() {
            if (size == 0) {
                return null;
            }
            Arrays.sort(all, 0, size);
            return all[(size - 1) / 2];
        }
    }

    private static final class Cell {
        private int promised;
        private int kept;
        private int silent;
        private int waiting;
        private int notDone;
        private int late;
        private final Minutes contact = new Minutes();
        private final Minutes answer = new Minutes();

        private void add(Decided one) {
            promised++;
            if (!one.inTime()) {
                late++;
            } else if (one.state() == State.ANSWERED) {
                waiting++;
            } else if (one.end() == End.SILENT) {
                silent++;
            } else if (one.end() == End.APPROVED && one.round() == 1) {
                kept++;
            } else {
                notDone++;
            }
            if (one.contacted() != null) {
                contact.add(one.filed(), one.contacted());
            }
            if (one.answered() != null && !one.state().open()) {
                answer.add(one.filed(), one.answered());
            }
        }
    }

    /** @param round an objection broke the first promise: only what was kept in the first round was kept */
    private record Decided(
            State state,
            @Nullable End end,
            int round,
            Instant filed,
            @Nullable Instant contacted,
            @Nullable Instant answered,
            boolean inTime) {}

    private record At(UUID place, String item) {}

    private record Row(
            UUID place,
            String item,
            int promised,
            int kept,
            int silent,
            int waiting,
            int not_done,
            int late,
            @Nullable Integer contact_minutes,
            @Nullable Integer answer_minutes,
            boolean shown) {}

    private final JdbcClient db;
    private final JsonMapper json;
    private final Regions regions;
    private final Catalogue catalogue;

    KeptRoll(JdbcClient db, JsonMapper json, Regions regions, Catalogue catalogue) {
        this.db = db;
        this.json = json;
        this.regions = regions;
        this.catalogue = catalogue;
    }

    /** The last month that is over. */
    static LocalDate lastFullMonth() {
        return Now.today().withDayOfMonth(1).minusMonths(1);
    }

    /** Inside the caller's County transaction; replaces what was rolled for this window before. */
    void roll(int county, LocalDate until) {
        var tree = regions.tree(county);
        if (tree.isEmpty()) {
            return;
        }
        var cells = count(county, tree, until);
        var rows = rows(tree, cells);
        db.sql("delete from cases.kept_window where county = :county and until = :until")
                .param("county", county)
                .param("until", until)
                .update();
        db.sql("""
            insert into cases.kept_window (county, until, place, item, promised, kept, silent, waiting, not_done, late,
              contact_minutes, answer_minutes, shown, rolled_at)
            select :county, :until, r.place, r.item, r.promised, r.kept, r.silent, r.waiting, r.not_done, r.late,
              r.contact_minutes, r.answer_minutes, r.shown, :now
            from jsonb_to_recordset(:rows::jsonb) as r(place uuid, item text, promised int, kept int, silent int,
              waiting int, not_done int, late int, contact_minutes int, answer_minutes int, shown boolean)\
            """)
                .param("county", county)
                .param("until", until)
                .param("now", CaseStore.utc(Now.instant()))
                .param("rows", json.writeValueAsString(rows))
                .update();
    }

    private Map<At, Cell> count(int county, PlaceTree tree, LocalDate until) {
        var items = catalogue.of(county);
        var cells = new LinkedHashMap<At, Cell>();
        // What publishes nothing about a place still has its row: it says that there was nothing.
        cells.put(new At(tree.root().id(), ALL), new Cell());
        db.sql(DECIDED)
                .param("county", county)
                .param("from", CaseIndicators.begin(until.minusMonths(MONTHS - 1)))
                .param("to", CaseIndicators.begin(until.plusMonths(1)))
                .param("now", CaseStore.utc(Now.instant()))
                .withFetchSize(1000)
                .query(r -> {
                    var end = r.getString("closed_as");
                    var decided = new Decided(
                            State.valueOf(r.getString("state")),
                            end == null ? null : End.valueOf(end),
                            r.getInt("round"),
                            CaseQueue.instant(r, "filed_at"),
                            CaseQueue.nullable(r, "contacted_at"),
                            CaseQueue.nullable(r, "answered_at"),
                            r.getBoolean("in_time"));
                    var place = tree.atLo(r.getInt("place_lo")).orElse(tree.root());
                    var item = items.find(r.getObject("item", UUID.class))
                            .map(found -> found.code())
                            .orElse(Items.GENERAL);
                    add(cells, tree.root(), ALL, decided);
                    add(cells, tree.root(), item, decided);
                    tree.above(place.id(), Level.TOWN).ifPresent(town -> {
                        add(cells, town, ALL, decided);
                        add(cells, town, item, decided);
                    });
                    tree.above(place.id(), Level.VILLAGE).ifPresent(village -> add(cells, village, ALL, decided));
                });
        return cells;
    }

    private static void add(Map<At, Cell> cells, Place place, String item, Decided decided) {
        cells.computeIfAbsent(new At(place.id(), item), _ -> new Cell()).add(decided);
    }

    /** What is not of any village (or town) is a part of its own, so that sums are whole. */
    private static List<Row> rows(PlaceTree tree, Map<At, Cell> cells) {
        var index = new HashMap<At, Integer>();
        var counts = new ArrayList<Long>();
        cells.forEach((at, cell) -> {
            index.put(at, counts.size());
            counts.add((long) cell.promised);
        });
        var sums = new ArrayList<Masking.Sum>();
        var items = cells.keySet().stream().map(At::item).distinct().toList();
        var towns = tree.children(tree.root().id());
        for (var item : items) {
            sum(new At(tree.root().id(), item), towns, item, index, counts, sums);
        }
        for (var town : towns) {
            sum(new At(town.id(), ALL), tree.children(town.id()), ALL, index, counts, sums);
        }
        for (var place : java.util.stream.Stream.concat(java.util.stream.Stream.of(tree.root()), towns.stream())
                .toList()) {
            var parts = items.stream()
                    .filter(item -> !item.equals(ALL))
                    .map(item -> index.get(new At(place.id(), item)))
                    .filter(java.util.Objects::nonNull)
                    .toList();
            var total = index.get(new At(place.id(), ALL));
            if (total != null) {
                sums.add(new Masking.Sum(total, parts));
            }
        }
        var masked = Masking.of(counts.stream().mapToLong(Long::longValue).toArray(), sums);
        var rows = new ArrayList<Row>();
        cells.forEach((at, cell) -> rows.add(new Row(
                at.place(),
                at.item(),
                cell.promised,
                cell.kept,
                cell.silent,
                cell.waiting,
                cell.notDone,
                cell.late,
                cell.contact.median(),
                cell.answer.median(),
                !masked.get(java.util.Objects.requireNonNull(index.get(at))))));
        return rows;
    }

    private static void sum(
            At total,
            List<Place> places,
            String item,
            Map<At, Integer> index,
            List<Long> counts,
            List<Masking.Sum> sums) {
        var whole = index.get(total);
        if (whole == null) {
            return;
        }
        var parts = new ArrayList<Integer>();
        long rest = counts.get(whole);
        for (var place : places) {
            var part = index.get(new At(place.id(), item));
            if (part != null) {
                parts.add(part);
                rest -= counts.get(part);
            }
        }
        if (rest > 0) {
            // Matters of the town or county itself: no row of their own, but anybody can take the others away.
            counts.add(rest);
            parts.add(counts.size() - 1);
        }
        sums.add(new Masking.Sum(whole, parts));
    }
}
