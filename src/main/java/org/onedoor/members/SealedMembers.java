package org.onedoor.members;

import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Scope;
import org.onedoor.secrets.Rotatable;
import org.onedoor.secrets.Secrets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** ID numbers, phones, addresses and waiting corrections move to a new key. */
@Configuration(proxyBeanMethods = false)
class SealedMembers {

    private record Held(
            UUID id,
            byte[] idNumber,
            byte @Nullable [] phone,
            byte @Nullable [] household,
            byte @Nullable [] residence) {}

    private record Said(UUID id, UUID member, byte[] proposed) {}

    @Bean
    Rotatable memberSeals(JdbcClient db, Secrets secrets) {
        return new Inside("members.member") {
            @Override
            public int rotate(int county, int batch) {
                var members = db.sql("""
                    select id, id_number, phone, household, residence from members.member
                    where county = :county
                      and (substring(id_number for 3) <> :header or substring(phone for 3) <> :header
                        or substring(household for 3) <> :header or substring(residence for 3) <> :header)
                    limit :batch for update skip locked\
                    """)
                        .param("county", county)
                        .param("header", secrets.header())
                        .param("batch", batch)
                        .query(Held.class)
                        .list();
                for (var one : members) {
                    db.sql("""
                        update members.member set id_number = :idNumber, phone = :phone, household = :household,
                          residence = :residence
                        where county = :county and id = :id\
                        """)
                            .param("county", county)
                            .param("id", one.id())
                            .param("idNumber", secrets.reseal(county, Members.ID_NUMBER, one.id(), one.idNumber()))
                            .param("phone", again(county, Members.PHONE, one.id(), one.phone()), Types.BINARY)
                            .param(
                                    "household",
                                    again(county, Members.HOUSEHOLD, one.id(), one.household()),
                                    Types.BINARY)
                            .param(
                                    "residence",
                                    again(county, Members.RESIDENCE, one.id(), one.residence()),
                                    Types.BINARY)
                            .update();
                }
                return members.size();
            }

            private byte @Nullable [] again(int county, String field, UUID id, byte @Nullable [] sealed) {
                return sealed == null ? null : secrets.reseal(county, field, id, sealed);
            }
        };
    }

    @Bean
    Rotatable correctionSeals(JdbcClient db, Secrets secrets) {
        return new Inside("members.correction") {
            @Override
            public int rotate(int county, int batch) {
                var waiting = db.sql("""
                    select id, member, proposed from members.correction
                    where county = :county and state = 'OPEN' and substring(proposed for 3) <> :header
                    limit :batch for update skip locked\
                    """)
                        .param("county", county)
                        .param("header", secrets.header())
                        .param("batch", batch)
                        .query(Said.class)
                        .list();
                for (var one : waiting) {
                    db.sql("update members.correction set proposed = :proposed where county = :county and id = :id")
                            .param("county", county)
                            .param("id", one.id())
                            .param("proposed", secrets.reseal(county, OwnFile.PROPOSED, one.member(), one.proposed()))
                            .update();
                }
                return waiting.size();
            }
        };
    }

    /** Internal tables are reached under the Interior scope only. */
    private abstract static class Inside implements Rotatable {
        private final String name;

        Inside(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Scope scope(int county) {
            return new Scope.Interior(county);
        }
    }
}
