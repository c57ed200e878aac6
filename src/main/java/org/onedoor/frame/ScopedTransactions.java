package org.onedoor.frame;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * 事务入口 · The one transaction hook: its first statement switches to the scope's database role and tells the policies who
 * asks. The driver sends BEGIN in the same round trip.
 */
public class ScopedTransactions extends JdbcTransactionManager {

    /** Under this key the transaction remembers its scope. */
    private static final Object SCOPE = new Object();

    private static final String SET_SCOPE = """
        select set_config('role', ?, true), set_config('app.county', ?, true), set_config('app.lo', ?, true), \
        set_config('app.hi', ?, true), set_config('app.uid', ?, true), set_config('app.key', ?, true)\
        """;

    /**
     * The database itself ends a statement that takes too long, and a transaction in which nothing is said for as long: the
     * driver would start a timer for each.
     */
    private static final String BEGIN = SET_SCOPE
            + ", set_config('statement_timeout', ?, true), set_config('idle_in_transaction_session_timeout', ?, true)";

    private static final int MOST_SECONDS = 30;

    public ScopedTransactions(DataSource dataSource) {
        super(dataSource);
    }

    /** None for the driver, see {@link #BEGIN}. */
    @Override
    protected int determineTimeout(TransactionDefinition definition) {
        return TransactionDefinition.TIMEOUT_DEFAULT;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        try {
            int seconds = definition.getTimeout();
            begin(
                    holder().getConnection(),
                    Scope.current(),
                    seconds == TransactionDefinition.TIMEOUT_DEFAULT ? MOST_SECONDS : seconds);
            remember(Scope.current());
        } catch (SQLException e) {
            doCleanupAfterCompletion(transaction);
            throw new CannotCreateTransactionException("scope could not be set", e);
        }
    }

    /**
     * Lets the running transaction go on with the whole county, because the step it takes moves the record out of the
     * actor's sight (handing over, 上报, correcting the place). Call it only after the face has decided that the actor may
     * (foundations §2; a roof test names the callers).
     */
    public static void widenToCounty(DataSource dataSource, int county) {
        set(dataSource, new Scope.County(county));
    }

    /** As {@link #widenToCounty}, for a step of an internal room (foundations §29). */
    public static void widenToInterior(DataSource dataSource, int county) {
        set(dataSource, new Scope.Interior(county));
    }

    private static void set(DataSource dataSource, Scope scope) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            apply(connection, scope);
            remember(scope);
        } catch (SQLException e) {
            throw new IllegalStateException("scope could not be changed", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /**
     * Reads reference nouns of a county inside the running transaction, on its own connection, and goes back to the scope
     * the transaction had: a second connection per request would starve the pool. For {@link Snapshot} alone.
     */
    static <T> T as(DataSource dataSource, Scope scope, Supplier<T> read) {
        var before = (Scope) TransactionSynchronizationManager.getResource(SCOPE);
        set(dataSource, scope);
        var result = read.get();
        if (before != null) {
            set(dataSource, before);
        }
        return result;
    }

    /** The database role the running transaction has now; empty outside one. */
    static String role() {
        return TransactionSynchronizationManager.getResource(SCOPE) instanceof Scope scope ? scope.role() : "";
    }

    private ConnectionHolder holder() {
        return (ConnectionHolder)
                java.util.Objects.requireNonNull(TransactionSynchronizationManager.getResource(obtainDataSource()));
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        TransactionSynchronizationManager.unbindResourceIfPossible(SCOPE);
        super.doCleanupAfterCompletion(transaction);
    }

    private static void remember(Scope scope) {
        TransactionSynchronizationManager.unbindResourceIfPossible(SCOPE);
        TransactionSynchronizationManager.bindResource(SCOPE, scope);
    }

    private static void begin(Connection connection, Scope scope, int seconds) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(BEGIN)) {
            fill(set, scope);
            set.setString(7, seconds + "s");
            set.setString(8, seconds + "s");
            set.execute();
        }
    }

    private static void apply(Connection connection, Scope scope) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(SET_SCOPE)) {
            fill(set, scope);
            set.execute();
        }
    }

    private static void fill(PreparedStatement set, Scope scope) throws SQLException {
        String lo = "";
        String hi = "";
        String uid = "";
        String key = "";
        switch (scope) {
            case Scope.Place place -> {
                lo = Integer.toString(place.lo());
                hi = Integer.toString(place.hi());
            }
            case Scope.Office office -> {
                lo = Integer.toString(office.lo());
                hi = Integer.toString(office.hi());
            }
            case Scope.Party party -> {
                lo = Integer.toString(party.lo());
                hi = Integer.toString(party.hi());
            }
            case Scope.Resident resident -> uid = resident.person().toString();
            case Scope.Receipt receipt -> key = receipt.key();
            case Scope.County _, Scope.Interior _, Scope.Operator _ -> {}
        }
        set.setString(1, scope.role());
        set.setString(2, scope instanceof Scope.Operator ? "" : Integer.toString(scope.county()));
        set.setString(3, lo);
        set.setString(4, hi);
        set.setString(5, uid);
        set.setString(6, key);
    }
}
