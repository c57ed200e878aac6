package org.onedoor.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.organizations.PostKind;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** While the database is away everybody is told to come again: 503 and when, never 500. */
@OneDoorTest
class OutageTest {

    private static final String AGAIN = "没有丢东西";

    private final ACounty counties;
    private final Staff staff;
    private final DataSource pool;

    OutageTest(ACounty counties, Staff staff, DataSource pool) {
        this.counties = counties;
        this.staff = staff;
        this.pool = pool;
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new CannotCreateTransactionException("x", state("08006")), Outage.CUT_OFF),
                Arguments.of(new CannotCreateTransactionException("x", state("57P01")), Outage.CUT_OFF),
                Arguments.of(new CannotGetJdbcConnectionException("x", state("57P03")), Outage.CUT_OFF),
                Arguments.of(
                        new CannotCreateTransactionException("x", new SQLTransientConnectionException("taken")),
                        Outage.BUSY),
                Arguments.of(new UncategorizedSQLException("x", "select 1", state("57P02")), Outage.CUT_OFF),
                Arguments.of(new DataAccessResourceFailureException("x"), Outage.CUT_OFF),
                Arguments.of(new TransactionSystemException("could not commit", state("08003")), Outage.CUT_OFF),
                Arguments.of(
                        new TransactionSystemException("could not roll back", new SQLException("Connection is closed")),
                        Outage.CUT_OFF),
                Arguments.of(
                        new UncategorizedSQLException("x", "select 1", new SQLException("Connection is closed")),
                        Outage.CUT_OFF),
                Arguments.of(new IllegalStateException("in a room", state("08006")), Outage.CUT_OFF),
                Arguments.of(new TransactionTimedOutException("x"), Outage.BUSY),
                Arguments.of(new UncategorizedSQLException("x", "insert", state("53100")), Outage.BUSY),
                Arguments.of(new UncategorizedSQLException("x", "insert", state("40P01")), Outage.BUSY),
                Arguments.of(new DataIntegrityViolationException("x", state("23505")), Outage.NONE),
                Arguments.of(new EmptyResultDataAccessException(1), Outage.NONE),
                Arguments.of(new IllegalStateException("a defect of ours"), Outage.NONE));
    }

    private static SQLException state(String state) {
        return new SQLException("x", state);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatTheDatabaseSaysWhenItIsAway(Exception fault, Outage outage) {
        assertThat(Outage.of(fault)).isEqualTo(outage);
    }

    /** Sessions and tokens are read in filters, lists in handlers, the bell while the page is drawn. */
    @Test
    void everyDoorSaysThatItComesBack() throws Exception {
        var home = counties.found();
        var clerk = staff.at(home.county(), home.village(), PostKind.CLERK);
        var browser = staff.browser(clerk);
        var program = staff.visitor(home.county()).with("Authorization", "Bearer " + token(browser));
        var resident = staff.visitor(home.county());
        resident.get("/cases/new");

        var body = "{\"place\":\"" + home.village().code() + "\",\"words\":\"灯坏了\"}";
        tells(() -> browser.get("/desk"), "text/html");
        tells(() -> program.json("GET", "/api/v1/cases", null), "application/problem+json");
        tells(
                () -> {
                    var key = UUID.randomUUID().toString();
                    return program.copy().with("Idempotency-Key", key).json("POST", "/api/v1/cases", body);
                },
                "application/problem+json");
        tells(() -> resident.post("/cases/new", "how", "say", "words", "路灯不亮三天了"), "text/html");
    }

    private void tells(Supplier<ADoor.Answer> ask, String type) throws SQLException {
        Set<Integer> seen = new HashSet<>();
        for (int tries = 0; tries < 40 && !seen.contains(503); tries++) {
            cut();
            var answer = ask.get();
            seen.add(answer.status());
            assertThat(answer.status()).as(answer.body()).isNotEqualTo(500);
            if (answer.status() == 503) {
                assertThat(answer.body()).contains(AGAIN).doesNotContain("Exception");
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
                assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                        .startsWith(type);
                assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
            }
        }
        assertThat(seen).as("was cut off at least once").contains(503);
        // As many more as the pool has connections may still meet a dead one.
        var after = ask.get();
        for (int tries = 0; tries < 10 && after.status() == 503; tries++) {
            after = ask.get();
        }
        assertThat(after.status()).as("comes back by itself").isIn(200, 201, 302);
    }

    /** Ends the pool's connections just after they were used, when the pool still trusts them. */
    private void cut() throws SQLException {
        var held = new ArrayList<Connection>();
        for (int n = 0; n < 8; n++) {
            held.add(pool.getConnection());
        }
        for (var one : held) {
            one.close();
        }
        var known = pool.unwrap(HikariDataSource.class);
        try (var other = DriverManager.getConnection(known.getJdbcUrl(), known.getUsername(), known.getPassword());
                var end = other.prepareStatement(
                        "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = current_user"
                                + " and datname = current_database() and pid <> pg_backend_pid()")) {
            end.execute();
        }
    }

    private static String token(ADoor.Visitor browser) {
        var page = browser.post(
                "/accounts/me/tokens", "name", "对接", "scopes", "cases:read", "scopes", "cases:write", "days", "30");
        var found = Pattern.compile("id=\"token\">(od_[^<]+)<").matcher(page.body());
        assertThat(found.find()).as(page.text()).isTrue();
        return found.group(1);
    }
}
