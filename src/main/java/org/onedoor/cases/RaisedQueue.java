package org.onedoor.cases;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Cursors;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Hat;
import org.onedoor.regions.Level;
import org.onedoor.regions.PlaceTree;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What came up to a post: offered from below (上报), put before it to decide, or climbed to it by the ladder while still
 * open. Read under the post's scope, due first; one statement. Counted, because an EXISTS may be planned as one walk over
 * all history.
 */
@Repository
class RaisedQueue {

    /** A case and why it came up: {@code offered}, {@code look-asked}, {@code return-asked}, {@code extension-asked}, {@code climbed}. */
    record Raised(UUID id, Instant due, String why) {}

    private static final String TO_THE_POST = """
        select r.id, r.due_at, r.why from ((select q.matter as id, q.due_at,
           case q.part when 'OFFERED' then 'offered' else
             (select h.kind from cases.history h where h.county = q.county and h.matter = q.matter and h.at = q.since
                and h.kind in ('look-asked', 'return-asked', 'extension-asked') order by h.seq desc limit 1) end as why
         from cases.party q
         where q.county = :county and q.post = :post and q.until is null and q.open
           and (q.part = 'DECIDER' or q.part = 'OFFERED' and (
             select count(*) from cases.history h where h.county = q.county and h.matter = q.matter and h.at = q.since
               and h.kind = 'offered' and (h.fact ->> 'up')::boolean) > 0)
           and (q.due_at, q.matter) > (:at, :id)
         order by q.due_at, q.matter limit :limit)\
        """;

    private static final String CLIMBED = """
           and m.state in ('REGISTERED', 'ACCEPTED', 'ASSIGNED', 'TAKEN', 'WORKING', 'WAITING')
           and m.due_at < :now and m.owner_post <> :post and (m.due_at, m.id) > (:at, :id)
           and (select count(*) from cases.escalation e where e.county = m.county and e.matter = m.id
             and e.round = m.round and :post = any(e.posts)) > 0
         order by m.due_at, m.id limit :limit)) r
        order by r.due_at, r.id limit :limit\
        """;

    private static final String FROM = " union all (select m.id, m.due_at, 'climbed' from cases.matter m ";

    private static final String OF_PLACE = TO_THE_POST + FROM
            + "where m.county = :county and m.village_lo = :village_lo and m.place_lo between :lo and :hi" + CLIMBED;
    private static final String OF_TOWN = TO_THE_POST + FROM + "where m.county = :county and m.town_lo = :lo" + CLIMBED;
    private static final String OF_COUNTY = TO_THE_POST + FROM + "where m.county = :county" + CLIMBED;
    private static final String OF_OFFICE = TO_THE_POST + FROM + """
        where m.county = :county and m.id in (select q.matter from cases.party q
          where q.county = :county and q.office_lo between :lo and :hi and q.until is null and q.open
            and q.due_at < :now)\
        """ + CLIMBED;

    private final JdbcClient db;

    RaisedQueue(JdbcClient db) {
        this.db = db;
    }

    List<Raised> read(Hat hat, PlaceTree tree, Instant now, Cursors.@Nullable After after, int limit) {
        int lo;
        int hi;
        int villageLo = 0;
        String sql;
        if (hat.scope() instanceof Scope.Place place) {
            var at = tree.get(hat.post().place());
            villageLo = tree.above(at.id(), Level.VILLAGE).orElse(at).lo();
            lo = place.lo();
            hi = place.hi();
            sql = switch (at.level()) {
                case COUNTY -> OF_COUNTY;
                case TOWN -> OF_TOWN;
                case VILLAGE, GRID -> OF_PLACE;
            };
        } else {
            var office = (Scope.Office) hat.scope();
            lo = office.lo();
            hi = office.hi();
            sql = OF_OFFICE;
        }
        return db.sql(sql)
                .param("county", hat.scope().county())
                .param("post", hat.post().id())
                .param("lo", lo)
                .param("hi", hi)
                .param("village_lo", villageLo)
                .param("now", CaseStore.utc(now))
                .param("at", CaseStore.utc(after != null ? after.at() : Instant.EPOCH))
                .param("id", after != null ? after.id() : new UUID(0, 0))
                .param("limit", limit)
                .query((r, _) ->
                        new Raised(r.getObject("id", UUID.class), CaseQueue.instant(r, "due_at"), r.getString("why")))
                .list();
    }
}
