package org.onedoor.frame.database;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.onedoor.frame.Zone;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 账号检查 · Refuses to start when the program's database login may do more than it needs: a superuser, an owner, one that
 * bypasses the walls (foundations §13), or in the public zone one that reaches an internal room's tables (R-SEC-11).
 */
@Component
class LoginCheck implements InitializingBean {

    private final JdbcClient db;
    private final String zone;

    LoginCheck(JdbcClient db, @Value("${onedoor.zone:all}") String zone) {
        this.db = db;
        this.zone = zone;
    }

    @Override
    public void afterPropertiesSet() throws IOException {
        if (!Set.of("all", "public", "internal").contains(zone)) {
            throw new TooWide("onedoor.zone is '" + zone + "'; it can be all, public or internal", "");
        }
        refuse(tooPowerful(db), "logs in as a role that");
        if (zone.equals("public")) {
            refuse(reached(db, internalSchemas()), "runs as zone=public and its login");
        }
    }

    private static void refuse(List<String> findings, String who) {
        if (!findings.isEmpty()) {
            throw new TooWide("The program " + who + " " + String.join("; ", findings), String.join("\n", findings));
        }
    }

    /** What the login must not be. */
    static List<String> tooPowerful(JdbcClient db) {
        return db.sql("""
            select what from (
              select 'is a superuser' as what where (select rolsuper from pg_roles where rolname = session_user)
              union all
              select 'bypasses row-level security' where (select rolbypassrls from pg_roles where rolname = session_user)
              union all
              select 'owns the database' where exists (select from pg_database
                where datname = current_database() and pg_has_role(session_user, datdba, 'member'))) found\
            """).query(String.class).list();
    }

    /** Schemas of these that the login reaches itself or by a role it may switch to, one sentence each. */
    static List<String> reached(JdbcClient db, Set<String> schemas) {
        return db.sql("""
            select distinct 'reaches schema ' || n.nspname || ' by role ' || r.rolname
            from pg_namespace n cross join pg_roles r
            where n.nspname = any(:schemas) and pg_has_role(session_user, r.oid, 'member')
              and (has_schema_privilege(r.oid, n.oid, 'usage')
                   or exists (select from pg_class c where c.relnamespace = n.oid and c.relkind in ('r', 'p', 'v', 'm')
                     and has_table_privilege(r.oid, c.oid, 'select, insert, update, delete')))
            order by 1\
            """)
                .param("schemas", schemas.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** A room's schema has the room's name; a nested module's its own. */
    static Set<String> internalSchemas() throws IOException {
        var schemas = new TreeSet<String>();
        for (var file : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:org/onedoor/**/package-info.class")) {
            var path = file.getURL().getPath();
            var room = path.substring(path.lastIndexOf("org/onedoor"), path.lastIndexOf('/'))
                    .replace('/', '.');
            try {
                var zone = Class.forName(room + ".package-info").getAnnotation(Zone.class);
                if (zone != null && zone.value() == Zone.Side.INTERNAL) {
                    schemas.add(room.substring(room.lastIndexOf('.') + 1));
                }
            } catch (ClassNotFoundException e) {
                throw new IOException(e);
            }
        }
        return schemas;
    }

    /** The login may more than the zone allows. */
    static final class TooWide extends RuntimeException {
        private final String sentence;
        private final String findings;

        TooWide(String sentence, String findings) {
            super(sentence, null, false, false);
            this.sentence = sentence;
            this.findings = findings;
        }
    }

    /** Says it in one sentence instead of a stack trace. */
    static final class Analysis extends AbstractFailureAnalyzer<TooWide> {
        @Override
        protected FailureAnalysis analyze(Throwable failure, TooWide cause) {
            return new FailureAnalysis(
                    cause.sentence + ".",
                    "Let the county's DBA run roles.sql again and take away what is more than it grants ("
                            + cause.findings
                            + "). The public zone logs in as " + Roles.PUBLIC
                            + ", which may switch to no role of an internal room.",
                    cause);
        }
    }
}
