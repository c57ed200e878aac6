package org.onedoor.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.onedoor.calendar.Limit;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.frame.Now;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * There is never a case without its two names (R-REQ-5): what a post held falls back to the place's fallback posts when the
 * post ends or nobody answers for it, in the very transaction that ends it.
 */
@Component
class Fallback {

    private static final Logger LOG = LoggerFactory.getLogger(Fallback.class);

    private final CaseStore store;
    private final Cases cases;
    private final Silence silence;
    private final RuleBook rules;
    private final WorkingCalendar calendar;
    private final Organizations organizations;
    private final Regions regions;
    private final CaseNotices notices;
    private final JdbcClient db;

    Fallback(
            CaseStore store,
            Cases cases,
            Silence silence,
            RuleBook rules,
            WorkingCalendar calendar,
            Organizations organizations,
            Regions regions,
            CaseNotices notices,
            JdbcClient db) {
        this.store = store;
        this.cases = cases;
        this.silence = silence;
        this.rules = rules;
        this.calendar = calendar;
        this.organizations = organizations;
        this.regions = regions;
        this.notices = notices;
        this.db = db;
    }

    /** Everything this post held is given to others; inside the caller's transaction. */
    int from(int county, UUID gone, String why) {
        int moved = 0;
        for (var id : held(county, gone)) {
            moved += fallBack(store.lock(county, id).orElseThrow(), gone, why) ? 1 : 0;
        }
        return moved;
    }

    /**
     * Somebody else answers for the post now: the residents whose contact it is are told name and phone. Protected cases that
     * are about her go on to another post, and those that had nobody come to this one.
     */
    void told(int county, UUID event, UUID post, UUID account) {
        guarded(county, post, account);
        var rows = held(county, post).stream()
                .flatMap(id -> store.find(county, id).stream())
                .filter(row -> row.told().contact().equals(post))
                .toList();
        notices.contactIs(county, event, post, rows);
    }

    private void guarded(int county, UUID post, UUID account) {
        var staffing = organizations.of(county);
        if (staffing.find(post)
                .filter(found -> found.kind() == PostKind.PROTECTED)
                .isEmpty()) {
            return;
        }
        for (var id : held(county, post)) {
            var row = store.lock(county, id).orElseThrow();
            if (row.told().guarded() && row.told().accused().contains(account)) {
                fallBack(row, post, "absent");
            }
        }
        var now = Now.instant();
        db.sql("""
            select distinct p.post from cases.party p
            where p.county = :county and p.guarded and p.until is null and p.part in ('CONTACT', 'OWNER')\
            """).param("county", county).query(UUID.class).list().stream()
                .filter(other ->
                        staffing.ended(other) || staffing.holder(other, now).isEmpty())
                .forEach(other -> from(county, other, "vacant"));
    }

    private List<UUID> held(int county, UUID post) {
        return db.sql("""
            select distinct p.matter from cases.party p join cases.matter m on m.county = p.county and m.id = p.matter
            where p.county = :county and p.post = :post and p.until is null
              and m.state in ('REGISTERED', 'ACCEPTED', 'ASSIGNED', 'TAKEN', 'WORKING', 'WAITING', 'ANSWERED', 'MERGED')
            order by p.matter\
            """)
                .param("county", county)
                .param("post", post)
                .query(UUID.class)
                .list();
    }

    private boolean fallBack(CaseStore.Row row, UUID gone, String why) {
        var told = row.told();
        var now = Now.instant();
        var staffing = organizations.of(row.county());
        var tree = regions.tree(row.county());
        var place = tree.get(told.place());
        var takes = told.guarded()
                ? Accused.of(told, staffing).other(staffing, gone, now)
                : open(staffing, place, gone, now);
        if (takes.isEmpty()) {
            LOG.error("Nobody takes over case {} of county {}", row.id(), row.county());
            return false;
        }
        var facts = new ArrayList<Fact>(3);
        if (told.contact().equals(gone)) {
            facts.add(new Fact.FellBack(Part.CONTACT, takes.get().id(), why));
        }
        if (told.owner().equals(gone)) {
            var head = told.guarded() ? Optional.<Post>empty() : head(staffing, gone, now);
            facts.add(new Fact.FellBack(Part.OWNER, head.orElse(takes.get()).id(), why));
        }
        if (gone.equals(told.offered())) {
            var head = told.guarded() ? Optional.<Post>empty() : head(staffing, gone, now);
            facts.add(new Fact.FellBack(Part.OFFERED, head.orElse(takes.get()).id(), why));
        }
        if (gone.equals(told.recheckPost())) {
            silence.outside(row, place, now, gone)
                    .ifPresent(post -> facts.add(new Fact.RecheckDrawn(
                            post.id(),
                            post.office(),
                            calendar.of(row.county(), row.placeLo())
                                    .due(
                                            now,
                                            Limit.workingDays(rules.of(row.county(), told.filedAt())
                                                    .recheckDays())))));
        }
        if (facts.isEmpty()) {
            return false;
        }
        var by = new By.Clockwork();
        cases.finish(row, told.with(now, by.actor(), null, facts.toArray(Fact[]::new)), Step.FALL_BACK, by);
        return true;
    }

    /** Village secretary → town → county; the snapshot may still show the post that is just ending. */
    private static Optional<Post> open(Staffing staffing, Place place, UUID gone, Instant now) {
        return Stream.concat(Stream.of(staffing.contact(place, now)), staffing.fallback(place).stream())
                .filter(post -> !post.id().equals(gone))
                .filter(post -> staffing.holder(post.id(), now).isPresent())
                .findFirst();
    }

    /** The work of an office stays in it while its head is there. */
    private static Optional<Post> head(Staffing staffing, UUID gone, Instant now) {
        return staffing.find(gone).stream()
                .flatMap(post -> staffing.postsIn(post.office()).stream())
                .filter(post ->
                        post.kind() == PostKind.OFFICE_HEAD && !post.id().equals(gone))
                .filter(post -> staffing.holder(post.id(), now).isPresent())
                .findFirst();
    }
}
