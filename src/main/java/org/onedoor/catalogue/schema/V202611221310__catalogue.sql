create schema catalogue;
grant usage on schema catalogue to onedoor_county;

-- Every version of every item a county has had. The one in force on a day is the highest version whose from_day has come:
-- whoever publishes later wins. Rows are never changed, because cases keep the version they were filed under.
create table catalogue.item (
  county int not null,
  id uuid not null,
  code text collate "C" not null check (code ~ '^[a-z0-9-]{2,40}$'),
  version int not null check (version > 0),
  from_day date not null,
  local boolean not null,
  retired boolean not null,
  tile text collate "C" not null,
  name text not null check (length(name) between 1 and 40),
  name_en text,
  kind text collate "C" not null check (kind in ('SERVICE', 'REPORT', 'NOT_ISSUED')),
  public_matter boolean not null,
  protected_path boolean not null,
  promise_amount int not null check (promise_amount >= 0),
  promise_unit text collate "C" not null check (promise_unit in ('HOURS', 'WORKING_DAYS')),
  safety text collate "C" not null check (safety in ('ORDINARY', 'UTILITY', 'SAFETY')),
  authority text collate "C" not null check (authority in ('COUNTY', 'TOWN', 'VILLAGE')),
  office_kind text collate "C" not null,
  line int not null check (line between 1 and 5),
  questions jsonb not null,
  keywords text[] not null,
  materials text[] not null,
  explain text not null,
  explain_en text,
  help boolean not null,
  published_at timestamptz not null,
  published_by uuid not null,
  primary key (county, id),
  unique (county, code, version),
  -- R-REQ-14: a report always goes the protected way and is never joined by neighbours.
  check (kind <> 'REPORT' or protected_path),
  check (not (protected_path and public_matter)));
comment on column catalogue.item.tile is 'group of the item';
grant select, insert on catalogue.item to onedoor_county;
call technical.wall('catalogue.item', 'onedoor_county');
