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

    @Bean
    Rotatable importedLines(JdbcClient db, Secrets secrets) {
        return new Rotatable() {
            @Override
            public String name() {
                return "imports.line";
            }

            @Override
            public int rotate(int county, int batch) {
                List<Line> lines = db.sql("""
                    select batch, row, id, sealed from imports.line
                    where county = :county and substring(sealed for 3) <> :header limit :batch for update skip locked\
                    """)
                        .param("county", county)
                        .param("header", secrets.header())
                        .param("batch", batch)
                        .query(Line.class)
                        .list();
                for (var line : lines) {
                    var id = line.id() == null ? Ids.next() : line.id();
                    db.sql("""
                        update imports.line set sealed = :sealed, id = :id
                        where county = :county and batch = :batch and row = :row\
                        """)
                            .param("county", county)
                            .param("batch", line.batch())
                            .param("row", line.row())
                            .param("id", id)
                            .param("sealed", secrets.seal(county, ImportStore.LINE, id, open(county, line)))
                            .update();
                }
                return lines.size();
            }

            /** Without an id it was sealed to its file; from now on it has one. */
            private String open(int county, Line line) {
                return line.id() == null
                        ? secrets.open(county, ImportStore.SEALED, line.batch(), line.sealed())
                        : secrets.open(county, ImportStore.LINE, line.id(), line.sealed());
            }
        };
    }

    @Bean
    Rotatable importedOrders(JdbcClient db, Secrets secrets) {
        return new Rotatable() {
            @Override
            public String name() {
                return "imports.entry";
            }

            @Override
            public int rotate(int county, int batch) {
                List<Order> orders = db.sql("""
                    select source, source_no, id, sealed from imports.entry
                    where county = :county and substring(sealed for 3) <> :header limit :batch for update skip locked\
                    """)
                        .param("county", county)
                        .param("header", secrets.header())
                        .param("batch", batch)
                        .query(Order.class)
                        .list();
                for (var order : orders) {
                    db.sql("""
                        update imports.entry set sealed = :sealed
                        where county = :county and source = :source and source_no = :number\
                        """)
                            .param("county", county)
                            .param("source", order.source())
                            .param("number", order.sourceNo())
                            .param("sealed", secrets.reseal(county, ImportStore.SEALED, order.id(), order.sealed()))
                            .update();
                }
                return orders.size();
            }
        };
    }
}
