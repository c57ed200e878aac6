-- Technical tables: no county, no row-level security, no personal data (foundations §1).
create schema if not exists technical;
grant usage on schema technical to onedoor_app, onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt,
  onedoor_county, onedoor_operator;

-- Versions of the in-memory snapshots of reference nouns.
create table technical.snapshot (
  county int not null,
  noun text collate "C" not null,
  version bigint not null,
  primary key (county, noun));
grant select on technical.snapshot to onedoor_county, onedoor_operator;
grant insert, update on technical.snapshot to onedoor_county;

-- Spring Modulith's event publication registry (columns of 2.1).
create table technical.event_publication (
  id uuid primary key,
  listener_id text not null,
  event_type text not null,
  serialized_event text not null,
  publication_date timestamptz not null,
  completion_date timestamptz,
  status text,
  completion_attempts int,
  last_resubmission_date timestamptz);
create index event_publication_open on technical.event_publication (publication_date) where completion_date is null;
create index event_publication_event on technical.event_publication using hash (serialized_event);
grant select, insert, update, delete on technical.event_publication to onedoor_app, onedoor_place, onedoor_office,
  onedoor_resident, onedoor_receipt, onedoor_county, onedoor_operator;

-- Spring Session. Attributes are JSON bytes, never Java serialization.
create table technical.spring_session (
  primary_id char(36) primary key,
  session_id char(36) not null unique,
  creation_time bigint not null,
  last_access_time bigint not null,
  max_inactive_interval int not null,
  expiry_time bigint not null,
  principal_name varchar(100));
create index spring_session_expiry on technical.spring_session (expiry_time);
create index spring_session_principal on technical.spring_session (principal_name);
create table technical.spring_session_attributes (
  session_primary_id char(36) not null references technical.spring_session on delete cascade,
  attribute_name varchar(200) not null,
  attribute_bytes bytea not null,
  primary key (session_primary_id, attribute_name));
grant select, insert, update, delete on technical.spring_session, technical.spring_session_attributes
  to onedoor_app, onedoor_operator;

-- db-scheduler.
create table technical.scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance));
create index scheduled_tasks_due on technical.scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on technical.scheduled_tasks (last_heartbeat);
grant select, insert, update, delete on technical.scheduled_tasks to onedoor_app, onedoor_operator;

-- Puts up the second wall on a table whose first key column is county: row-level security forced on everyone, and for
-- each role named a policy that compares the county. Rooms add their place, office, resident and receipt policies.
create procedure technical.wall(target regclass, variadic roles text[]) language plpgsql as $$
declare
  role text;
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  foreach role in array roles loop
    execute format('create policy %I on %s to %I using (county = current_setting(''app.county'')::int)'
      || ' with check (county = current_setting(''app.county'')::int)', 'county_for_' || role, target, role);
  end loop;
end $$;
revoke execute on procedure technical.wall from public;
