package org.onedoor.cases;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.onedoor.frame.Now;
import org.onedoor.indicators.Indicator;
import org.onedoor.indicators.Reading;
import org.onedoor.organizations.Organizations;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What cases tell about places, day by day. Protected cases are counted nowhere (R-REQ-14). */
@Configuration(proxyBeanMethods = false)
class CaseIndicators {

    /** Promises that came to their end on the day, and how many were answered by then. */
    static final String ON_TIME = "cases.on-time";

    /** Solved in the resident's own word, by the level of the office that did it; completed with the level's name. */
    static final String SOLVED = "cases.solved-";

    /** Contacted by a person in time (响应率 of R-REQ-9), by the way it came in; completed with the way's name. */
    static final String REACHED = "cases.reached-";

    /** How residents come, as their card of people names it. */
    static final Map<String, Set<Channel>> WAYS = Map.of(
            "phone", Set.of(Channel.PHONE, Channel.HOTLINE),
            "online", Set.of(Channel.WEB, Channel.MINI_PROGRAM, Channel.KIOSK, Channel.MAILBOX),
            "counter", Set.of(Channel.COUNTER, Channel.RECEPTION),
            "visit", Set.of(Channel.GRID, Channel.VISIT));

    private static final String DECIDED_BY_PLACE = """
        select d.place_lo, count(*) filter (where d.in_time) as numerator, count(*) as denominator from (
          select m.place_lo, true as in_time from cases.matter m
          where m.county = :county and not m.guarded and m.answered_at >= :from and m.answered_at < :to
            and m.answered_at <= m.due_at and m.state in ('ANSWERED', 'CLOSED')
          union all
          select m.place_lo, false from cases.matter m
          where m.county = :county and not m.guarded and m.due_at > :from and m.due_at <= :to and m.due_at < :now
            and m.state in ('REGISTERED', 'ACCEPTED', 'ASSIGNED', 'TAKEN', 'WORKING', 'WAITING')
          union all
          select m.place_lo, false from cases.matter m
          where m.county = :county and not m.guarded and m.due_at > :from and m.due_at <= :to
            and (m.answered_at > m.due_at or m.state in ('WITHDRAWN', 'DECLINED') and m.closed_at > m.due_at)
            and m.state in ('ANSWERED', 'CLOSED', 'WITHDRAWN', 'DECLINED')) d
        group by d.place_lo\
        """;

    private static final String SOLVED_BY_POST = """
        select m.place_lo, m.owner_post, count(*) as n from cases.matter m
        where m.county = :county and not m.guarded and m.closed_at >= :from and m.closed_at < :to
          and m.closed_as = 'APPROVED' and m.outcome = 'SOLVED'
        group by m.place_lo, m.owner_post\
        """;

    private static final String REACHED_BY_CHANNEL = """
        select m.place_lo, m.channel, count(*) filter (where m.contacted_at <= m.contact_due) as numerator,
          count(*) as denominator
        from cases.matter m
        where m.county = :county and not m.guarded and m.filed_at >= :from and m.filed_at < :to
          and m.contact_due is not null and (m.contact_due < :now or m.contacted_at is not null)
          and m.state not in ('DECLINED', 'MERGED') and (m.state <> 'WITHDRAWN' or m.contacted_at is not null)
        group by m.place_lo, m.channel\
        """;

    /** What was counted at one number of the place tree. */
    private record Spot(int lo, Reading reading) {}

    private interface Counting {
        List<Spot> of(int county, LocalDate from, LocalDate to);
    }

    /** Counts all places of a county in one statement and adds up the tree. */
    private record Counted(String name, int settlesAfter, Regions regions, Counting counting) implements Indicator {
        @Override
        public String unit() {
            return "case";
        }

        @Override
        public Reading read(int county, int lo, int hi, LocalDate from, LocalDate to) {
            return counting.of(county, from, to).stream()
                    .filter(spot -> lo <= spot.lo() && spot.lo() <= hi)
                    .map(Spot::reading)
                    .reduce(Reading.NOTHING, Reading::plus);
        }

        @Override
        public Map<UUID, Reading> readEach(int county, List<Place> places, LocalDate day) {
            var tree = regions.tree(county);
            var readings = new HashMap<UUID, Reading>();
            for (var spot : counting.of(county, day, day)) {
                tree.atLo(spot.lo()).ifPresent(place -> {
                    for (var level : List.of(Level.COUNTY, Level.TOWN, Level.VILLAGE)) {
                        tree.above(place.id(), level)
                                .ifPresent(above -> readings.merge(above.id(), spot.reading(), Reading::plus));
                    }
                });
            }
            return readings;
        }
    }

    static OffsetDateTime begin(LocalDate day) {
        return day.atStartOfDay(Now.ZONE).toOffsetDateTime();
    }

    @Bean
    static Indicator onTime(JdbcClient db, Regions regions) {
        return new Counted(ON_TIME, 0, regions, (county, from, to) -> db.sql(DECIDED_BY_PLACE)
                .param("county", county)
                .param("from", begin(from))
                .param("to", begin(to.plusDays(1)))
                .param("now", CaseStore.utc(Now.instant()))
                .query((r, _) ->
                        new Spot(r.getInt("place_lo"), new Reading(r.getLong("numerator"), r.getLong("denominator"))))
                .list());
    }

    @Bean
    static Indicator solvedByVillages(JdbcClient db, Regions regions, Organizations organizations) {
        return solved(Level.VILLAGE, db, regions, organizations);
    }

    @Bean
    static Indicator solvedByTowns(JdbcClient db, Regions regions, Organizations organizations) {
        return solved(Level.TOWN, db, regions, organizations);
    }

    @Bean
    static Indicator solvedByTheCounty(JdbcClient db, Regions regions, Organizations organizations) {
        return solved(Level.COUNTY, db, regions, organizations);
    }

    static String solvedAt(Level level) {
        return SOLVED + level.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Indicator solved(Level level, JdbcClient db, Regions regions, Organizations organizations) {
        return new Counted(solvedAt(level), 0, regions, (county, from, to) -> {
            var staffing = organizations.of(county);
            return db.sql(SOLVED_BY_POST)
                    .param("county", county)
                    .param("from", begin(from))
                    .param("to", begin(to.plusDays(1)))
                    .query((r, _) -> {
                        var here = staffing.find(r.getObject("owner_post", UUID.class))
                                .flatMap(post -> staffing.findOffice(post.office()))
                                .filter(office -> office.level() == level)
                                .isPresent();
                        long all = r.getLong("n");
                        return new Spot(r.getInt("place_lo"), new Reading(here ? all : 0, all));
                    })
                    .list();
        });
    }

    @Bean
    static Indicator reachedByPhone(JdbcClient db, Regions regions) {
        return reached("phone", db, regions);
    }

    @Bean
    static Indicator reachedOnline(JdbcClient db, Regions regions) {
        return reached("online", db, regions);
    }

    @Bean
    static Indicator reachedAtTheCounter(JdbcClient db, Regions regions) {
        return reached("counter", db, regions);
    }

    @Bean
    static Indicator reachedByVisits(JdbcClient db, Regions regions) {
        return reached("visit", db, regions);
    }

    /** A day's first contacts are due within days; the longest holiday is over after two weeks. */
    private static Indicator reached(String way, JdbcClient db, Regions regions) {
        var channels = java.util.Objects.requireNonNull(WAYS.get(way));
        return new Counted(REACHED + way, 14, regions, (county, from, to) -> db
                .sql(REACHED_BY_CHANNEL)
                .param("county", county)
                .param("from", begin(from))
                .param("to", begin(to.plusDays(1)))
                .param("now", CaseStore.utc(Now.instant()))
                .query((r, _) -> new Spot(
                        r.getInt("place_lo"),
                        channels.contains(Channel.of(r.getString("channel")))
                                ? new Reading(r.getLong("numerator"), r.getLong("denominator"))
                                : Reading.NOTHING))
                .list()
                .stream()
                .filter(spot -> spot.reading().denominator() > 0)
                .toList());
    }
}
