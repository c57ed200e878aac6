package org.onedoor.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.onedoor.calendar.Limit;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.Now;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.onedoor.secrets.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What becomes of an answer nobody said anything about: drawn for a recheck by a post outside the office, or closed as
 * 未表态. Every lot is kept, so that the draw can be checked.
 */
@Component
class Silence {

    private final CaseStore store;
    private final Cases cases;
    private final RuleBook rules;
    private final WorkingCalendar calendar;
    private final Catalogue catalogue;
    private final Organizations organizations;
    private final Regions regions;
    private final Secrets secrets;
    private final JdbcClient db;

    Silence(
            CaseStore store,
            Cases cases,
            RuleBook rules,
            WorkingCalendar calendar,
            Catalogue catalogue,
            Organizations organizations,
            Regions regions,
            Secrets secrets,
            JdbcClient db) {
        this.store = store;
        this.cases = cases;
        this.rules = rules;
        this.calendar = calendar;
        this.catalogue = catalogue;
        this.organizations = organizations;
        this.regions = regions;
        this.secrets = secrets;
        this.db = db;
    }

    /** Ends the silent window of one case, inside the caller's transaction; false when it is not over. */
    boolean end(int county, UUID id) {
        var row = store.lock(county, id).orElseThrow();
        var told = row.told();
        var now = Now.instant();
        var window = told.windowUntil();
        if (told.state() != State.ANSWERED || window == null || window.isAfter(now)) {
            return false;
        }
        var numbers = rules.of(county, told.filedAt());
        if (told.recheckPost() != null) {
            // Drawn, but nobody asked in all the time in which the resident might still have objected.
            return answered(told).plus(Duration.ofDays(numbers.ratingDays())).isAfter(now) ? false : close(row);
        }
        var tree = regions.tree(county);
        var village = told.guarded()
                ? tree.root()
                : tree.above(told.place(), Level.VILLAGE).orElseGet(tree::root);
        var month = Now.local(now).toLocalDate().withDayOfMonth(1);
        // Draws of one village follow one another, else two at once would both be the fifth.
        db.sql("select pg_advisory_xact_lock(:county, hashtext(:village))")
                .param("county", county)
                .param("village", village.id().toString())
                .query()
                .singleRow();
        var lot = Lot.of(
                catalogue.of(county).get(told.item()).help(),
                row.hasPhone(),
                Objects.requireNonNull(told.outcome()),
                number(county, id, told.round()),
                drawn(county, village, month),
                numbers);
        var asks = lot.drawn() && findable(county, id)
                ? outside(row, tree.get(told.place()), now)
                : Optional.<Post>empty();
        if (lot.drawn() && asks.isEmpty()) {
            lot = Lot.NOBODY;
        }
        keep(county, row, village, month, lot, now);
        if (asks.isEmpty()) {
            return close(row);
        }
        var due = calendar.of(county, row.placeLo()).due(now, Limit.workingDays(numbers.recheckDays()));
        return take(
                row,
                Step.DRAW_RECHECK,
                new Fact.RecheckDrawn(asks.get().id(), asks.get().office(), due));
    }

    /** Somebody who asked in passing and left neither name nor telephone nor address cannot be called back. */
    private boolean findable(int county, UUID id) {
        return db.sql("""
            select exists (select from cases.person where county = :county and matter = :id
              and (name is not null or phone_sealed is not null or address_sealed is not null))\
            """)
                .param("county", county)
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    private static Instant answered(Case told) {
        return Objects.requireNonNull(told.answeredAt());
    }

    private boolean close(CaseStore.Row row) {
        return take(row, Step.CLOSE_SILENT, new Fact.ClosedSilent());
    }

    private boolean take(CaseStore.Row row, Step step, Fact fact) {
        var by = new By.Clockwork();
        cases.finish(row, row.told().with(Now.instant(), by.actor(), null, fact), step, by);
        return true;
    }

    /** 0–99, by the county's key: nobody can foresee which case is drawn, and the same case always draws the same. */
    private int number(int county, UUID id, int round) {
        var mac = secrets.index(county, "cases.draw", id + ":" + round);
        return Math.floorMod((mac[0] & 0xff) << 16 | (mac[1] & 0xff) << 8 | mac[2] & 0xff, 100);
    }

    private int drawn(int county, Place village, LocalDate month) {
        return db.sql("""
            select count(*)::int from cases.draw
            where county = :county and village = :village and month = :month and because in ('LOT', 'FLOOR')\
            """)
                .param("county", county)
                .param("village", village.id())
                .param("month", month)
                .query(Integer.class)
                .single();
    }

    private void keep(int county, CaseStore.Row row, Place village, LocalDate month, Lot lot, Instant now) {
        db.sql("""
            insert into cases.draw (county, matter, round, village, month, because, at)
            values (:county, :matter, :round, :village, :month, :because, :at)
            on conflict (county, matter, round) do nothing\
            """)
                .param("county", county)
                .param("matter", row.id())
                .param("round", row.told().round())
                .param("village", village.id())
                .param("month", month)
                .param("because", lot.name())
                .param("at", CaseStore.utc(now))
                .update();
    }

    /**
     * Who asks: a post of another office, held by none of those who worked on it (R-ROLE-3). A protected case only by another
     * post for protected cases, so that nobody else learns of it.
     */
    Optional<Post> outside(CaseStore.Row row, Place place, Instant now) {
        return outside(row, place, now, new UUID(0, 0));
    }

    /** As above, and not {@code gone}, which is just ending. */
    Optional<Post> outside(CaseStore.Row row, Place place, Instant now, UUID gone) {
        var staffing = organizations.of(row.county());
        var offices = new HashSet<UUID>();
        var accounts = new HashSet<UUID>();
        for (var party : row.told().parties()) {
            if (party.part() == Part.RECHECK && !party.post().equals(gone)) {
                continue;
            }
            staffing.find(party.post()).ifPresent(post -> offices.add(post.office()));
            staffing.holder(party.post(), now).ifPresent(holder -> accounts.add(holder.account()));
        }
        if (!row.told().guarded()) {
            return staffing.callback(place, offices, accounts);
        }
        var accused = Accused.of(row.told(), staffing);
        offices.addAll(accused.offices());
        accounts.addAll(accused.accounts());
        return new Accused(accounts, offices).other(staffing, gone, now);
    }
}
