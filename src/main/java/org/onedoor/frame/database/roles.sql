-- Roles of OneDoor. The embedded database runs this by itself; for an external PostgreSQL (15 or newer) the county's DBA
-- runs it once as superuser, with ${owner_password}, ${app_password}, ${public_password} and ${database} replaced:
--   onedoor_owner  owns the database and runs the migrations
--   onedoor_app    the program's login: owns nothing, bypasses nothing, may only switch to the scope roles below
--   onedoor_public the login of a program that runs as zone=public (${public_password}): the same, but never a member of the
--                  roles of internal rooms (R-SEC-11); those are granted to onedoor_app alone
do $$
declare
  scope text;
begin
  if not exists (select from pg_roles where rolname = 'onedoor_owner') then
    create role onedoor_owner login nosuperuser nobypassrls nocreaterole nocreatedb;
  end if;
  if not exists (select from pg_roles where rolname = 'onedoor_app') then
    create role onedoor_app login noinherit nosuperuser nobypassrls nocreaterole nocreatedb;
  end if;
  if not exists (select from pg_roles where rolname = 'onedoor_public') then
    create role onedoor_public login noinherit nosuperuser nobypassrls nocreaterole nocreatedb;
  end if;
  foreach scope in array array['onedoor_place', 'onedoor_office', 'onedoor_resident', 'onedoor_receipt',
                               'onedoor_county', 'onedoor_operator'] loop
    if not exists (select from pg_roles where rolname = scope) then
      execute format('create role %I nologin nosuperuser nobypassrls', scope);
    end if;
    execute format('grant %I to onedoor_app, onedoor_public', scope);
  end loop;
  -- Internal rooms (R-SEC-11): never the public login's. Interior is the county with its internal rooms.
  foreach scope in array array['onedoor_party', 'onedoor_interior'] loop
    if not exists (select from pg_roles where rolname = scope) then
      execute format('create role %I nologin nosuperuser nobypassrls', scope);
    end if;
    execute format('grant %I to onedoor_app', scope);
  end loop;
  grant onedoor_county to onedoor_interior;
end $$;
alter role onedoor_owner password '${owner_password}';
alter role onedoor_app password '${app_password}';
alter role onedoor_public password '${public_password}';
