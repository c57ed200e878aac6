package org.onedoor.regions;

import java.util.List;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 县份 · The counties on this system; one is one tenant. */
@Service
public class Counties implements CountySource {

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private volatile List<Home> known = List.of();
    private volatile long checked = Long.MIN_VALUE;

    Counties(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<Home> all() {
        long now = System.nanoTime();
        if (known.isEmpty() || now - checked > 2_000_000_000L) {
            known = Scope.in(new Scope.Operator(), () -> transaction.execute(_ -> db.sql(
                            "select county, name, host from regions.county order by county")
                    .query(Home.class)
                    .list()));
            checked = now;
        }
        return known;
    }

    /** Sets up a county with the next free number. */
    public int found(String code, String name, String host) {
        int county = Scope.in(new Scope.Operator(), () -> transaction.execute(_ -> db.sql(
                        """
                        insert into regions.county (county, code, name, host)
                        select coalesce(max(county), 0) + 1, :code, :name, :host from regions.county
                        returning county""")
                .param("code", code)
                .param("name", name)
                .param("host", host)
                .query(Integer.class)
                .single()));
        checked = Long.MIN_VALUE;
        known = List.of();
        return county;
    }
}
