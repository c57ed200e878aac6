package org.onedoor.members;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onedoor.members.BranchRoster.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The few columns of a file that a roster of names has. */
@Repository
class BranchRosterStore {

    private static final String PERSON =
            "select m.id, m.name, m.branch, m.joined_on, m.in_party from members.member m where m.county = :county";

    private static final String OF_BRANCH =
            PERSON + " and m.branch = :branch and m.in_party order by m.name, m.id limit :limit offset :skip";

    private final JdbcClient db;

    BranchRosterStore(JdbcClient db) {
        this.db = db;
    }

    List<Person> of(int county, UUID branch, int skip, int limit) {
        return db.sql(OF_BRANCH)
                .param("county", county)
                .param("branch", branch)
                .param("skip", skip)
                .param("limit", limit)
                .query(Person.class)
                .list();
    }

    Optional<Person> find(int county, UUID member) {
        return db.sql(PERSON + " and m.id = :id")
                .param("county", county)
                .param("id", member)
                .query(Person.class)
                .optional();
    }

    Optional<Person> byAccount(int county, UUID account) {
        return db.sql(PERSON + " and m.account = :account")
                .param("county", county)
                .param("account", account)
                .query(Person.class)
                .optional();
    }
}
