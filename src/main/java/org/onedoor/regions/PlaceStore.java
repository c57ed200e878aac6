package org.onedoor.regions;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onedoor.frame.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 地方库 · Reads and writes {@code regions.place}; the county is the scope's. */
@Repository
class PlaceStore {

    private final JdbcClient db;

    PlaceStore(JdbcClient db) {
        this.db = db;
    }

    /** Changes of one county's tree go one after the other. */
    void lock(int county) {
        db.sql("select pg_advisory_xact_lock(hashtext('regions.place'), :county)")
                .param("county", county)
                .query((_, _) -> true)
                .list();
    }

    List<Place> all(int county) {
        return db.sql("""
            select id, lo, hi, level, code, name, name_en, parent, community, valid_from, valid_to, replaced_by
            from regions.place where county = :county\
            """).param("county", county).query(Place.class).list();
    }

    Map<String, UUID> former(int county) {
        var codes = new HashMap<String, UUID>();
        db.sql("select code, place from regions.former where county = :county order by valid_to, id")
                .param("county", county)
                .query(row -> {
                    codes.put(row.getString("code"), row.getObject("place", UUID.class));
                });
        return codes;
    }

    void insert(int county, Place place) {
        db.sql("""
            insert into regions.place (county, id, lo, hi, level, code, name, name_en, parent, community, valid_from)
            values (:county, :id, :lo, :hi, :level, :code, :name, :nameEn, :parent, :community, :validFrom)\
            """)
                .param("county", county)
                .param("id", place.id())
                .param("lo", place.lo())
                .param("hi", place.hi())
                .param("level", place.level().name())
                .param("code", place.code())
                .param("name", place.name())
                .param("nameEn", place.nameEn())
                .param("parent", place.parent())
                .param("community", place.community())
                .param("validFrom", place.validFrom())
                .update();
    }

    /** Code, names and kind; what was is kept beside it. */
    void amend(int county, Place old, Place now, LocalDate day, UUID actor) {
        db.sql("""
            insert into regions.former (county, id, place, code, name, name_en, valid_from, valid_to, actor)
            values (:county, :id, :place, :code, :name, :nameEn, :from, :to, :actor)\
            """)
                .param("county", county)
                .param("id", Ids.next())
                .param("place", old.id())
                .param("code", old.code())
                .param("name", old.name())
                .param("nameEn", old.nameEn())
                .param("from", old.validFrom())
                .param("to", day)
                .param("actor", actor)
                .update();
        db.sql("""
            update regions.place set code = :code, name = :name, name_en = :nameEn, community = :community,
              valid_from = :from
            where county = :county and id = :id\
            """)
                .param("county", county)
                .param("id", now.id())
                .param("code", now.code())
                .param("name", now.name())
                .param("nameEn", now.nameEn())
                .param("community", now.community())
                .param("from", now.validFrom())
                .update();
    }

    void close(int county, Place place) {
        db.sql("""
            update regions.place set valid_to = :to, replaced_by = :by, parent = :parent
            where county = :county and id = :id\
            """)
                .param("county", county)
                .param("id", place.id())
                .param("to", place.validTo())
                .param("by", place.replacedBy())
                .param("parent", place.parent())
                .update();
    }

    void putUnder(int county, Collection<UUID> places, UUID parent) {
        if (!places.isEmpty()) {
            db.sql("update regions.place set parent = :parent where county = :county and id = any(:ids)")
                    .param("county", county)
                    .param("parent", parent)
                    .param("ids", places.toArray(UUID[]::new))
                    .update();
        }
    }

    void renumber(int county, List<LoHolder.Moved> moves) {
        db.sql("""
            update regions.place p set lo = m.lo, hi = m.hi
            from unnest(:ids::uuid[], :lo::int[], :hi::int[]) as m (id, lo, hi)
            where p.county = :county and p.id = m.id\
            """)
                .param("county", county)
                .param("ids", moves.stream().map(LoHolder.Moved::place).toArray(UUID[]::new))
                .param("lo", moves.stream().map(LoHolder.Moved::lo).toArray(Integer[]::new))
                .param("hi", moves.stream().map(LoHolder.Moved::hi).toArray(Integer[]::new))
                .update();
    }
}
