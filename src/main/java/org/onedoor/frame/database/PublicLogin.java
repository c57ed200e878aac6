package org.onedoor.frame.database;

import java.sql.SQLException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Gives the public zone's login, where there is one, the technical grants of the other; after each migration. */
class PublicLogin implements Callback {

    private static final String GRANTS = """
        do $$
        declare
          given record;
        begin
          if exists (select from pg_roles where rolname = 'onedoor_public') then
            grant usage on schema technical to onedoor_public;
            for given in
              select c.relname, a.privilege_type from pg_class c cross join lateral aclexplode(c.relacl) a
              where c.relnamespace = 'technical'::regnamespace and a.grantee = 'onedoor_app'::regrole
            loop
              execute format('grant %s on technical.%I to onedoor_public', given.privilege_type, given.relname);
            end loop;
          end if;
        end $$\
        """;

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try (var statement = context.getConnection().createStatement()) {
            statement.execute(GRANTS);
        } catch (SQLException e) {
            throw new IllegalStateException("The public login's grants could not be given", e);
        }
    }

    @Override
    public String getCallbackName() {
        return "public login";
    }
}
