package org.onedoor.members.dues;

import java.util.UUID;
import org.onedoor.frame.Scope;
import org.onedoor.secrets.Rotatable;
import org.onedoor.secrets.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Bases that members stated move to a new key. */
@Component
class SealedBases implements Rotatable {

    private record Held(UUID id, byte[] base) {}

    private final JdbcClient db;
    private final Secrets secrets;

    SealedBases(JdbcClient db, Secrets secrets) {
        this.db = db;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "dues.standard";
    }

    @Override
    public Scope scope(int county) {
        return new Scope.Interior(county);
    }

    @Override
    public int rotate(int county, int batch) {
        var held = db.sql("""
            select id, base from dues.standard
            where county = :county and base is not null and substring(base for 3) <> :header
            limit :batch for update skip locked\
            """)
                .param("county", county)
                .param("header", secrets.header())
                .param("batch", batch)
                .query(Held.class)
                .list();
        for (var one : held) {
            db.sql("update dues.standard set base = :base where county = :county and id = :id")
                    .param("county", county)
                    .param("id", one.id())
                    .param("base", secrets.reseal(county, Dues.BASE, one.id(), one.base()))
                    .update();
        }
        return held.size();
    }
}
