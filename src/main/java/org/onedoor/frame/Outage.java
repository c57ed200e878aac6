package org.onedoor.frame;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * How it looks from the door when the database is away or cannot keep up. In either case the request may be made again as it
 * is: what a lost connection left undecided is told by the request's key.
 */
enum Outage {
    /** Nothing of the kind. */
    NONE,
    /** Every connection is taken, a lock or the disk is not to be had: nothing was done. */
    BUSY,
    /** The connection broke, or the server stops, starts or recovers. */
    CUT_OFF;

    /** A defect of ours is {@link #NONE}; the first cause that tells decides. */
    static Outage of(Throwable fault) {
        var state = sqlState(fault);
        if (state.startsWith("08") || state.startsWith("57P")) {
            return CUT_OFF;
        }
        if (state.startsWith("53")
                || state.equals("57014")
                || state.equals("55P03")
                || state.equals("40001")
                || state.equals("40P01")) {
            return BUSY;
        }
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CannotCreateTransactionException _,
                        CannotGetJdbcConnectionException _,
                        SQLTransientConnectionException _,
                        TransactionTimedOutException _,
                        PessimisticLockingFailureException _ -> {
                    return BUSY;
                }
                // Neither COMMIT nor ROLLBACK fails on a connection that is well.
                case TransactionSystemException _,
                        DataAccessResourceFailureException _,
                        RecoverableDataAccessException _,
                        TransientDataAccessResourceException _,
                        SQLNonTransientConnectionException _,
                        SQLRecoverableException _ -> {
                    return CUT_OFF;
                }
                case SQLException closed
                when closed.getSQLState() == null && closedUnderUs(closed) -> {
                    return CUT_OFF;
                }
                default -> {}
            }
        }
        return NONE;
    }

    /** The pool takes a connection away from whoever still holds it when it saw it break, and gives no state. */
    private static boolean closedUnderUs(SQLException fault) {
        return "Connection is closed".equals(fault.getMessage());
    }

    static String sqlState(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
