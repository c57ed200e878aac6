-- Figures are rolled once a day and read as rows: pages never count the cases of a county. A protected case is in none.
create index matter_answered on cases.matter (county, answered_at) where answered_at is not null and not guarded;
-- Promises that were missed although the case is no longer open.
create index matter_missed on cases.matter (county, due_at)
  where not guarded and (answered_at > due_at or state in ('WITHDRAWN', 'DECLINED') and closed_at > due_at);
-- What residents let their neighbours follow.
create index matter_shown on cases.matter (county, filed_at desc, id desc)
  where public_shown and public_matter and not guarded;
create index matter_shown_place on cases.matter (county, place_lo, filed_at desc, id desc)
  where public_shown and public_matter and not guarded;

-- 兑现账: what became of the promises of three full months, by item and place; item '' is all of them.
create table cases.kept_window (
  county int not null,
  -- first day of the last of the three months
  until date not null check (extract(day from until) = 1),
  place uuid not null,
  item text collate "C" not null,
  promised int not null,
  kept int not null,
  silent int not null,
  waiting int not null,
  not_done int not null,
  late int not null,
  -- medians, in minutes from filing
  contact_minutes int,
  answer_minutes int,
  -- false: too few, or a masked neighbour could be computed from it
  shown boolean not null,
  rolled_at timestamptz not null,
  primary key (county, until, place, item),
  check (promised = kept + silent + waiting + not_done + late));
call technical.wall('cases.kept_window', 'onedoor_county');
grant select, insert, delete on cases.kept_window to onedoor_county;

-- 单位月账: what became of the cases filed in a month that an office had in hand; _last: in the last tenth of the time.
create table cases.office_month (
  county int not null,
  month date not null check (extract(day from month) = 1),
  office uuid not null,
  place uuid not null,
  place_lo int not null,
  received int not null,
  paused int not null,
  paused_last int not null,
  returned int not null,
  returned_last int not null,
  refused int not null,
  refused_last int not null,
  withdrawn int not null,
  withdrawn_last int not null,
  finished int not null,
  finished_last int not null,
  primary key (county, month, office));
create index office_month_place on cases.office_month (county, place_lo, month);
call technical.wall('cases.office_month', 'onedoor_county');
create policy below_the_place on cases.office_month for select to onedoor_place
  using (county = current_setting('app.county')::int
    and place_lo between current_setting('app.lo')::int and current_setting('app.hi')::int);
grant select, insert, update, delete on cases.office_month to onedoor_county;
grant select on cases.office_month to onedoor_place;
