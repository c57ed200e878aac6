-- Roles of OneDoor. The embedded database runs this by itself; for an external PostgreSQL (15 or newer) the county's DBA
-- runs it once as superuser, with ${owner_password}, ${app_password} and ${database} replaced:
--   onedoor_owner  owns the database and runs the migrations
--   onedoor_app    the program's login: owns nothing, bypasses nothing, may only switch to the scope roles below
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
  foreach scope in array array['onedoor_place', 'onedoor_office', 'onedoor_resident', 'onedoor_receipt',
                               'onedoor_county', 'onedoor_operator'] loop
    if not exists (select from pg_roles where rolname = scope) then
      execute format('create role %I nologin nosuperuser nobypassrls', scope);
    end if;
    execute format('grant %I to onedoor_app', scope);
  end loop;
end $$;
alter role onedoor_owner password '${owner_password}';
alter role onedoor_app password '${app_password}';
