package org.onedoor.cases;

import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.secrets.Rotatable;
import org.onedoor.secrets.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Phones, addresses and mail addresses of a case's people move to a new key. */
@Component
class SealedPeople implements Rotatable {

    private record Held(
            UUID matter, String role, byte @Nullable [] phone, byte @Nullable [] address, byte @Nullable [] mail) {}

    private final JdbcClient db;
    private final Secrets secrets;

    SealedPeople(JdbcClient db, Secrets secrets) {
        this.db = db;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "cases.person";
    }

    @Override
    public int rotate(int county, int batch) {
        List<Held> people = db.sql("""
            select matter, role, phone_sealed as phone, address_sealed as address, mail_sealed as mail
            from cases.person
            where county = :county
              and (substring(phone_sealed for 3) <> :header or substring(address_sealed for 3) <> :header
                or substring(mail_sealed for 3) <> :header)
            limit :batch for update skip locked\
            """)
                .param("county", county)
                .param("header", secrets.header())
                .param("batch", batch)
                .query(Held.class)
                .list();
        for (var person : people) {
            var field = field(person.role());
            db.sql("""
                update cases.person set phone_sealed = :phone, address_sealed = :address, mail_sealed = :mail
                where county = :county and matter = :matter and role = :role\
                """)
                    .param("county", county)
                    .param("matter", person.matter())
                    .param("role", person.role())
                    .param("phone", again(county, field + ".phone", person.matter(), person.phone()), Types.BINARY)
                    .param(
                            "address",
                            again(county, field + ".address", person.matter(), person.address()),
                            Types.BINARY)
                    .param("mail", again(county, field + ".mail", person.matter(), person.mail()), Types.BINARY)
                    .update();
        }
        return people.size();
    }

    /** What a person's values are bound to, with {@code .phone}, {@code .address} or {@code .mail} behind it. */
    static String field(String role) {
        return "cases.person." + role.toLowerCase(java.util.Locale.ROOT);
    }

    private byte @Nullable [] again(int county, String field, UUID matter, byte @Nullable [] sealed) {
        return sealed == null ? null : secrets.reseal(county, field, matter, sealed);
    }
}
