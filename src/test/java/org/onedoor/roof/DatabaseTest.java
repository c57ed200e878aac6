package org.onedoor.roof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The walls as they stand in the running database, asked of its own catalogue. */
@OneDoorTest
class DatabaseTest {

    private final JdbcClient db;

    DatabaseTest(JdbcClient db) {
        this.db = db;
    }

    @Test
    void everyCountyTableHasItsWall() {
        Exceptions.none("open table", findings("""
            select n.nspname || '.' || c.relname, 'needs row-level security, forced, with a policy'
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'technical')
              and not (c.relrowsecurity and c.relforcerowsecurity
                       and exists (select from pg_policy p where p.polrelid = c.oid))\
            """));
    }

    @Test
    void everyKeyOfACountyTableBeginsWithTheCounty() {
        Exceptions.none("key without county", findings("""
            select n.nspname || '.' || c.relname || ' ' || i.relname, 'the county leads every primary and unique key'
            from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
              join pg_namespace n on n.oid = c.relnamespace
            where x.indisunique and c.relrowsecurity and n.nspname !~ '^pg_' and n.nspname <> 'technical'
              and (select attname from pg_attribute a where a.attrelid = c.oid and a.attnum = x.indkey[0])
                  is distinct from 'county'
            union all
            select n.nspname || '.' || c.relname, 'has no primary key'
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and c.relrowsecurity and n.nspname !~ '^pg_'
              and not exists (select from pg_index x where x.indrelid = c.oid and x.indisprimary)\
            """));
    }

    @Test
    void foreignKeysStayInTheirRoomAndInTheirCounty() {
        Exceptions.none("foreign key", findings("""
            select n.nspname || '.' || c.relname || ' ' || k.conname,
              case when n.nspname <> m.nspname then 'leads into another room' else 'does not begin with the county' end
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
              join pg_class d on d.oid = k.confrelid join pg_namespace m on m.oid = d.relnamespace
            where k.contype = 'f' and n.nspname <> 'technical'
              and (n.nspname <> m.nspname
                   or (select attname from pg_attribute a where a.attrelid = c.oid and a.attnum = k.conkey[1]) <> 'county')\
            """));
    }

    @Test
    void noSequenceIsSharedBetweenCounties() {
        Exceptions.none("sequence", findings("""
            select schemaname || '.' || sequencename, 'ids are made in Java'
            from pg_sequences where schemaname <> 'technical'\
            """));
    }

    @Test
    void keysAreComparedByteByByte() {
        Exceptions.none("collation", findings("""
            select distinct n.nspname || '.' || c.relname || '.' || a.attname, 'a text key is collate "C"'
            from pg_index x join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attnum = any (x.indkey)
              join pg_type t on t.oid = a.atttypid join pg_collation l on l.oid = a.attcollation
            where x.indisunique and n.nspname !~ '^pg_' and n.nspname not in ('technical', 'information_schema')
              and t.typname in ('text', 'varchar', 'bpchar') and l.collname <> 'C'\
            """));
    }

    @Test
    void noTimeComesFromTheDatabase() {
        Exceptions.none("time default", findings("""
            select n.nspname || '.' || c.relname || '.' || a.attname, pg_get_expr(d.adbin, d.adrelid)
            from pg_attrdef d join pg_class c on c.oid = d.adrelid join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attnum = d.adnum
            where n.nspname !~ '^pg_' and n.nspname <> 'technical'
              and pg_get_expr(d.adbin, d.adrelid) ~* 'now\\(|current_(timestamp|date|time)|localtime|_timestamp'\
            """));
    }

    @Test
    void theProgramOwnsNothingAndBypassesNothing() {
        assertThat(findings("""
            select rolname, 'must not be superuser, bypass row-level security, create roles or databases' from pg_roles
            where rolname like 'onedoor\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
            union all
            select rolname, 'inherits the rights of its scopes' from pg_roles where rolname = 'onedoor_app' and rolinherit
            union all
            select rolname, 'can log in' from pg_roles
            where rolcanlogin and rolname in ('onedoor_place', 'onedoor_office', 'onedoor_resident', 'onedoor_receipt',
                                              'onedoor_county', 'onedoor_operator', 'onedoor_party',
                                              'onedoor_interior')
            union all
            select n.nspname || '.' || c.relname, 'is owned by ' || pg_get_userbyid(c.relowner)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and pg_get_userbyid(c.relowner) <> 'onedoor_owner'
            union all
            select n.nspname || '.' || p.proname, 'is owned by ' || pg_get_userbyid(p.proowner)
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and pg_get_userbyid(p.proowner) <> 'onedoor_owner'\
            """)).isEmpty();
    }

    /** The login's own grants are what the technical tables need before a scope is set; never a table of a county. */
    @Test
    void theLoginItselfReachesNoCountyTable() {
        Exceptions.none("login grant", findings("""
            select distinct n.nspname || '.' || c.relname, 'the login may ' || a.privilege_type
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
              cross join lateral aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
            where coalesce(r.rolname, 'onedoor_app') = 'onedoor_app' and n.nspname !~ '^pg_'
              and n.nspname not in ('information_schema', 'technical')\
            """));
    }

    /** Reference tables are the few without a wall; the operator reads them and no table of a county. */
    @Test
    void theOperatorReachesNoCountyTable() {
        Exceptions.none("operator grant", findings("""
            select distinct n.nspname || '.' || c.relname, 'the operator may ' || a.privilege_type
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
              cross join lateral aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
            where r.rolname = 'onedoor_operator' and c.relrowsecurity\
            """));
    }

    private Map<String, String> findings(String sql) {
        var findings = new TreeMap<String, String>();
        db.sql(sql).query(row -> {
            findings.put(row.getString(1), row.getString(2));
        });
        return findings;
    }
}
