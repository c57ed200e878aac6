package org.onedoor.members.admission;

import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Scope;
import org.onedoor.secrets.Rotatable;
import org.onedoor.secrets.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** ID numbers and phones move to a new key. */
@Component
class SealedAdmissions implements Rotatable {

    private record Held(UUID id, byte[] idNumber, byte @Nullable [] phone) {}

    private final JdbcClient db;
    private final Secrets secrets;

    SealedAdmissions(JdbcClient db, Secrets secrets) {
        this.db = db;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "admission.file";
    }

    /** Internal tables are reached under the Interior scope only. */
    @Override
    public Scope scope(int county) {
        return new Scope.Interior(county);
    }

    @Override
    public int rotate(int county, int batch) {
        var files = db.sql("""
            select id, id_number, phone from admission.file
            where county = :county and (substring(id_number for 3) <> :header or substring(phone for 3) <> :header)
            limit :batch for update skip locked\
            """)
                .param("county", county)
                .param("header", secrets.header())
                .param("batch", batch)
                .query(Held.class)
                .list();
        for (var one : files) {
            db.sql("""
                update admission.file set id_number = :idNumber, phone = :phone where county = :county and id = :id\
                """)
                    .param("county", county)
                    .param("id", one.id())
                    .param("idNumber", secrets.reseal(county, Admissions.ID_NUMBER, one.id(), one.idNumber()))
                    .param(
                            "phone",
                            one.phone() == null
                                    ? null
                                    : secrets.reseal(county, Admissions.PHONE, one.id(), one.phone()),
                            Types.BINARY)
                    .update();
        }
        return files.size();
    }
}
