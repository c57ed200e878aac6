package org.onedoor.indicators;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.onedoor.regions.LoHolder;
import org.onedoor.regions.Place;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class IndicatorStore implements LoHolder {

    private final JdbcClient db;
    private final JsonMapper json;

    IndicatorStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** Replaces the day's readings of one indicator and notes that it was read: one statement. */
    void save(
            int county, String indicator, LocalDate day, List<Place> places, Map<UUID, Reading> readings, Instant now) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var place : places) {
            var reading = readings.getOrDefault(place.id(), Reading.NOTHING);
            rows.add(Map.of(
                    "place", place.id().toString(),
                    "lo", place.lo(),
                    "numerator", reading.numerator(),
                    "denominator", reading.denominator()));
        }
        db.sql("""
            with given as (
              select * from jsonb_to_recordset(:rows::jsonb) as row (place uuid, lo int, numerator bigint,
                denominator bigint)),
            read as (
              insert into indicators.taken (county, indicator, day, taken_at) values (:county, :indicator, :day, :now)
              on conflict (county, indicator, day) do update set taken_at = excluded.taken_at),
            nothing_now as (
              delete from indicators.daily d using given
              where d.county = :county and d.indicator = :indicator and d.day = :day and d.place = given.place
                and given.numerator = 0 and given.denominator = 0)
            insert into indicators.daily (county, indicator, place, place_lo, day, numerator, denominator)
            select :county, :indicator, place, lo, :day, numerator, denominator from given
            where numerator > 0 or denominator > 0
            on conflict (county, indicator, place, day) do update set place_lo = excluded.place_lo,
              numerator = excluded.numerator, denominator = excluded.denominator\
            """)
                .param("county", county)
                .param("indicator", indicator)
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("rows", json.writeValueAsString(rows))
                .update();
    }

    Optional<LocalDate> lastTaken(int county, String indicator) {
        return db.sql("""
            select day from indicators.taken where county = :county and indicator = :indicator
            order by day desc limit 1\
            """)
                .param("county", county)
                .param("indicator", indicator)
                .query(LocalDate.class)
                .optional();
    }

    List<Daily> series(int county, UUID place, String indicator, LocalDate from, LocalDate to) {
        return db.sql("""
            select place, indicator, day, numerator, denominator from indicators.daily
            where county = :county and indicator = :indicator and place = :place and day between :from and :to
            order by day\
            """)
                .param("county", county)
                .param("indicator", indicator)
                .param("place", place)
                .param("from", from)
                .param("to", to)
                .query((row, _) -> new Daily(
                        row.getObject("place", UUID.class),
                        row.getString("indicator"),
                        row.getObject("day", LocalDate.class),
                        new Reading(row.getLong("numerator"), row.getLong("denominator"))))
                .list();
    }

    List<Indicators.Total> totals(int county, int lo, int hi, String indicator, LocalDate from, LocalDate to) {
        return db.sql("""
            select place, sum(numerator)::bigint as numerator, sum(denominator)::bigint as denominator
            from indicators.daily
            where county = :county and indicator = :indicator and place_lo between :lo and :hi
              and day between :from and :to
            group by place order by min(place_lo)\
            """)
                .param("county", county)
                .param("indicator", indicator)
                .param("lo", lo)
                .param("hi", hi)
                .param("from", from)
                .param("to", to)
                .query((row, _) -> new Indicators.Total(
                        row.getObject("place", UUID.class),
                        new Reading(row.getLong("numerator"), row.getLong("denominator"))))
                .list();
    }

    @Override
    public void renumbered(int county, List<Moved> moves) {
        db.sql("""
            update indicators.daily d set place_lo = moved.lo
            from jsonb_to_recordset(:moves::jsonb) as moved (place uuid, lo int)
            where d.county = :county and d.place = moved.place and d.place_lo <> moved.lo\
            """)
                .param("county", county)
                .param(
                        "moves",
                        json.writeValueAsString(moves.stream()
                                .map(moved -> Map.of("place", moved.place().toString(), "lo", moved.lo()))
                                .toList()))
                .update();
    }
}
