package org.onedoor.frame;

import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 快照库 · Makes the snapshots of a room's reference nouns. */
@Component
public class Snapshots {

    private final JdbcClient db;
    private final DataSource dataSource;
    private final TransactionTemplate readOnly;

    Snapshots(JdbcClient db, DataSource dataSource, PlatformTransactionManager transactions) {
        this.db = db;
        this.dataSource = dataSource;
        this.readOnly = new TransactionTemplate(transactions);
        this.readOnly.setReadOnly(true);
    }

    /** {@code noun} is {@code room.noun}; {@code load} reads it for one county inside a County transaction. */
    public <T> Snapshot<T> of(String noun, IntFunction<T> load) {
        return new Snapshot<>(noun, Scope.County::new, load, db, dataSource, readOnly);
    }

    /** As {@link #of}, for an internal room; {@code load} reads inside an Interior transaction. */
    public <T> Snapshot<T> ofInterior(String noun, IntFunction<T> load) {
        return new Snapshot<>(noun, Scope.Interior::new, load, db, dataSource, readOnly);
    }
}
