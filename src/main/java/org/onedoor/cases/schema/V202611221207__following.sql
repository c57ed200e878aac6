-- What happens by itself: the ladder of an unfinished case, and the draw of silent ones.
alter table cases.matter
  -- the original mark and when it was given; a second one after a follow-up stands in rating
  add column first_rating smallint check (first_rating between 1 and 5),
  add column rated_at timestamptz,
  -- rungs yet to reach in this round, earliest first, and the first one's moment
  add column ladder_codes text[] collate "C" not null default '{}',
  add column ladder_times timestamptz[] not null default '{}',
  add column next_rung_at timestamptz,
  add check (cardinality(ladder_codes) = cardinality(ladder_times)),
  add check (next_rung_at is not distinct from ladder_times[1]);
create index matter_ladder on cases.matter (county, next_rung_at, id) where next_rung_at is not null;
create index matter_closed on cases.matter (county, closed_at, place_lo) where closed_as is not null;
create index matter_rated on cases.matter (county, rated_at, place_lo) where rated_at is not null;
create index matter_owner_rated on cases.matter (county, owner_post, rated_at) where rated_at is not null;

-- A county's own rungs, from a day on.
create table cases.ladder_rule (
  county int not null,
  rung text collate "C" not null check (rung ~ '^[a-z][a-z-]{1,30}$'),
  effective_from date not null,
  basis text collate "C" not null check (basis in ('SHARE', 'AFTER', 'DISPATCH')),
  amount int not null check (amount between 0 and 365),
  tell text collate "C" not null check (tell in ('OWNER', 'HEAD', 'TOWN', 'COUNTY', 'AT_ONCE')),
  active boolean not null,
  primary key (county, rung, effective_from));
call technical.wall('cases.ladder_rule', 'onedoor_county');
grant select, insert, update on cases.ladder_rule to onedoor_county;

-- 上报记录: each rung once a round, with the moment it was due and the moment it was told.
create table cases.escalation (
  county int not null,
  matter uuid not null,
  round int not null,
  rung text collate "C" not null,
  due_at timestamptz not null,
  told_at timestamptz not null,
  posts uuid[] not null,
  accounts uuid[] not null,
  primary key (county, matter, round, rung),
  foreign key (county, matter) references cases.matter);
call technical.wall('cases.escalation', 'onedoor_county');
create policy through_case on cases.escalation for select to onedoor_place, onedoor_office
  using (county = current_setting('app.county')::int
    and exists (select from cases.matter m where m.county = escalation.county and m.id = escalation.matter));
grant select, insert on cases.escalation to onedoor_county;
grant select on cases.escalation to onedoor_place, onedoor_office;

-- What a sweep's batch brought up to one person; told once a day as one message, then told_on says when.
create table cases.raised (
  county int not null,
  id uuid not null,
  account uuid not null,
  post uuid not null,
  reminder boolean not null,
  at timestamptz not null,
  amount int not null check (amount > 0),
  told_on date,
  primary key (county, id));
create index raised_untold on cases.raised (county, account) where told_on is null;
create index raised_told on cases.raised (county, told_on) where told_on is not null;
call technical.wall('cases.raised', 'onedoor_county');
grant select, insert, update, delete on cases.raised to onedoor_county;

-- Every silent case's lot: drawn for a recheck or not, and why; so that the draw can be checked afterwards.
create table cases.draw (
  county int not null,
  matter uuid not null,
  round int not null,
  village uuid not null,
  month date not null check (extract(day from month) = 1),
  because text collate "C" not null check (because in ('HELP', 'NO_PHONE', 'NOT_POSSIBLE', 'LOT', 'FLOOR', 'NOBODY', 'NONE')),
  at timestamptz not null,
  primary key (county, matter, round),
  foreign key (county, matter) references cases.matter);
create index draw_month on cases.draw (county, village, month) where because in ('LOT', 'FLOOR');
call technical.wall('cases.draw', 'onedoor_county');
grant select, insert on cases.draw to onedoor_county;
