package org.onedoor.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@OneDoorTest
class ScopeTest {

    private final JdbcClient db;
    private final TransactionTemplate transaction;

    ScopeTest(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void eachScopeRunsUnderItsOwnDatabaseRole() {
        var role = Scope.in(
                new Scope.Place(7, 1, 9),
                () -> transaction.execute(_ -> db.sql("select current_user || ' ' || current_setting('app.lo')")
                        .query(String.class)
                        .single()));
        assertThat(role).isEqualTo("onedoor_place 1");
    }

    @Test
    void aReadOutsideATransactionIsRefusedEvenOnAUsedConnection() {
        Scope.in(
                new Scope.County(7),
                () -> transaction.executeWithoutResult(
                        _ -> db.sql("select 1").query().singleRow()));
        assertThatThrownBy(() -> db.sql("select count(*) from regions.county")
                        .query(Long.class)
                        .single())
                .rootCause()
                .hasMessageContaining("permission denied");
    }
}
