package org.onedoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiConsumer;
import org.onedoor.frame.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every table of the database, read as the role that may read it: the catalogue decides, not a list somebody keeps. */
@Component
public class EveryColumn {

    /** {@code role} is empty where nobody of the program may read. */
    public record Table(String name, String role) {}

    private final JdbcClient db;
    private final TransactionTemplate transaction;

    EveryColumn(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    public List<Table> tables() {
        return db.sql("""
            select format('%I.%I', n.nspname, c.relname) as name,
              coalesce((select r.rolname from pg_roles r
                where r.rolname in ('onedoor_county', 'onedoor_interior', 'onedoor_operator') and has_schema_privilege(r.oid, n.oid, 'usage')
                  and has_table_privilege(r.oid, c.oid, 'select') order by r.rolname limit 1), '') as role
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^(pg|membership)_' and n.nspname <> 'information_schema' order by 1\
            """).query(Table.class).list();
    }

    /** All tables the program reads, each with something to read it by under the county (or the operator). */
    public void each(int county, BiConsumer<Table, JdbcClient> read) {
        for (var table : tables()) {
            if (table.role().isEmpty()) {
                assertThat(table.name()).as("a table nobody reads").isEqualTo("technical.flyway_schema_history");
                continue;
            }
            Scope scope =
                    switch (table.role()) {
                        case "onedoor_county" -> new Scope.County(county);
                        case "onedoor_interior" -> new Scope.Interior(county);
                        default -> new Scope.Operator();
                    };
            Scope.in(scope, () -> transaction.executeWithoutResult(_ -> read.accept(table, db)));
        }
    }

    /** Columns of type bytea, as {@code schema.table.column}. */
    public List<String> binary() {
        return db.sql("""
            select format('%I.%I.%I', n.nspname, c.relname, a.attname)
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where a.atttypid = 'bytea'::regtype and not a.attisdropped and c.relkind in ('r', 'p')
              and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1\
            """).query(String.class).list();
    }
}
