create schema organizations;
grant usage on schema organizations to onedoor_county;

-- lo..hi: preorder interval in the office tree. Numbers are given out by fixed widths per depth and never change, because
-- case parties keep a copy.
create table organizations.office (
  county int not null,
  id uuid not null,
  parent uuid,
  lo int not null check (lo > 0),
  hi int not null,
  name text not null check (length(name) between 1 and 60),
  name_en text,
  level text collate "C" not null check (level in ('COUNTY', 'TOWN', 'VILLAGE', 'GRID')),
  place uuid not null,
  kind text collate "C" not null check (kind ~ '^[a-z][a-z-]{1,39}$'),
  phone text collate "C" not null,
  address text not null,
  hours text,
  primary key (county, id),
  unique (county, lo),
  foreign key (county, parent) references organizations.office,
  check (hi >= lo));
create index office_parent on organizations.office (county, parent, lo);
grant select, insert, update on organizations.office to onedoor_county;
call technical.wall('organizations.office', 'onedoor_county');

create table organizations.post (
  county int not null,
  id uuid not null,
  office uuid not null,
  place uuid not null,
  title text not null check (length(title) between 1 and 40),
  title_en text,
  kind text collate "C" not null check (kind in ('CLERK', 'GRID_WORKER', 'SECRETARY', 'DISPATCHER', 'HANDLER',
    'OFFICE_HEAD', 'SUPERVISOR', 'CALLBACK', 'PROTECTED')),
  -- One kind of scope, never both (foundations §2).
  scope_kind text collate "C" not null check (scope_kind in ('PLACE', 'OFFICE')),
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (county, id),
  foreign key (county, office) references organizations.office);
create index post_office on organizations.post (county, office);
grant select, insert, update on organizations.post to onedoor_county;
call technical.wall('organizations.post', 'onedoor_county');

-- One holder at a time: each appointment closes the one before it.
create table organizations.appointment (
  county int not null,
  id uuid not null,
  post uuid not null,
  account uuid not null,
  since timestamptz not null,
  until timestamptz,
  -- What follows from an appointment is announced when its moment comes.
  begun boolean not null default false,
  ended boolean not null default false,
  primary key (county, id),
  foreign key (county, post) references organizations.post,
  check (until is null or until >= since));
create unique index appointment_open on organizations.appointment (county, post) where until is null;
create index appointment_account on organizations.appointment (county, account);
create index appointment_waiting on organizations.appointment (county, since) where not begun or until is not null and not ended;
grant select, insert, update on organizations.appointment to onedoor_county;
call technical.wall('organizations.appointment', 'onedoor_county');

create table organizations.away (
  county int not null,
  id uuid not null,
  post uuid not null,
  account uuid not null,
  stand_in uuid,
  since timestamptz not null,
  until timestamptz not null,
  begun boolean not null default false,
  primary key (county, id),
  foreign key (county, post) references organizations.post,
  check (until >= since),
  check (stand_in <> account));
create index away_post on organizations.away (county, post, until);
create index away_waiting on organizations.away (county, since) where not begun;
grant select, insert, update on organizations.away to onedoor_county;
call technical.wall('organizations.away', 'onedoor_county');

-- Weekly, or once on a day; minutes from midnight, to exclusive. A night is two rows.
create table organizations.shift (
  county int not null,
  id uuid not null,
  place uuid not null,
  weekday smallint check (weekday between 1 and 7),
  day date,
  from_minute smallint not null check (from_minute >= 0),
  to_minute smallint not null check (to_minute <= 1440),
  post uuid not null,
  primary key (county, id),
  foreign key (county, post) references organizations.post,
  check (num_nonnulls(weekday, day) = 1),
  check (to_minute > from_minute));
create index shift_place on organizations.shift (county, place);
grant select, insert, update, delete on organizations.shift to onedoor_county;
call technical.wall('organizations.shift', 'onedoor_county');

-- The post of a town that answers when nobody is on duty.
create table organizations.standby (
  county int not null,
  place uuid not null,
  post uuid not null,
  primary key (county, place),
  foreign key (county, post) references organizations.post);
grant select, insert, update, delete on organizations.standby to onedoor_county;
call technical.wall('organizations.standby', 'onedoor_county');
