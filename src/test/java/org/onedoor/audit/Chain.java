package org.onedoor.audit;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The chain of a database that another process wrote, verified from outside. */
public final class Chain {

    private Chain() {}

    /** What the verifier says of the county's chain; {@code heads} is the folder of noted heads. */
    public static Verdict verify(DataSource superuser, int county, Path heads) {
        return new Verifier(JdbcClient.create(superuser), new JdbcTransactionManager(superuser), new Heads(heads))
                .verify(county);
    }
}
