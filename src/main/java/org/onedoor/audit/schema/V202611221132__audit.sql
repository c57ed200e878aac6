create schema audit;
grant usage on schema audit to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt, onedoor_county;

-- What was done (foundations §9). Written in the business transaction, never changed. xact orders the entries for the
-- sealer: what lies below the oldest running transaction is complete.
create table audit.entry (
  county int not null,
  id uuid not null,
  at timestamptz not null,
  actor uuid not null,
  post uuid,
  action text collate "C" not null check (length(action) between 3 and 80),
  subject uuid,
  from_ip text collate "C",
  why text,
  detail jsonb not null,
  xact xid8 not null default pg_current_xact_id(),
  primary key (county, id));
create index entry_order on audit.entry (county, xact, id);
create index entry_at on audit.entry (county, at, id);
create index entry_subject on audit.entry (county, subject, at) where subject is not null;
create index entry_actor on audit.entry (county, actor, at) where actor <> '00000000-0000-0000-0000-000000000000';

-- The chain. No foreign key to the entry: its check would lock and so rewrite each entry once more.
create table audit.seal (
  county int not null,
  seal_no bigint not null check (seal_no > 0),
  entry_id uuid not null,
  xact xid8 not null,
  prev bytea not null check (length(prev) = 32),
  hash bytea not null check (length(hash) = 32),
  primary key (county, seal_no),
  unique (county, entry_id));

-- Everybody may write (but not choose xact), only the county scope may read, nobody may change or delete.
grant insert (county, id, at, actor, post, action, subject, from_ip, why, detail) on audit.entry
  to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt, onedoor_county;
grant select on audit.entry to onedoor_county;
grant select, insert on audit.seal to onedoor_county;
call technical.wall('audit.entry', 'onedoor_county');
call technical.wall('audit.seal', 'onedoor_county');
create policy written_by_all on audit.entry for insert
  to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt
  with check (county = current_setting('app.county')::int);

-- For other rooms' statements: put it into the select list of the statement's outermost query (or of a CTE that query
-- reads); PostgreSQL does not run a plain select CTE that nobody reads.
create function audit.record(county int, id uuid, at timestamptz, actor uuid, post uuid, action text, subject uuid,
    from_ip text, why text, detail jsonb) returns uuid language plpgsql volatile as $$
begin
  insert into audit.entry (county, id, at, actor, post, action, subject, from_ip, why, detail)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10, '{}'));
  return $2;
end $$;
revoke execute on function audit.record from public;
grant execute on function audit.record
  to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt, onedoor_county;
