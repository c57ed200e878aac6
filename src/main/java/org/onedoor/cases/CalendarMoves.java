package org.onedoor.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.onedoor.calendar.CalendarChanged;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.Now;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves open promises with the calendar: an office closed by order cannot work (foundations §7). Later always, with a notice;
 * earlier only what was marked 暂定. Closed cases are never touched.
 */
@Component
class CalendarMoves {

    /** A change whose cases are yet to be moved. */
    record Change(UUID id, int version, int lo, int hi, LocalDate first, LocalDate last, boolean provisional) {}

    /** Ids of open cases, a page after {@code :after}; which of them a change concerns, {@link #move} says. */
    static final String OPEN = """
        select m.id from cases.matter m
        where m.county = :county and m.id > :after
          and m.state in ('REGISTERED', 'ACCEPTED', 'ASSIGNED', 'TAKEN', 'WORKING', 'WAITING', 'MERGED')
        order by m.id limit :limit\
        """;

    private final CaseStore store;
    private final Cases cases;
    private final WorkingCalendar calendar;
    private final Catalogue catalogue;
    private final JdbcClient db;

    CalendarMoves(CaseStore store, Cases cases, WorkingCalendar calendar, Catalogue catalogue, JdbcClient db) {
        this.store = store;
        this.cases = cases;
        this.calendar = calendar;
        this.catalogue = catalogue;
        this.db = db;
    }

    /** Notes the change; the next sweep moves the cases, however many there are. */
    void note(CalendarChanged changed) {
        db.sql("""
            insert into cases.calendar_change (county, id, version, lo, hi, first, last, provisional, at)
            values (:county, :id, :version, :lo, :hi, :first, :last, :provisional, :at) on conflict do nothing\
            """)
                .param("county", changed.county())
                .param("id", changed.eventId())
                .param("version", changed.version())
                .param("lo", changed.lo())
                .param("hi", changed.hi())
                .param("first", changed.from())
                .param("last", changed.until())
                .param("provisional", changed.wasProvisional())
                .param("at", CaseStore.utc(changed.at()))
                .update();
    }

    Optional<Change> next(int county) {
        return db.sql("""
            select id, version, lo, hi, first, last, provisional from cases.calendar_change
            where county = :county and done_at is null order by at, id limit 1\
            """).param("county", county).query(Change.class).optional();
    }

    int done(int county, Change change) {
        return db.sql("update cases.calendar_change set done_at = :now where county = :county and id = :id")
                .param("now", CaseStore.utc(Now.instant()))
                .param("county", county)
                .param("id", change.id())
                .update();
    }

    /** One case inside the caller's transaction; false when the change does not concern it. */
    boolean move(int county, Change change, UUID id) {
        var row = store.lock(county, id).orElseThrow();
        var told = row.told();
        if (row.placeLo() < change.lo() || row.placeLo() > change.hi() || !reaches(told, change)) {
            return false;
        }
        var items = catalogue.of(county);
        var days = calendar.of(county, row.placeLo());
        var due = Promise.derive(told, item -> items.get(item).promise(), days);
        // The source's own deadline does not follow our calendar.
        boolean foreign = told.channel() == Channel.HOTLINE;
        boolean arranged = change.provisional() && told.provisional() && !days.provisional(days.dueDay(due));
        boolean later = due.isAfter(told.due()) && !foreign;
        if (!later && !arranged) {
            return false;
        }
        var by = new By.Clockwork();
        var fact = new Fact.PromiseMoved(
                told.due(),
                foreign ? told.due() : due,
                days.version(),
                arranged ? Fact.PromiseMoved.ARRANGED : Fact.PromiseMoved.CALENDAR);
        cases.finish(row, told.with(Now.instant(), by.actor(), null, fact), Step.MOVE_PROMISE, by);
        return true;
    }

    private static boolean reaches(Case told, Change change) {
        return !day(told.promisedAt()).isAfter(change.last())
                && !day(told.due()).isBefore(change.first());
    }

    private static LocalDate day(Instant moment) {
        return Now.local(moment).toLocalDate();
    }
}
