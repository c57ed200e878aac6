package org.onedoor.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Cursors;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Slice;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.StaffActor;
import org.onedoor.regions.Level;
import org.onedoor.regions.Regions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lists of cases, due first. Every list is read under one post's scope, paged by cursor, and has its own partial index:
 * a village and a town read by their number on the row, the county by due date, an office by its parts.
 */
@Repository
class CaseQueue {

    /**
     * One line of a list.
     *
     * @param listed where the list puts it: the next clock of this post's part in MINE, else the promise
     * @param words the first of the person's own
     * @param asker masked; null when anonymous or protected
     * @param whom for whom it is, when somebody else asked; masked
     * @param parts what this post (or office) is to it, where the list knows; it always knows who is to sign
     * @param round how often it was begun: more than once when the resident objected
     */
    record Line(
            UUID id,
            String number,
            String title,
            String words,
            State state,
            @Nullable End end,
            boolean guarded,
            boolean urgent,
            Instant filedAt,
            Instant due,
            Instant listed,
            @Nullable Instant pausedSince,
            @Nullable Instant contactedAt,
            UUID place,
            UUID item,
            UUID contact,
            UUID owner,
            String channel,
            @Nullable String asker,
            @Nullable String whom,
            Set<Part> parts,
            int round,
            int version) {

        /** As somebody sees it whose posts have these parts. */
        Line with(Set<Part> one, Set<Part> other) {
            var both = EnumSet.noneOf(Part.class);
            both.addAll(one);
            both.addAll(other);
            return new Line(
                    id,
                    number,
                    title,
                    words,
                    state,
                    end,
                    guarded,
                    urgent,
                    filedAt,
                    due,
                    listed,
                    pausedSince,
                    contactedAt,
                    place,
                    item,
                    contact,
                    owner,
                    channel,
                    asker,
                    whom,
                    both,
                    round,
                    version);
        }
    }

    /** What a list shows. */
    enum View {
        /** Everything open that one of my parts concerns, by what it owes next. */
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

    /**
     * A view, narrowed.
     *
     * @param place only matters of this place or below it
     * @param items only these versions of items; empty: any
     */
    record Filter(View view, @Nullable UUID place, List<UUID> items, boolean urgent) {
        static Filter of(View view) {
            return new Filter(view, null, List.of(), false);
        }
    }

    private static final String COLUMNS = """
        select m.id, m.number_day, m.number, m.title, left(m.words, 40) as words, m.state, m.closed_as, m.guarded, m.urgent, m.filed_at, m.due_at,
          m.paused_since, m.contacted_at, m.place, m.item, m.contact_post, m.owner_post, m.channel, m.round, m.version,
          case when not m.guarded then m.asker end as asker, case when not m.guarded then m.whom end as whom
        """;

    private static final String PLAIN = COLUMNS + ", m.due_at as listed, '' as parts from cases.matter m ";

    /** For the desk: a case that waits for a signature is shown otherwise to whom it was given. */
    private static final String ON_DESK = COLUMNS + """
        , m.due_at as listed, case when m.state = 'ASSIGNED' and (select count(*) from cases.party o
            where o.county = m.county and o.matter = m.id and o.post = any(:posts::uuid[]) and o.part = 'OFFERED'
              and o.until is null) > 0 then 'OFFERED' else '' end as parts
        from cases.matter m
        """;

    /**
     * A protected case stands only in the list of the post it was given to, and never in that of whom it is about. Counted,
     * because an EXISTS may be planned as one walk over the whole history.
     */
    private static final String SHOWN = """
         and (not m.guarded or (select count(*) from cases.party g
             where g.county = m.county and g.matter = m.id and g.post = :post and g.until is null) > 0
           and (select count(*) from cases.history h where h.county = m.county and h.matter = m.id
             and h.kind in ('filed', 'protected') and jsonb_exists(h.fact -> 'accused', :account)) = 0)
        """;

    private static final String FILTERED =
            " and (:items::uuid[] is null or m.item = any(:items::uuid[])) and (not :urgent or m.urgent) " + SHOWN;

    private static final String OPEN_STATES =
            " and m.state in ('REGISTERED', 'ACCEPTED', 'ASSIGNED', 'TAKEN', 'WORKING', 'WAITING')";
    private static final String LATE_STATES = OPEN_STATES + " and m.due_at < :now";
    private static final String WAITING_STATE = " and m.state = 'WAITING'";
    private static final String TRIAGE_STATES = " and m.state in ('REGISTERED', 'ACCEPTED')";

    private static final String IN_PLACE = "where m.county = :county and m.place_lo between :lo and :hi";
    private static final String IN_VILLAGE =
            "where m.county = :county and m.village_lo = :village_lo and m.place_lo between :lo and :hi";
    private static final String IN_TOWN =
            "where m.county = :county and m.town_lo = :town_lo and m.place_lo between :lo and :hi";
    private static final String IN_COUNTY = "where m.county = :county";

    private static final String DUE_FIRST =
            FILTERED + "and (m.due_at, m.id) > (:at, :id) order by m.due_at, m.id limit :limit";
    private static final String NEWEST =
            FILTERED + "and (m.filed_at, m.id) < (:at, :id) order by m.filed_at desc, m.id desc limit :limit";

    private static final String OF_POST = COLUMNS + """
        , q.step_due as listed, q.parts
        from (select q.step_due, q.matter, string_agg(q.part, ',') as parts from cases.party q
              where q.county = :county and q.post = :post and q.until is null and q.open
                and q.place_lo between :lo and :hi and (q.step_due, q.matter) > (:at, :id)
                and exists (select from cases.matter m where m.county = q.county and m.id = q.matter
        """ + FILTERED + """
        )
              group by q.step_due, q.matter order by q.step_due, q.matter limit :limit) q
        join cases.matter m on m.county = :county and m.id = q.matter
        order by q.step_due, q.matter\
        """;

    private static final String OF_OFFICE_FROM = COLUMNS + """
        , q.due_at as listed, q.parts
        from (select q.due_at, q.matter, string_agg(q.part, ',') as parts from cases.party q
              where q.county = :county and q.office_lo between :office_lo and :office_hi and q.until is null
                and q.open and q.place_lo between :lo and :hi and (q.due_at, q.matter) > (:at, :id)
                and exists (select from cases.matter m where m.county = q.county and m.id = q.matter
        """;
    private static final String OF_OFFICE_TAIL = FILTERED + """
        )
              group by q.due_at, q.matter order by q.due_at, q.matter limit :limit) q
        join cases.matter m on m.county = :county and m.id = q.matter
        order by q.due_at, q.matter\
        """;

    /** By village or grid, town, county or office; never put together at run time. */
    private static final Map<View, String> BY_VILLAGE = views(IN_VILLAGE);

    private static final Map<View, String> BY_TOWN = views(IN_TOWN);
    private static final Map<View, String> BY_COUNTY = views(IN_COUNTY);
    private static final Map<View, String> BY_OFFICE = Map.of(
            View.OPEN, OF_OFFICE_FROM + OF_OFFICE_TAIL,
            View.LATE, OF_OFFICE_FROM + LATE_STATES + OF_OFFICE_TAIL,
            View.WAITING, OF_OFFICE_FROM + WAITING_STATE + OF_OFFICE_TAIL,
            View.TRIAGE, OF_OFFICE_FROM + TRIAGE_STATES + OF_OFFICE_TAIL,
            // What the office may see is decided by its policy; newest first means walking the county's newest.
            View.ALL, ON_DESK + IN_PLACE + NEWEST);

    private static Map<View, String> views(String range) {
        return Map.of(
                View.OPEN, ON_DESK + range + OPEN_STATES + DUE_FIRST,
                View.LATE, ON_DESK + range + LATE_STATES + DUE_FIRST,
                View.WAITING, ON_DESK + range + WAITING_STATE + DUE_FIRST,
                View.TRIAGE, ON_DESK + range + TRIAGE_STATES + DUE_FIRST,
                View.ALL, ON_DESK + range + NEWEST);
    }

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
        var name = view + ":" + hat.post().id();
        var lines = read(hat, Filter.of(view), now, cursors.read(cursor, name), size + 1);
        if (lines.size() <= size) {
            return new Slice<>(lines, null);
        }
        var shown = lines.subList(0, size);
        var last = shown.getLast();
        return new Slice<>(shown, cursors.after(sort(view, last), last.id(), name));
    }

    /** What a view is sorted by. */
    static Instant sort(View view, Line line) {
        return view == View.ALL ? line.filedAt() : line.listed();
    }

    /** At most {@code limit} lines of one post after a place in the list; one statement. */
    List<Line> read(Hat hat, Filter filter, Instant now, Cursors.@Nullable After after, int limit) {
        var county = hat.scope().county();
        var tree = regions.tree(county);
        var place = filter.place() == null ? null : tree.find(filter.place()).orElse(tree.root());
        var newest = filter.view() == View.ALL;
        int lo = 0;
        int hi = Integer.MAX_VALUE;
        int officeLo = 0;
        int officeHi = 0;
        int villageLo = 0;
        int townLo = 0;
        String sql;
        if (hat.scope() instanceof Scope.Place scope) {
            if (filter.view() != View.MINE) {
                lo = scope.lo();
                hi = scope.hi();
            }
            var at = place == null ? tree.get(hat.post().place()) : place;
            villageLo = tree.above(at.id(), Level.VILLAGE).orElse(at).lo();
            townLo = tree.above(at.id(), Level.TOWN).orElse(at).lo();
            sql = filter.view() == View.MINE
                    ? OF_POST
                    : of(
                            switch (at.level()) {
                                case COUNTY -> BY_COUNTY;
                                case TOWN -> BY_TOWN;
                                case VILLAGE, GRID -> BY_VILLAGE;
                            },
                            filter.view());
        } else {
            officeLo = ((Scope.Office) hat.scope()).lo();
            officeHi = ((Scope.Office) hat.scope()).hi();
            sql = filter.view() == View.MINE ? OF_POST : of(BY_OFFICE, filter.view());
        }
        if (place != null) {
            lo = Math.max(lo, place.lo());
            hi = Math.min(hi, place.hi());
            // A place of another of her posts: nothing of this one's is there.
            if (lo > hi) {
                return List.of();
            }
        }
        return db.sql(sql)
                .param("county", county)
                .param("post", hat.post().id())
                .param("account", Actor.current().id().toString())
                .param("posts", posts(hat))
                .param("lo", lo)
                .param("hi", hi)
                .param("village_lo", villageLo)
                .param("town_lo", townLo)
                .param("office_lo", officeLo)
                .param("office_hi", officeHi)
                .param("now", CaseStore.utc(now))
                .param("items", filter.items().isEmpty() ? null : array(filter.items()))
                .param("urgent", filter.urgent())
                .param("at", CaseStore.utc(after != null ? after.at() : newest ? FAR : Instant.EPOCH))
                .param("id", after != null ? after.id() : newest ? LAST : FIRST)
                .param("limit", limit)
                .query(CaseQueue::line)
                .list();
    }

    private static final String NEWEST_FIRST = " order by m.filed_at desc, m.id desc limit :limit";

    private static final String BY_NUMBER =
            ON_DESK + "where m.county = :county and m.number_day = any(:days::date[]) and m.number = :number" + SHOWN
                    + NEWEST_FIRST;

    private static final String BY_IDS = PLAIN + "where m.county = :county and m.id = any(:ids::uuid[])";

    private static final String BY_PHONE = ON_DESK + """
        where m.county = :county and m.id in (
          select p.matter from cases.person p where p.county = :county and p.phone_index = :phone)\
        """ + SHOWN + NEWEST_FIRST;

    /** The hashes stand outside the walls, so the ids they give are read again through them (foundations §8). */
    private static final String BY_WORDS = ON_DESK + """
        where m.county = :county and m.id in (
          select w.matter from cases.words w
          where w.county = :county and w.place_lo between :lo and :hi and w.grams @> :grams::int[]
          order by w.filed_at desc limit 200)\
        """ + SHOWN + NEWEST_FIRST;

    List<Line> byNumber(Hat hat, List<LocalDate> days, String number, int limit) {
        return db.sql(BY_NUMBER)
                .param("county", hat.scope().county())
                .param("post", hat.post().id())
                .param("account", Actor.current().id().toString())
                .param("posts", posts(hat))
                .param("days", days.stream().map(LocalDate::toString).collect(Collectors.joining(",", "{", "}")))
                .param("number", number)
                .param("limit", limit)
                .query(CaseQueue::line)
                .list();
    }

    private static final String BY_SOURCE_NO =
            ON_DESK + "where m.county = :county and m.source_no = :number" + SHOWN + NEWEST_FIRST;

    /** By the number an imported order bears at its source. */
    List<Line> bySourceNo(Hat hat, String number, int limit) {
        return db.sql(BY_SOURCE_NO)
                .param("county", hat.scope().county())
                .param("post", hat.post().id())
                .param("account", Actor.current().id().toString())
                .param("posts", posts(hat))
                .param("number", number)
                .param("limit", limit)
                .query(CaseQueue::line)
                .list();
    }

    List<Line> byPhone(Hat hat, byte[] index, int limit) {
        return db.sql(BY_PHONE)
                .param("county", hat.scope().county())
                .param("post", hat.post().id())
                .param("account", Actor.current().id().toString())
                .param("posts", posts(hat))
                .param("phone", index)
                .param("limit", limit)
                .query(CaseQueue::line)
                .list();
    }

    List<Line> byWords(Hat hat, int[] grams, int limit) {
        var everywhere = !(hat.scope() instanceof Scope.Place);
        return db.sql(BY_WORDS)
                .param("county", hat.scope().county())
                .param("post", hat.post().id())
                .param("account", Actor.current().id().toString())
                .param("posts", posts(hat))
                .param("lo", everywhere ? 0 : ((Scope.Place) hat.scope()).lo())
                .param("hi", everywhere ? Integer.MAX_VALUE : ((Scope.Place) hat.scope()).hi())
                .param("grams", CaseStore.grams(grams))
                .param("limit", limit)
                .query(CaseQueue::line)
                .list();
    }

    /** Lines of cases found otherwise, read through the scope. */
    List<Line> byIds(int county, java.util.Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : db.sql(BY_IDS)
                        .param("county", county)
                        .param("ids", array(List.copyOf(ids)))
                        .query(CaseQueue::line)
                        .list();
    }

    /** All of hers: a case given to her other post is hers to sign, too. */
    private static String posts(Hat hat) {
        return array(
                Actor.current() instanceof StaffActor staff
                        ? staff.hats().stream().map(one -> one.post().id()).toList()
                        : List.of(hat.post().id()));
    }

    /** As PostgreSQL reads an array. */
    static String array(List<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static String of(Map<View, String> range, View view) {
        return java.util.Objects.requireNonNull(range.get(view));
    }

    private static Line line(ResultSet r, int n) throws SQLException {
        var end = r.getString("closed_as");
        return new Line(
                r.getObject("id", UUID.class),
                Numbers.sayable(r.getObject("number_day", LocalDate.class), r.getString("number")),
                r.getString("title"),
                r.getString("words"),
                State.valueOf(r.getString("state")),
                end == null ? null : End.valueOf(end),
                r.getBoolean("guarded"),
                r.getBoolean("urgent"),
                instant(r, "filed_at"),
                instant(r, "due_at"),
                instant(r, "listed"),
                nullable(r, "paused_since"),
                nullable(r, "contacted_at"),
                r.getObject("place", UUID.class),
                r.getObject("item", UUID.class),
                r.getObject("contact_post", UUID.class),
                r.getObject("owner_post", UUID.class),
                r.getString("channel"),
                r.getString("asker"),
                r.getString("whom"),
                parts(r.getString("parts")),
                r.getInt("round"),
                r.getInt("version"));
    }

    private static Set<Part> parts(String names) {
        var parts = EnumSet.noneOf(Part.class);
        for (var name : names.split(",")) {
            if (!name.isEmpty()) {
                parts.add(Part.valueOf(name));
            }
        }
        return parts;
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
        List<Line> lines = db.sql(PLAIN + """
            where m.county = :county and m.submitter = :person
              and (m.filed_at, m.id) < (:at, :id)
            order by m.filed_at desc, m.id desc limit :limit\
            """)
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
