package org.onedoor.regions;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.onedoor.frame.Snapshot;
import org.onedoor.frame.Snapshots;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 轮廓 · Outlines of grids and villages: kept as well-known binary, asked from memory. */
@Repository
class Outlines {

    private final JdbcClient db;
    private final Snapshot<OutlineIndex> indexes;

    Outlines(JdbcClient db, Snapshots snapshots) {
        this.db = db;
        this.indexes = snapshots.of("regions.outline", this::load);
    }

    OutlineIndex of(int county) {
        return indexes.of(county);
    }

    void save(int county, Map<UUID, Geometry> outlines) {
        var places = outlines.keySet().toArray(UUID[]::new);
        var wkb = new byte[places.length][];
        for (int i = 0; i < places.length; i++) {
            wkb[i] = new WKBWriter().write(outlines.get(places[i]));
        }
        db.sql("""
            insert into regions.outline (county, place, wkb)
            select :county, o.place, o.wkb from unnest(:places::uuid[], :wkb::bytea[]) as o (place, wkb)
            on conflict (county, place) do update set wkb = excluded.wkb\
            """)
                .param("county", county)
                .param("places", places)
                .param("wkb", wkb)
                .update();
        indexes.changed(county);
    }

    private OutlineIndex load(int county) {
        var outlines = new HashMap<UUID, Geometry>();
        var reader = new WKBReader();
        db.sql("select place, wkb from regions.outline where county = :county")
                .param("county", county)
                .query(row -> {
                    try {
                        outlines.put(row.getObject("place", UUID.class), reader.read(row.getBytes("wkb")));
                    } catch (ParseException e) {
                        throw new IllegalStateException("An outline cannot be read", e);
                    }
                });
        return new OutlineIndex(outlines);
    }
}
