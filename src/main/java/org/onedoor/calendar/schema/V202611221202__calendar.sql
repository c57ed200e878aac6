create schema calendar;
grant usage on schema calendar to onedoor_county;

-- Every change of a county's calendar is one version; nothing is overwritten, so that a promise can be told by the
-- calendar it was given under.
create table calendar.version (
  county int not null,
  version int not null check (version > 0),
  what text collate "C" not null check (what in ('YEAR', 'LOCAL', 'WITHDRAWN', 'HOURS')),
  year int check (year between 2015 and 2049),
  at timestamptz not null,
  actor uuid not null,
  primary key (county, version),
  check ((what = 'YEAR') = (year is not null)));
grant select, insert on calendar.version to onedoor_county;
call technical.wall('calendar.version', 'onedoor_county');

-- Days of a year's arrangement that differ from the week; the year's latest version counts.
create table calendar.day (
  county int not null,
  version int not null,
  day date not null,
  name text not null,
  off boolean not null,
  primary key (county, version, day),
  foreign key (county, version) references calendar.version);
grant select, insert on calendar.day to onedoor_county;
call technical.wall('calendar.day', 'onedoor_county');

-- Days of one place and everything below it (R-CAL-5: ethnic areas; floods, power cuts).
create table calendar.local_day (
  county int not null,
  version int not null,
  place uuid not null,
  day date not null,
  name text not null,
  off boolean not null,
  withdrawn int,
  primary key (county, version),
  foreign key (county, version) references calendar.version,
  foreign key (county, withdrawn) references calendar.version (county, version),
  check (withdrawn > version));
create unique index local_day_once on calendar.local_day (county, place, day) where withdrawn is null;
grant select, insert, update on calendar.local_day to onedoor_county;
call technical.wall('calendar.local_day', 'onedoor_county');

-- Opening hours of working days ('08:30-12:00,13:30-17:30') and the end of a promise's last day (null: 24:00).
create table calendar.hours (
  county int not null,
  version int not null,
  due time,
  spans text collate "C" not null,
  primary key (county, version),
  foreign key (county, version) references calendar.version);
grant select, insert on calendar.hours to onedoor_county;
call technical.wall('calendar.hours', 'onedoor_county');
