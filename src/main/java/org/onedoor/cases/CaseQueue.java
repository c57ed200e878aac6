package org.onedoor.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Cursors;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Slice;
import org.onedoor.organizations.Hat;
import org.onedoor.regions.Regions;
import org.onedoor.secrets.Names;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lists of cases, due first. Every list is read under one post's scope, paged by cursor, and has its own partial index:
 * a village reads by place, a town by its number on the row, the county by due date, an office by its parts.
 */
@Repository
class CaseQueue {

    /** One line of a list. */
    record Line(
            UUID id,
            String number,
            String title,
            State state,
            @Nullable End end,
            boolean urgent,
            Instant filedAt,
            Instant due,
            @Nullable Instant pausedSince,
            @Nullable Instant contactedAt,
            UUID place,
            UUID item,
            UUID contact,
            UUID owner,
            String channel,
            @Nullable String asker,
            int version) {}

    /** What a list shows. */
    enum View {
        /** Everything open that one of my parts concerns. */
        MINE,
        /** Everything open in my scope. */
        OPEN,
        /** Open and past its due date. */
        LATE,
        /** Waiting for the resident. */
        WAITING,
        /** Not accepted or not yet given to anybody. */
        TRIAGE,
        /** Everything, newest first. */
        ALL
    }

    private static final String COLUMNS =
            """
            select m.id, m.number_day, m.number, m.title, m.state, m.closed_as, m.urgent, m.filed_at, m.due_at,
              m.paused_since, m.contacted_at, m.place, m.item, m.contact_post, m.owner_post, m.channel, m.version,
              (select p.name from cases.person p where p.county = m.county and p.matter = m.id and p.role = 'ASKER') as asker
            """;

    private static final String OPEN_STATES =
            "m.state in ('REGISTERED', 'ACCEPTED', 'ASSIGNED', 'TAKEN', 'WORKING', 'WAITING')";

    private static final String MINE = COLUMNS
            + """
            from cases.party q join cases.matter m on m.county = q.county and m.id = q.matter
            where q.county = :county and q.post = :post and q.until is null and q.open
              and (q.due_at, q.matter) > (:at, :id)
            order by q.due_at, q.matter limit :limit""";

    private static final String OFFICE = COLUMNS
            + """
            from (select distinct q.due_at, q.matter from cases.party q
                  where q.county = :county and q.office_lo between :lo and :hi and q.until is null and q.open
                    and (q.due_at, q.matter) > (:at, :id)
                  order by q.due_at, q.matter limit :limit) q
            join cases.matter m on m.county = :county and m.id = q.matter
            where (:state::text is null or m.state = :state) and m.due_at < :before
            order by q.due_at, q.matter""";

    private static final String OPEN_TAIL =
            """
             and (:state::text is null or m.state = :state or :state = 'TRIAGE' and m.state in ('REGISTERED', 'ACCEPTED'))
              and m.due_at < :before and (m.due_at, m.id) > (:at, :id)
            order by m.due_at, m.id limit :limit""";

    private static final String BY_PLACE = COLUMNS
            + "from cases.matter m where m.county = :county and m.place_lo between :lo and :hi and " + OPEN_STATES
            + OPEN_TAIL;

    private static final String BY_TOWN = COLUMNS
            + "from cases.matter m where m.county = :county and m.town_lo = :lo and " + OPEN_STATES + OPEN_TAIL;

    private static final String BY_COUNTY =
            COLUMNS + "from cases.matter m where m.county = :county and " + OPEN_STATES + OPEN_TAIL;

    private static final String NEWEST_BY_PLACE = COLUMNS
            + """
            from cases.matter m where m.county = :county and m.place_lo between :lo and :hi
              and (m.filed_at, m.id) < (:at, :id)
            order by m.filed_at desc, m.id desc limit :limit""";

    private static final String NEWEST_BY_TOWN = COLUMNS
            + """
            from cases.matter m where m.county = :county and m.town_lo = :lo and (m.filed_at, m.id) < (:at, :id)
            order by m.filed_at desc, m.id desc limit :limit""";

    private static final String NEWEST_BY_COUNTY = COLUMNS
            + """
            from cases.matter m where m.county = :county and (m.filed_at, m.id) < (:at, :id)
            order by m.filed_at desc, m.id desc limit :limit""";

    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

    private final JdbcClient db;
    private final Cursors cursors;
    private final Regions regions;

    CaseQueue(JdbcClient db, Cursors cursors, Regions regions) {
        this.db = db;
        this.cursors = cursors;
        this.regions = regions;
    }

    /** The list of one post, under its scope (the caller has bound it). One statement. */
    Slice<Line> list(Hat hat, View view, Instant now, @Nullable String cursor, int size) {
        var filter = view + ":" + hat.post().id();
        var after = cursors.read(cursor, filter);
        var newest = view == View.ALL && hat.scope() instanceof Scope.Place;
        var sql = sql(hat, view);
        var lines = db.sql(sql)
                .param("county", hat.scope().county())
                .param("post", hat.post().id())
                .param("lo", lo(hat.scope()))
                .param("hi", hi(hat.scope()))
                .param("state", view == View.WAITING ? "WAITING" : view == View.TRIAGE ? "TRIAGE" : null)
                .param("before", CaseStore.utc(view == View.LATE ? now : FAR))
                .param("at", CaseStore.utc(after != null ? after.at() : newest ? FAR : Instant.EPOCH))
                .param("id", after != null ? after.id() : newest ? LAST : FIRST)
                .param("limit", size + 1)
                .query(CaseQueue::line)
                .list();
        if (lines.size() <= size) {
            return new Slice<>(lines, null);
        }
        var shown = lines.subList(0, size);
        var last = shown.getLast();
        return new Slice<>(shown, cursors.after(newest ? last.filedAt() : last.due(), last.id(), filter));
    }

    private String sql(Hat hat, View view) {
        if (view == View.MINE) {
            return MINE;
        }
        if (!(hat.scope() instanceof Scope.Place)) {
            return OFFICE;
        }
        var level = regions.tree(hat.scope().county()).get(hat.post().place()).level();
        var newest = view == View.ALL;
        return switch (level) {
            case COUNTY -> newest ? NEWEST_BY_COUNTY : BY_COUNTY;
            case TOWN -> newest ? NEWEST_BY_TOWN : BY_TOWN;
            case VILLAGE, GRID -> newest ? NEWEST_BY_PLACE : BY_PLACE;
        };
    }

    private static int lo(Scope scope) {
        return switch (scope) {
            case Scope.Place place -> place.lo();
            case Scope.Office office -> office.lo();
            default -> 0;
        };
    }

    private static int hi(Scope scope) {
        return switch (scope) {
            case Scope.Place place -> place.hi();
            case Scope.Office office -> office.hi();
            default -> 0;
        };
    }

    private static Line line(ResultSet r, int n) throws SQLException {
        var end = r.getString("closed_as");
        var asker = r.getString("asker");
        return new Line(
                r.getObject("id", UUID.class),
                Numbers.sayable(r.getObject("number_day", LocalDate.class), r.getString("number")),
                r.getString("title"),
                State.valueOf(r.getString("state")),
                end == null ? null : End.valueOf(end),
                r.getBoolean("urgent"),
                instant(r, "filed_at"),
                instant(r, "due_at"),
                nullable(r, "paused_since"),
                nullable(r, "contacted_at"),
                r.getObject("place", UUID.class),
                r.getObject("item", UUID.class),
                r.getObject("contact_post", UUID.class),
                r.getObject("owner_post", UUID.class),
                r.getString("channel"),
                asker == null ? null : Names.masked(asker),
                r.getInt("version"));
    }

    static Instant instant(ResultSet r, String column) throws SQLException {
        return r.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant nullable(ResultSet r, String column) throws SQLException {
        var value = r.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** Cases a resident filed while logged in by phone, newest first; under her own scope. */
    Slice<Line> ofResident(int county, UUID person, @Nullable String cursor, int size) {
        var filter = "resident:" + person;
        var after = cursors.read(cursor, filter);
        List<Line> lines = db.sql(COLUMNS
                        + """
                        from cases.matter m where m.county = :county and m.submitter = :person
                          and (m.filed_at, m.id) < (:at, :id)
                        order by m.filed_at desc, m.id desc limit :limit""")
                .param("county", county)
                .param("person", person)
                .param("at", CaseStore.utc(after != null ? after.at() : FAR))
                .param("id", after != null ? after.id() : LAST)
                .param("limit", size + 1)
                .query(CaseQueue::line)
                .list();
        if (lines.size() <= size) {
            return new Slice<>(lines, null);
        }
        var shown = lines.subList(0, size);
        return new Slice<>(
                shown, cursors.after(shown.getLast().filedAt(), shown.getLast().id(), filter));
    }
}
