package org.onedoor.frame.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** R-SEC-11: in the public zone no role the program can become reaches an internal room; wider, and it does not start. */
@OneDoorTest
class LoginCheckTest {

    private static final List<String> SCOPES = List.of(
            "onedoor_place",
            "onedoor_office",
            "onedoor_resident",
            "onedoor_receipt",
            "onedoor_county",
            "onedoor_operator");

    private final JdbcClient db;
    private final FlywayConnectionDetails owner;
    private final DatabaseConfiguration.Access access;

    LoginCheckTest(JdbcClient db, FlywayConnectionDetails owner, DatabaseConfiguration.Access access) {
        this.db = db;
        this.owner = owner;
        this.access = access;
    }

    @Test
    void thePublicZonesLoginReachesNoInternalRoomByBareSql() throws Exception {
        internalRoom("membership_a");
        try (var connection = publicly();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select * from membership_a.member"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for schema membership_a");
            for (var scope : SCOPES) {
                statement.execute("set role " + scope);
                assertThatThrownBy(() -> statement.executeQuery("select * from membership_a.member"))
                        .as(scope)
                        .hasMessageContaining("permission denied");
                statement.execute("reset role");
            }
            assertThatThrownBy(() -> statement.execute("set role onedoor_app"))
                    .as("nor does it become the other login")
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("set role onedoor_owner"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void itStartsWithTheRightGrantsAndRefusesWiderOnes() throws Exception {
        internalRoom("membership_b");
        try (var connection = publicly()) {
            var login = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            assertThat(LoginCheck.tooPowerful(login)).isEmpty();
            assertThat(LoginCheck.reached(login, Set.of("membership_b"))).isEmpty();
            assertThat(LoginCheck.reached(login, LoginCheck.internalSchemas()))
                    .as("rooms of the Party")
                    .isEmpty();
            asOwner("grant usage on schema membership_b to onedoor_county");
            assertThat(LoginCheck.reached(login, Set.of("membership_b")))
                    .containsExactly("reaches schema membership_b by role onedoor_county");
            asOwner(
                    "revoke usage on schema membership_b from onedoor_county",
                    "grant select on membership_b.member to onedoor_public");
            assertThat(LoginCheck.reached(login, Set.of("membership_b")))
                    .containsExactly("reaches schema membership_b by role onedoor_public");
        }
    }

    /** The public zone works with it: what it needs before a scope is set, it has. */
    @Test
    void thePublicZonesLoginReachesTheTechnicalTablesTheOtherReaches() throws Exception {
        try (var connection = publicly();
                var statement = connection.createStatement()) {
            statement.executeQuery("select 1 from technical.scheduled_tasks limit 1");
            statement.execute("set role onedoor_operator");
            statement.executeQuery("select 1 from technical.spring_session limit 1");
        }
    }

    @Test
    void ownersAndUnknownZonesAreRefused() throws Exception {
        try (var connection =
                DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword())) {
            var login = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            assertThat(LoginCheck.tooPowerful(login)).contains("owns the database");
            assertThatThrownBy(() -> new LoginCheck(login, "all").afterPropertiesSet())
                    .isInstanceOf(LoginCheck.TooWide.class)
                    .hasMessageContaining("owns the database");
        }
        assertThatThrownBy(() -> new LoginCheck(db, "pubic").afterPropertiesSet())
                .hasMessageContaining("all, public or internal");
        new LoginCheck(db, "internal").afterPropertiesSet();
        assertThat(LoginCheck.internalSchemas()).contains("party").doesNotContain("cases", "accounts", "organizations");
    }

    /** As an internal room's first migration makes it: its schema for roles of its own. */
    private void internalRoom(String schema) throws Exception {
        asOwner(
                "drop schema if exists " + schema + " cascade",
                "create schema " + schema,
                "create table " + schema + ".member (county int not null, id uuid not null, primary key (county, id))",
                "alter table " + schema + ".member enable row level security",
                "alter table " + schema + ".member force row level security",
                "create policy nobody on " + schema + ".member to onedoor_owner using (false)");
    }

    private void asOwner(String... statements) throws Exception {
        try (var connection =
                        DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private java.sql.Connection publicly() throws SQLException {
        return DriverManager.getConnection(access.url(), Roles.PUBLIC, access.publicPassword());
    }
}
