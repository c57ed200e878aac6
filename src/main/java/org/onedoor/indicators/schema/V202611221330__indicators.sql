create schema indicators;
grant usage on schema indicators to onedoor_place, onedoor_county;

-- One place's reading of one indicator on one day; a reading of nothing has no row.
create table indicators.daily (
  county int not null,
  indicator text collate "C" not null,
  place uuid not null,
  place_lo int not null,
  day date not null,
  numerator bigint not null check (numerator >= 0),
  denominator bigint not null check (denominator >= 0),
  primary key (county, indicator, place, day));
create index daily_below on indicators.daily (county, indicator, place_lo, day);

-- Which days have been read, so that a job that was off knows where to go on.
create table indicators.taken (
  county int not null,
  indicator text collate "C" not null,
  day date not null,
  taken_at timestamptz not null,
  primary key (county, indicator, day));

grant select on indicators.daily to onedoor_place;
grant select, insert, update, delete on indicators.daily, indicators.taken to onedoor_county;
call technical.wall('indicators.daily', 'onedoor_county');
call technical.wall('indicators.taken', 'onedoor_county');
create policy below_the_place on indicators.daily for select to onedoor_place
  using (county = current_setting('app.county')::int
    and place_lo between current_setting('app.lo')::int and current_setting('app.hi')::int);
