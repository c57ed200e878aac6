-- The place tree of a county as preorder intervals with gaps: everything below a place has lo between its lo and hi.
create table regions.place (
  county int not null references regions.county,
  id uuid not null,
  lo int not null check (lo > 0),
  hi int not null,
  level text collate "C" not null check (level in ('COUNTY', 'TOWN', 'VILLAGE', 'GRID')),
  code text collate "C" not null check (code ~ '^[0-9]{12}([0-9]{3})?$'),
  name text not null check (length(name) between 1 and 60),
  name_en text check (length(name_en) between 1 and 120),
  parent uuid,
  community boolean not null,
  valid_from date not null,
  valid_to date,
  replaced_by uuid,
  primary key (county, id),
  foreign key (county, parent) references regions.place,
  foreign key (county, replaced_by) references regions.place,
  check (lo <= hi),
  check ((parent is null) = (level = 'COUNTY')),
  check (valid_to >= valid_from),
  check (replaced_by is null or valid_to is not null),
  check (replaced_by <> id),
  -- Renumbering passes through states in which two places bear one number.
  unique (county, lo) deferrable initially deferred);
create unique index place_code on regions.place (county, code) where valid_to is null;
create unique index place_root on regions.place (county) where level = 'COUNTY';
grant select, insert, update on regions.place to onedoor_county;
call technical.wall('regions.place', 'onedoor_county');

-- Names and codes a place bore before; an old paper still finds it.
create table regions.former (
  county int not null,
  id uuid not null,
  place uuid not null,
  code text collate "C" not null,
  name text not null,
  name_en text,
  valid_from date not null,
  valid_to date not null,
  actor uuid not null,
  primary key (county, id),
  foreign key (county, place) references regions.place);
create index former_place on regions.former (county, place);
grant select, insert on regions.former to onedoor_county;
call technical.wall('regions.former', 'onedoor_county');

-- Outlines of grids and villages: WGS-84 degrees (CGCS2000 differs by centimetres), well-known binary.
create table regions.outline (
  county int not null,
  place uuid not null,
  wkb bytea not null,
  primary key (county, place),
  foreign key (county, place) references regions.place);
grant select, insert, update on regions.outline to onedoor_county;
call technical.wall('regions.outline', 'onedoor_county');

-- A file with faulty rows waits here until the administrator says that the good rows go in alone; kept a day.
create table regions.upload (
  county int not null references regions.county,
  id uuid not null,
  account uuid not null,
  kind text collate "C" not null check (kind in ('PLACES', 'OUTLINES')),
  content bytea not null,
  at timestamptz not null,
  primary key (county, id));
grant select, insert, delete on regions.upload to onedoor_county;
call technical.wall('regions.upload', 'onedoor_county');
