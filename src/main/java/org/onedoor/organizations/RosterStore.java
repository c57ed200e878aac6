package org.onedoor.organizations;

import java.sql.Types;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.organizations.Roster.Away;
import org.onedoor.organizations.Roster.Shift;
import org.onedoor.organizations.Roster.Standby;
import org.onedoor.organizations.Roster.Term;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** This room's tables. Reads load one county whole: what is ended or long past stays behind. */
@Repository
class RosterStore {

    private final JdbcClient db;

    RosterStore(JdbcClient db) {
        this.db = db;
    }

    /** @param since terms and absences that ended before are left out */
    Roster load(int county, Instant since) {
        return new Roster(
                offices(county),
                posts(county, false),
                posts(county, true),
                terms(county, since),
                away(county, since),
                shifts(county),
                standby(county));
    }

    private List<Office> offices(int county) {
        return db.sql("""
            select id, lo, hi, name, name_en, level, place, kind, phone, address, hours from organizations.office
            where county = :county order by lo\
            """).param("county", county).query(Office.class).list();
    }

    Optional<Office> office(int county, UUID office) {
        return db.sql("""
            select id, lo, hi, name, name_en, level, place, kind, phone, address, hours from organizations.office
            where county = :county and id = :office\
            """)
                .param("county", county)
                .param("office", office)
                .query(Office.class)
                .optional();
    }

    private List<Post> posts(int county, boolean ended) {
        return db.sql("""
            select id, office, place, title, title_en, kind, scope_kind, duties from organizations.post
            where county = :county and (ended_at is not null) = :ended order by made_at, id\
            """)
                .param("county", county)
                .param("ended", ended)
                .query(Post.class)
                .list();
    }

    private List<Term> terms(int county, Instant since) {
        return db.sql("""
            select id, post, account, since, until from organizations.appointment
            where county = :county and (until is null or until > :since) order by since\
            """)
                .param("county", county)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Term.class)
                .list();
    }

    private List<Away> away(int county, Instant since) {
        return db.sql("""
            select id, post, account, stand_in, since, until from organizations.away
            where county = :county and until > :since order by since\
            """)
                .param("county", county)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Away.class)
                .list();
    }

    private List<Shift> shifts(int county) {
        return db.sql("""
            select id, place, weekday, day, from_minute, to_minute, post from organizations.shift
            where county = :county order by from_minute, id\
            """)
                .param("county", county)
                .query((row, _) -> new Shift(
                        row.getObject("id", UUID.class),
                        row.getObject("place", UUID.class),
                        row.getObject("weekday") == null ? null : DayOfWeek.of(row.getInt("weekday")),
                        row.getObject("day", LocalDate.class),
                        row.getInt("from_minute"),
                        row.getInt("to_minute"),
                        row.getObject("post", UUID.class)))
                .list();
    }

    private List<Standby> standby(int county) {
        return db.sql("select place, post from organizations.standby where county = :county")
                .param("county", county)
                .query(Standby.class)
                .list();
    }

    /** An office's interval and how deep it lies. */
    record Spot(int lo, int hi, int depth) {}

    /** Locks the parent, so that two children do not get one number. */
    Optional<Spot> spot(int county, UUID office) {
        return db.sql("""
            with recursive up as (
              select id, parent, lo, hi, 0 as above from organizations.office where county = :county and id = :office
              union all
              select o.id, o.parent, o.lo, o.hi, up.above + 1 from organizations.office o
              join up on o.id = up.parent where o.county = :county)
            select min(lo) filter (where above = 0) as lo, max(hi) filter (where above = 0) as hi,
              max(above)::int as depth
            from up having count(*) > 0\
            """)
                .param("county", county)
                .param("office", office)
                .query(Spot.class)
                .optional();
    }

    int lastChild(int county, @Nullable UUID parent) {
        return db.sql("""
            select coalesce(max(hi), 0) from organizations.office
            where county = :county and parent is not distinct from :parent::uuid\
            """)
                .param("county", county)
                .param("parent", parent, Types.OTHER)
                .query(Integer.class)
                .single();
    }

    void insert(int county, Office office, @Nullable UUID parent) {
        db.sql("""
            insert into organizations.office
              (county, id, parent, lo, hi, name, name_en, level, place, kind, phone, address, hours)
            values (:county, :id, :parent, :lo, :hi, :name, :nameEn, :level, :place, :kind, :phone, :address, :hours)\
            """)
                .param("county", county)
                .param("id", office.id())
                .param("parent", parent, Types.OTHER)
                .param("lo", office.lo())
                .param("hi", office.hi())
                .param("name", office.name())
                .param("nameEn", office.nameEn(), Types.VARCHAR)
                .param("level", office.level().name())
                .param("place", office.place())
                .param("kind", office.kind())
                .param("phone", office.phone())
                .param("address", office.address())
                .param("hours", office.hours(), Types.VARCHAR)
                .update();
    }

    void describe(int county, UUID office, String name, String phone, String address, @Nullable String hours) {
        db.sql("""
            update organizations.office set name = :name, phone = :phone, address = :address, hours = :hours
            where county = :county and id = :office\
            """)
                .param("county", county)
                .param("office", office)
                .param("name", name)
                .param("phone", phone)
                .param("address", address)
                .param("hours", hours, Types.VARCHAR)
                .update();
    }

    void insert(int county, Post post, Instant now) {
        db.sql("""
            insert into organizations.post (county, id, office, place, title, title_en, kind, scope_kind, made_at)
            values (:county, :id, :office, :place, :title, :titleEn, :kind, :scopeKind, :now)\
            """)
                .param("county", county)
                .param("id", post.id())
                .param("office", post.office())
                .param("place", post.place())
                .param("title", post.title())
                .param("titleEn", post.titleEn(), Types.VARCHAR)
                .param("kind", post.kind().name())
                .param("scopeKind", post.scopeKind().name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void duties(int county, UUID post, @Nullable String duties) {
        db.sql("update organizations.post set duties = :duties where county = :county and id = :post")
                .param("county", county)
                .param("post", post)
                .param("duties", duties, Types.VARCHAR)
                .update();
    }

    /** Locks an open post for a change of its holder; false when there is none. */
    boolean lock(int county, UUID post) {
        return db.sql("""
            select id from organizations.post where county = :county and id = :post and ended_at is null for update\
            """)
                .param("county", county)
                .param("post", post)
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    boolean end(int county, UUID post, Instant at) {
        return db.sql("""
            update organizations.post set ended_at = :at where county = :county and id = :post and ended_at is null\
            """)
                        .param("county", county)
                        .param("post", post)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Cuts every appointment of the post off at that moment; who held it then, if anybody. */
    Optional<UUID> cut(int county, UUID post, Instant at) {
        return db.sql("""
            with cut as (
              update organizations.appointment set until = greatest(since, :at), ended = true
              where county = :county and post = :post and (until is null or until > :at)
              returning account, since)
            select account from cut where since <= :at order by since desc limit 1\
            """)
                .param("county", county)
                .param("post", post)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    void appoint(int county, UUID id, Appoint appointment, boolean begun) {
        db.sql("""
            insert into organizations.appointment (county, id, post, account, since, until, begun)
            values (:county, :id, :post, :account, :since, :until, :begun)\
            """)
                .param("county", county)
                .param("id", id)
                .param("post", appointment.post())
                .param("account", appointment.account())
                .param("since", appointment.since().atOffset(ZoneOffset.UTC))
                .param(
                        "until",
                        appointment.until() == null ? null : appointment.until().atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("begun", begun)
                .update();
    }

    void away(UUID id, GoAway away, boolean begun) {
        db.sql("""
            insert into organizations.away (county, id, post, account, stand_in, since, until, begun)
            values (:county, :id, :post, :account, :standIn, :since, :until, :begun)\
            """)
                .param("county", away.county())
                .param("id", id)
                .param("post", away.post())
                .param("account", away.account())
                .param("standIn", away.standIn(), Types.OTHER)
                .param("since", away.since().atOffset(ZoneOffset.UTC))
                .param("until", away.until().atOffset(ZoneOffset.UTC))
                .param("begun", begun)
                .update();
    }

    /** @param account only if it is hers; null: anybody's */
    boolean back(int county, UUID away, @Nullable UUID account, Instant at) {
        return db.sql("""
            update organizations.away set until = greatest(since, :at), begun = true
            where county = :county and id = :away and until > :at and (:all or account = :account)\
            """)
                        .param("county", county)
                        .param("away", away)
                        .param("all", account == null)
                        .param("account", account == null ? away : account)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void insert(int county, Shift shift) {
        db.sql("""
            insert into organizations.shift (county, id, place, weekday, day, from_minute, to_minute, post)
            values (:county, :id, :place, :weekday, :day, :from, :to, :post)\
            """)
                .param("county", county)
                .param("id", shift.id())
                .param("place", shift.place())
                .param(
                        "weekday",
                        shift.weekday() == null ? null : shift.weekday().getValue(),
                        Types.SMALLINT)
                .param("day", shift.day(), Types.DATE)
                .param("from", shift.from())
                .param("to", shift.to())
                .param("post", shift.post())
                .update();
    }

    void removeShift(int county, UUID shift) {
        db.sql("delete from organizations.shift where county = :county and id = :shift")
                .param("county", county)
                .param("shift", shift)
                .update();
    }

    void standby(int county, UUID place, @Nullable UUID post) {
        if (post == null) {
            db.sql("delete from organizations.standby where county = :county and place = :place")
                    .param("county", county)
                    .param("place", place)
                    .update();
            return;
        }
        db.sql("""
            insert into organizations.standby (county, place, post) values (:county, :place, :post)
            on conflict (county, place) do update set post = excluded.post\
            """)
                .param("county", county)
                .param("place", place)
                .param("post", post)
                .update();
    }

    /** What has come due since it was last looked at: appointments begun and ended, absences begun. */
    record Due(
            String what,
            UUID id,
            UUID post,
            UUID account,
            @Nullable UUID standIn) {}

    /** Takes what is due, locked and marked, so that each is announced once. */
    List<Due> takeDue(int county, Instant now) {
        return db.sql("""
            with begun as (
              update organizations.appointment set begun = true
              where county = :county and not begun and since <= :now
              returning 'filled' as what, id, post, account, null::uuid as stand_in, since as due),
            ended as (
              update organizations.appointment set ended = true
              where county = :county and begun and not ended and until <= :now
              returning 'vacated' as what, id, post, account, null::uuid as stand_in, until as due),
            gone as (
              update organizations.away set begun = true
              where county = :county and not begun and since <= :now and until > :now
              returning 'away' as what, id, post, account, stand_in, since as due)
            select what, id, post, account, stand_in from
              (select * from begun union all select * from ended union all select * from gone) all_due
            order by due\
            """)
                .param("county", county)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Due.class)
                .list();
    }
}
