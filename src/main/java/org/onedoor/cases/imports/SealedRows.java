package org.onedoor.cases.imports;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Ids;
import org.onedoor.secrets.Rotatable;
import org.onedoor.secrets.Secrets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of files and of orders taken move to a new key. */
@Configuration(proxyBeanMethods = false)
class SealedRows {

    private record Line(UUID batch, int row, @Nullable UUID id, byte[] sealed) {}

    private record Order(String source, String sourceNo, UUID id, byte[] sealed) {}

    private final JdbcClient db;
    private final Secrets secrets;

    SealedRows(JdbcClient db, Secrets secrets) {
        this.db = db;
        this.secrets = secrets;
    }

    @Bean
    Rotatable importedLines() {
        return Rotatable.of("imports.line", (county, batch) -> {
            var lines = old(OLD_LINES, Line.class, county, batch);
            for (var line : lines) {
                var id = line.id() == null ? Ids.next() : line.id();
                db.sql(LINE)
                        .param("county", county)
                        .param("batch", line.batch())
                        .param("row", line.row())
                        .param("id", id)
                        .param("sealed", secrets.seal(county, ImportStore.LINE, id, open(county, line)))
                        .update();
            }
            return lines.size();
        });
    }

    private static final String OLD_LINES = """
        select batch, row, id, sealed from imports.line
        where county = :county and substring(sealed for 3) <> :header limit :batch for update skip locked\
        """;
    private static final String LINE = """
        update imports.line set sealed = :sealed, id = :id where county = :county and batch = :batch and row = :row\
        """;

    /** Without an id it was sealed to its file; from now on it has one. */
    private String open(int county, Line line) {
        return line.id() == null
                ? secrets.open(county, ImportStore.SEALED, line.batch(), line.sealed())
                : secrets.open(county, ImportStore.LINE, line.id(), line.sealed());
    }

    @Bean
    Rotatable importedOrders() {
        return Rotatable.of("imports.entry", (county, batch) -> {
            var orders = old(OLD_ORDERS, Order.class, county, batch);
            for (var order : orders) {
                db.sql(ORDER)
                        .param("county", county)
                        .param("source", order.source())
                        .param("number", order.sourceNo())
                        .param("sealed", secrets.reseal(county, ImportStore.SEALED, order.id(), order.sealed()))
                        .update();
            }
            return orders.size();
        });
    }

    private static final String OLD_ORDERS = """
        select source, source_no, id, sealed from imports.entry
        where county = :county and substring(sealed for 3) <> :header limit :batch for update skip locked\
        """;
    private static final String ORDER = """
        update imports.entry set sealed = :sealed
        where county = :county and source = :source and source_no = :number\
        """;

    private <T> List<T> old(String sql, Class<T> row, int county, int batch) {
        return db.sql(sql)
                .param("county", county)
                .param("header", secrets.header())
                .param("batch", batch)
                .query(row)
                .list();
    }
}
