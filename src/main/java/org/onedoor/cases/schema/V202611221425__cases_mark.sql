-- 评价: the first mark of a case, for the monthly sums of the office that answered. Handlers' scopes write here and cannot
-- read: what they see are sums of at least five, made under the county's scope.
create table cases.mark (
  county int not null,
  matter uuid not null,
  office uuid not null,
  month date not null check (extract(day from month) = 1),
  score smallint not null check (score between 1 and 5),
  -- only what the resident ticked for the handlers to read
  comment text,
  at timestamptz not null,
  primary key (county, matter),
  foreign key (county, matter) references cases.matter);
create index mark_office on cases.mark (county, office, month, score);

alter table cases.matter no force row level security;
alter table cases.party no force row level security;
insert into cases.mark (county, matter, office, month, score, comment, at)
select m.county, m.id, p.office, date_trunc('month', m.rated_at at time zone 'Asia/Shanghai')::date, m.first_rating, null,
  m.rated_at
from cases.matter m
join cases.party p on p.county = m.county and p.matter = m.id and p.part = 'OWNER' and p.until is null
where m.first_rating is not null;
do $$
begin
  if (select count(*) from cases.mark) <> (select count(*) from cases.matter where first_rating is not null) then
    raise exception 'a mark got lost';
  end if;
end $$;
alter table cases.matter force row level security;
alter table cases.party force row level security;

call technical.wall('cases.mark', 'onedoor_county');
create policy append on cases.mark for insert to onedoor_place, onedoor_office, onedoor_receipt, onedoor_resident
  with check (county = current_setting('app.county')::int);
grant select, insert, delete on cases.mark to onedoor_county;
grant insert on cases.mark to onedoor_place, onedoor_office, onedoor_receipt, onedoor_resident;

-- 差评回访 (R-REQ-11): a low mark is followed up by a post of another office. No scope of a place or an office can read that
-- there is one.
create table cases.low_mark (
  county int not null,
  matter uuid not null,
  score smallint not null check (score between 1 and 2),
  guarded boolean not null,
  opened_at timestamptz not null,
  -- null while nobody may follow it up; the sweep goes on looking
  post uuid,
  -- who worked on the case: they neither follow it up nor learn of it here
  barred uuid[] not null,
  begin_due timestamptz not null,
  mend_due timestamptz not null,
  longer text check (length(longer) between 1 and 500),
  begun_at timestamptz,
  tries int not null default 0 check (tries >= 0),
  asked_at timestamptz,
  -- she said whether the handler may know
  may_tell boolean,
  wants text check (length(wants) between 1 and 2000),
  ended_at timestamptz,
  result text collate "C" check (result in ('PUT_RIGHT', 'EXPLAINED', 'NOT_POSSIBLE', 'MISTAKEN', 'NOT_REACHED')),
  answer text check (length(answer) between 1 and 2000),
  -- the dues whose passing was told
  begin_told timestamptz,
  mend_told timestamptz,
  version int not null default 1,
  primary key (county, matter),
  foreign key (county, matter) references cases.matter,
  check ((asked_at is null) = (may_tell is null)),
  check ((ended_at is null) = (result is null) and (ended_at is null) = (answer is null)));
create index low_mark_open on cases.low_mark (county, post, mend_due, matter) where ended_at is null;
create index low_mark_ended on cases.low_mark (county, post, ended_at desc) where ended_at is not null;
call technical.wall('cases.low_mark', 'onedoor_county');
create policy append on cases.low_mark for insert to onedoor_place, onedoor_office, onedoor_receipt, onedoor_resident
  with check (county = current_setting('app.county')::int);
grant select, insert, update, delete on cases.low_mark to onedoor_county;
grant insert on cases.low_mark to onedoor_place, onedoor_office, onedoor_receipt, onedoor_resident;
