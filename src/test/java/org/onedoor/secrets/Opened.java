package org.onedoor.secrets;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The secrets of a data folder that another process works in. */
public final class Opened {

    private Opened() {}

    public static Secrets of(Path data, DataSource superuser) {
        var none = new StaticListableBeanFactory();
        var transactions = new JdbcTransactionManager(superuser);
        var keys = new Keyring(new KeyFolder(data, "", ""), JdbcClient.create(superuser), transactions);
        return new Secrets(
                keys,
                none.getBeanProvider(org.onedoor.frame.CountySource.class),
                none.getBeanProvider(Rotatable.class),
                transactions);
    }
}
