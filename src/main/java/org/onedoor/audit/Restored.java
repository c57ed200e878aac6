package org.onedoor.audit;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices at start that the data came out of another cluster (dump and restore): entries carry transaction numbers that
 * this one has not reached. New entries are then numbered above them, otherwise they would stand before the end of the chain
 * and never be sealed.
 */
@Component
class Restored implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(Restored.class);

    private final ObjectProvider<CountySource> counties;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final FlywayConnectionDetails owner;

    Restored(
            ObjectProvider<CountySource> counties,
            JdbcClient db,
            PlatformTransactionManager transactions,
            FlywayConnectionDetails owner) {
        this.counties = counties;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.owner = owner;
    }

    @Override
    public void afterSingletonsInstantiated() {
        check();
    }

    /** Returns whether numbers had to be raised. */
    boolean check() {
        long highest = 0;
        long next = Long.MAX_VALUE;
        for (var home : counties.getObject().all()) {
            var seen =
                    Scope.in(new Scope.County(home.county()), () -> transaction.execute(_ -> numbers(home.county())));
            highest = Math.max(highest, seen.highest());
            next = Math.min(next, seen.next());
        }
        if (highest < next) {
            return false;
        }
        LOG.warn("The audit's entries come from another database cluster: numbering goes on above {}", highest);
        try (var connection =
                        DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
                var raise = connection.prepareCall("call audit.number_above(?)")) {
            raise.setLong(1, highest);
            raise.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("The audit's numbers could not be raised after a restore", e);
        }
        return true;
    }

    private record Numbers(long highest, long next) {}

    private Numbers numbers(int county) {
        return db.sql("""
            select coalesce((select xact::text::bigint from audit.entry where county = :county
                order by entry.xact desc limit 1), 0) as highest,
              pg_snapshot_xmax(pg_current_snapshot())::text::bigint + audit.xact_offset() as next\
            """).param("county", county).query(Numbers.class).single();
    }
}
