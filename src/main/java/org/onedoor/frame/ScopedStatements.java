package org.onedoor.frame;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.stereotype.Component;

/**
 * Gives each database role its own prepared statement: the role stands behind the SQL as a comment. Under row-level security
 * PostgreSQL throws a prepared plan away when another role runs it, and planning a step anew costs several times the step.
 */
@Component
class ScopedStatements extends NamedParameterJdbcTemplate {

    private record Key(String sql, String role) {}

    private final Map<Key, ParsedSql> parsed = new ConcurrentHashMap<>();

    ScopedStatements(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected ParsedSql getParsedSql(String sql) {
        var role = ScopedTransactions.role();
        if (role.isEmpty()) {
            return super.getParsedSql(sql);
        }
        // The SQL of this program is constant, so there are only so many.
        return parsed.computeIfAbsent(new Key(sql, role), key -> super.getParsedSql(key.sql() + " -- " + key.role()));
    }
}
