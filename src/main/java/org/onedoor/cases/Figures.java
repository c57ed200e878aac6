package org.onedoor.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.indicators.Indicators;
import org.onedoor.indicators.Reading;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 办件数字 · How places and offices keep their promises, read from rows that were rolled at night; never about a person, and a
 * protected case is in none of them.
 *
 * <p>Supervisors read under the scope of their post; what the public reads is masked when it is rolled.
 */
@Service
@Transactional(readOnly = true)
public class Figures {

    /** Months that are rolled again each night: a case filed in them may still be open. */
    private static final int FRESH_MONTHS = 3;

    /**
     * 单位数字 · What became of the cases an office had in hand. Each {@code …Last} is the part of it that fell into the last
     * tenth of the time.
     */
    public record OfficeFigure(
            UUID office,
            int received,
            int paused,
            int pausedLast,
            int returned,
            int returnedLast,
            int refused,
            int refusedLast,
            int withdrawn,
            int withdrawnLast,
            int finished,
            int finishedLast) {}

    /**
     * 兑现格 · What became of the promises of one item and place.
     *
     * @param item code of the item; empty for all
     * @param shown false: masked, and every number is 0
     * @param contactMinutes median from sending to the first call, visit or message of a person; null where there was none
     */
    public record Kept(
            UUID place,
            String item,
            boolean shown,
            int promised,
            int kept,
            int silent,
            int waiting,
            int notDone,
            int late,
            @Nullable Integer contactMinutes,
            @Nullable Integer answerMinutes) {}

    /** 兑现表 · The three full months that end with {@code until}: the place itself, its items, the places right below. */
    public record KeptTable(LocalDate until, @Nullable Kept whole, List<Kept> items, List<Kept> places) {}

    private final JdbcClient db;
    private final KeptRoll kept;
    private final OfficeRoll offices;
    private final Indicators indicators;
    private final Regions regions;

    Figures(JdbcClient db, KeptRoll kept, OfficeRoll offices, Indicators indicators, Regions regions) {
        this.db = db;
        this.kept = kept;
        this.offices = offices;
        this.indicators = indicators;
        this.regions = regions;
    }

    /** Rolls what the night rolls: the last full months for the public, the fresh months of the offices. County scope. */
    @Transactional
    public void roll(int county) {
        kept.roll(county, KeptRoll.lastFullMonth());
        var month = Now.today().withDayOfMonth(1);
        for (int back = 0; back <= FRESH_MONTHS; back++) {
            offices.roll(county, month.minusMonths(back));
        }
    }

    /** Rolls one past month of the offices; seeding calls it for what lies before the fresh ones. County scope. */
    @Transactional
    public void rollMonth(int county, LocalDate month) {
        offices.roll(county, month.withDayOfMonth(1));
    }

    /** Every village at or below the place that had a promise to keep; under the scope of a post above it. */
    public Map<UUID, Reading> onTime(int county, Place place, LocalDate from, LocalDate to) {
        var tree = regions.tree(county);
        var readings = new LinkedHashMap<UUID, Reading>();
        for (var total : indicators.totals(county, place.lo(), place.hi(), CaseIndicators.ON_TIME, from, to)) {
            if (tree.find(total.place())
                    .filter(one -> one.level() == Level.VILLAGE)
                    .isPresent()) {
                readings.put(total.place(), total.reading());
            }
        }
        return readings;
    }

    /** Of what was solved at the place: how much by villages, towns and the county (A11). */
    public Map<Level, Reading> solved(int county, Place place, LocalDate from, LocalDate to) {
        var readings = new LinkedHashMap<Level, Reading>();
        for (var level : List.of(Level.VILLAGE, Level.TOWN, Level.COUNTY)) {
            readings.put(level, sum(county, place, CaseIndicators.solvedAt(level), from, to));
        }
        return readings;
    }

    /** Contacted by a person in time, by the way residents came: phone, online, counter, visit (A23). County scope. */
    public Map<String, Reading> reached(int county, Place place, LocalDate from, LocalDate to) {
        var readings = new LinkedHashMap<String, Reading>();
        for (var way : List.of("phone", "counter", "online", "visit")) {
            readings.put(way, sum(county, place, CaseIndicators.REACHED + way, from, to));
        }
        return readings;
    }

    private Reading sum(int county, Place place, String indicator, LocalDate from, LocalDate to) {
        return indicators.series(county, place.id(), indicator, from, to).stream()
                .map(daily -> daily.reading())
                .reduce(Reading.NOTHING, Reading::plus);
    }

    /** Offices at or below the place, over whole months; under the scope of a post above it. */
    public List<OfficeFigure> offices(Place place, LocalDate fromMonth, LocalDate toMonth) {
        return db.sql("""
            select office, sum(received)::int as received, sum(paused)::int as paused,
              sum(paused_last)::int as paused_last, sum(returned)::int as returned,
              sum(returned_last)::int as returned_last, sum(refused)::int as refused,
              sum(refused_last)::int as refused_last, sum(withdrawn)::int as withdrawn,
              sum(withdrawn_last)::int as withdrawn_last, sum(finished)::int as finished,
              sum(finished_last)::int as finished_last
            from cases.office_month
            where county = :county and place_lo between :lo and :hi and month between :from and :to
            group by office order by min(place_lo), office\
            """)
                .param("county", Scope.current().county())
                .param("lo", place.lo())
                .param("hi", place.hi())
                .param("from", fromMonth)
                .param("to", toMonth)
                .query((r, _) -> new OfficeFigure(
                        r.getObject("office", UUID.class),
                        r.getInt("received"),
                        r.getInt("paused"),
                        r.getInt("paused_last"),
                        r.getInt("returned"),
                        r.getInt("returned_last"),
                        r.getInt("refused"),
                        r.getInt("refused_last"),
                        r.getInt("withdrawn"),
                        r.getInt("withdrawn_last"),
                        r.getInt("finished"),
                        r.getInt("finished_last")))
                .list();
    }

    /** What everybody may read about a county, town or village. County scope; empty until the first night. */
    public KeptTable kept(int county, Place place) {
        var until = KeptRoll.lastFullMonth();
        var below = regions.tree(county).children(place.id()).stream()
                .filter(one -> one.level() != Level.GRID)
                .map(Place::id)
                .toList();
        var rows = db.sql("""
            select place, item, shown, promised, kept, silent, waiting, not_done, late, contact_minutes, answer_minutes
            from cases.kept_window
            where county = :county and until = :until
              and (place = :place or item = '' and place = any(:below::uuid[]))\
            """)
                .param("county", county)
                .param("until", until)
                .param("place", place.id())
                .param("below", CaseQueue.array(below))
                .query(Figures::kept)
                .list();
        var byPlace = new HashMap<UUID, Kept>();
        var items = new ArrayList<Kept>();
        for (var row : rows) {
            if (row.item().isEmpty()) {
                byPlace.put(row.place(), row);
            } else {
                items.add(row);
            }
        }
        return new KeptTable(
                until,
                byPlace.get(place.id()),
                List.copyOf(items),
                below.stream()
                        .map(one -> byPlace.getOrDefault(one, new Kept(one, "", true, 0, 0, 0, 0, 0, 0, null, null)))
                        .toList());
    }

    private static Kept kept(ResultSet r, int n) throws SQLException {
        var place = r.getObject("place", UUID.class);
        var item = r.getString("item");
        if (!r.getBoolean("shown")) {
            return new Kept(place, item, false, 0, 0, 0, 0, 0, 0, null, null);
        }
        return new Kept(
                place,
                item,
                true,
                r.getInt("promised"),
                r.getInt("kept"),
                r.getInt("silent"),
                r.getInt("waiting"),
                r.getInt("not_done"),
                r.getInt("late"),
                r.getObject("contact_minutes", Integer.class),
                r.getObject("answer_minutes", Integer.class));
    }
}
