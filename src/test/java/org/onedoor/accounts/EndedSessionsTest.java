package org.onedoor.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A session that ended is gone from the database, one that runs stays (R-SEC-5). */
@OneDoorTest
class EndedSessionsTest {

    private final QuietSessions<?> sessions;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    EndedSessionsTest(QuietSessions<?> sessions, JdbcClient db, PlatformTransactionManager transactions) {
        this.sessions = sessions;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void endedSessionsAreRemoved() {
        var ended = session(1);
        var running = session(Long.MAX_VALUE);
        sessions.cleanUp();
        assertThat(there(ended)).isFalse();
        assertThat(there(running)).isTrue();
    }

    private String session(long until) {
        var id = UUID.randomUUID().toString();
        Scope.in(
                new Scope.Operator(),
                () -> transaction.executeWithoutResult(
                        _ -> db.sql("""
                            insert into technical.spring_session
                              (primary_id, session_id, creation_time, last_access_time, max_inactive_interval, expiry_time)
                            values (:id, :id, 0, 0, 900, :until)\
                            """).param("id", id).param("until", until).update()));
        return id;
    }

    private boolean there(String id) {
        return Scope.in(
                new Scope.Operator(),
                () -> transaction.execute(
                        _ -> db.sql("select count(*) from technical.spring_session where primary_id = :id")
                                        .param("id", id)
                                        .query(Integer.class)
                                        .single()
                                == 1));
    }
}
