package org.onedoor.cases;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.onedoor.regions.Level;
import org.onedoor.regions.LoHolder;
import org.onedoor.regions.Place;
import org.onedoor.regions.PlaceTree;
import org.onedoor.regions.Regions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the copies of places' preorder numbers on cases, parts and word hashes right when places are renumbered. */
@Component
class CaseLos implements LoHolder {

    private record Spot(UUID place, int lo, int village_lo, int town_lo) {}

    private final JdbcClient db;
    private final JsonMapper json;
    /** Regions holds this; asked only when somebody renumbers. */
    private final ObjectProvider<Regions> regions;

    CaseLos(JdbcClient db, JsonMapper json, ObjectProvider<Regions> regions) {
        this.db = db;
        this.json = json;
        this.regions = regions;
    }

    @Override
    public void renumbered(int county, List<Moved> moves) {
        var tree = regions.getObject().tree(county);
        if (tree.isEmpty()) {
            return;
        }
        Map<UUID, Span> spans = new HashMap<>();
        for (var level : Level.values()) {
            tree.all(level).forEach(place -> spans.put(place.id(), new Span(level, place.lo(), place.hi())));
        }
        for (var move : moves) {
            var level = tree.find(move.place()).map(Place::level).orElse(Level.VILLAGE);
            spans.put(move.place(), new Span(level, move.lo(), move.hi()));
        }
        var towns = at(spans, Level.TOWN);
        var villages = at(spans, Level.VILLAGE);
        int root = spans.values().stream()
                .filter(span -> span.level() == Level.COUNTY)
                .mapToInt(Span::lo)
                .findFirst()
                .orElse(1);
        var spots = new ArrayList<Spot>();
        spans.forEach((place, span) -> spots.add(
                new Spot(place, span.lo(), around(villages, span.lo(), span.lo()), around(towns, span.lo(), root))));
        write(county, spots);
    }

    private record Span(Level level, int lo, int hi) {}

    /** Spans of one level by their first number. */
    private static NavigableMap<Integer, Span> at(Map<UUID, Span> spans, Level level) {
        var found = new TreeMap<Integer, Span>();
        spans.values().stream().filter(span -> span.level() == level).forEach(span -> found.put(span.lo(), span));
        return found;
    }

    /** First number of the span that {@code lo} is in. */
    private static int around(NavigableMap<Integer, Span> spans, int lo, int otherwise) {
        var before = spans.floorEntry(lo);
        return before != null && lo <= before.getValue().hi() ? before.getKey() : otherwise;
    }

    /** From the tree as it now is: what was written meanwhile from an older one is set right too. */
    void rebuild(int county) {
        var tree = regions.getObject().tree(county);
        var spots = new ArrayList<Spot>();
        for (var level : Level.values()) {
            tree.all(level).forEach(place -> spots.add(spot(tree, place)));
        }
        write(county, spots);
    }

    private static Spot spot(PlaceTree tree, Place place) {
        return new Spot(
                place.id(),
                place.lo(),
                tree.above(place.id(), Level.VILLAGE).orElse(place).lo(),
                tree.above(place.id(), Level.TOWN).orElseGet(tree::root).lo());
    }

    private void write(int county, List<Spot> spots) {
        var places = json.writeValueAsString(spots);
        for (var sql : List.of("""
            update cases.matter m set place_lo = s.lo, village_lo = s.village_lo, town_lo = s.town_lo
            from jsonb_to_recordset(:places::jsonb) as s(place uuid, lo int, village_lo int, town_lo int)
            where m.county = :county and m.place = s.place
              and (m.place_lo, m.village_lo, m.town_lo) <> (s.lo, s.village_lo, s.town_lo)\
            """, """
            update cases.party p set place_lo = m.place_lo
            from cases.matter m
            where p.county = :county and m.county = p.county and m.id = p.matter and p.place_lo <> m.place_lo\
            """, """
            update cases.words w set place_lo = m.place_lo
            from cases.matter m
            where w.county = :county and m.county = w.county and m.id = w.matter and w.place_lo <> m.place_lo\
            """, """
            update cases.office_month o set place_lo = s.lo
            from jsonb_to_recordset(:places::jsonb) as s(place uuid, lo int, town_lo int)
            where o.county = :county and o.place = s.place and o.place_lo <> s.lo\
            """)) {
            db.sql(sql).param("county", county).param("places", places).update();
        }
    }
}
