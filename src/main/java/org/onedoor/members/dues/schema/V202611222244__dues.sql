create schema dues;
grant usage on schema dues to onedoor_party, onedoor_interior;

-- Rows about persons are seen by posts of the branch itself only: a superior's interval begins elsewhere, a group's too. So
-- the wall compares party_lo, the branch's own number, with the beginning of the interval. Money is only ever appended.

-- 缴费标准: what a member owes from a month on; the last one stated holds. The base is sealed; where the amount is fixed
-- nobody is asked for one.
create table dues.standard (
  county int not null,
  id uuid not null,
  member uuid not null,
  organization uuid not null,
  party_lo int not null,
  from_month date not null check (extract(day from from_month) = 1),
  payer text collate "C" not null check (payer in ('WAGE', 'YEARLY', 'SELF_EMPLOYED', 'RETIRED', 'FARMER', 'STUDENT',
    'LAID_OFF', 'RELIEF')),
  base bytea,
  monthly bigint not null check (monthly >= 0),
  reason text check (length(reason) between 1 and 100),
  stated_on date not null,
  actor uuid not null,
  primary key (county, id),
  check ((base is null) = (payer in ('FARMER', 'STUDENT', 'LAID_OFF', 'RELIEF'))));
create index standard_of on dues.standard (county, organization, member, from_month, id);
grant select, insert on dues.standard to onedoor_party, onedoor_interior;
grant update (party_lo, base) on dues.standard to onedoor_interior;
call technical.wall('dues.standard', 'onedoor_interior');
create policy branch on dues.standard for select to onedoor_party
  using (county = current_setting('app.county')::int and party_lo = current_setting('app.lo')::int);
create policy branch_appends on dues.standard for insert to onedoor_party
  with check (county = current_setting('app.county')::int and party_lo = current_setting('app.lo')::int);

-- 收缴: money one collector took for one member; a gift is what exceeds the months (R-FEE-4).
create table dues.payment (
  county int not null,
  id uuid not null,
  member uuid not null,
  organization uuid not null,
  party_lo int not null,
  paid_on date not null,
  fen bigint not null check (fen > 0),
  gift bigint not null check (gift >= 0 and gift <= fen),
  collector uuid not null,
  paid_by uuid,
  request text collate "C" not null check (length(request) between 1 and 60),
  at timestamptz not null,
  primary key (county, id),
  unique (county, collector, request),
  check (paid_by <> member));
create index payment_year on dues.payment (county, organization, paid_on);
grant select, insert on dues.payment to onedoor_party, onedoor_interior;
grant update (party_lo) on dues.payment to onedoor_interior;
call technical.wall('dues.payment', 'onedoor_interior');
create policy branch on dues.payment for select to onedoor_party
  using (county = current_setting('app.county')::int and party_lo = current_setting('app.lo')::int);
create policy branch_appends on dues.payment for insert to onedoor_party
  with check (county = current_setting('app.county')::int and party_lo = current_setting('app.lo')::int);

-- 所属月份: which month a payment was for; no month is paid twice, in whatever branch.
create table dues.month (
  county int not null,
  member uuid not null,
  month date not null check (extract(day from month) = 1),
  organization uuid not null,
  party_lo int not null,
  payment uuid not null,
  fen bigint not null check (fen >= 0),
  primary key (county, member, month),
  foreign key (county, payment) references dues.payment);
create index month_of on dues.month (county, organization, member, month);
grant select, insert on dues.month to onedoor_party, onedoor_interior;
grant update (party_lo) on dues.month to onedoor_interior;
call technical.wall('dues.month', 'onedoor_interior');
create policy branch on dues.month for select to onedoor_party
  using (county = current_setting('app.county')::int and party_lo = current_setting('app.lo')::int);
create policy branch_appends on dues.month for insert to onedoor_party
  with check (county = current_setting('app.county')::int and party_lo = current_setting('app.lo')::int);

-- 减免: decided by the branch, approved above (R-FEE-5); so whoever stands above sees it.
create table dues.reduction (
  county int not null,
  id uuid not null,
  member uuid not null,
  organization uuid not null,
  party_lo int not null,
  from_month date not null check (extract(day from from_month) = 1),
  until_month date not null check (extract(day from until_month) = 1),
  fen bigint not null check (fen >= 0),
  decision text not null check (length(decision) between 1 and 60),
  decided_on date not null,
  decided_by uuid not null,
  approval text check (length(approval) between 1 and 60),
  approved_on date,
  approved_by uuid,
  primary key (county, id),
  check (until_month >= from_month),
  check ((approval is null) = (approved_by is null)),
  check ((approval is null) = (approved_on is null)),
  check (approved_by <> decided_by));
create index reduction_of on dues.reduction (county, organization, member);
create index reduction_waiting on dues.reduction (county, party_lo, id) where approval is null;
grant select, insert on dues.reduction to onedoor_party, onedoor_interior;
grant update (approval, approved_on, approved_by) on dues.reduction to onedoor_party;
grant update (party_lo, approval, approved_on, approved_by) on dues.reduction to onedoor_interior;
call technical.wall('dues.reduction', 'onedoor_interior');
create policy party on dues.reduction for select to onedoor_party
  using (county = current_setting('app.county')::int
    and party_lo between current_setting('app.lo')::int and current_setting('app.hi')::int);
create policy branch_decides on dues.reduction for insert to onedoor_party
  with check (county = current_setting('app.county')::int and party_lo = current_setting('app.lo')::int);
create policy superior_approves on dues.reduction for update to onedoor_party
  using (county = current_setting('app.county')::int and party_lo > current_setting('app.lo')::int
    and party_lo <= current_setting('app.hi')::int)
  with check (county = current_setting('app.county')::int);

-- 缴存单: money brought to the committee's account; who collected does not confirm it (R-ROLE-3).
create table dues.deposit (
  county int not null,
  id uuid not null,
  organization uuid not null,
  party_lo int not null,
  year int not null,
  deposited_on date not null,
  fen bigint not null check (fen > 0),
  slip text collate "C" not null check (length(slip) between 1 and 40),
  collector uuid not null,
  at timestamptz not null,
  confirmed_on date,
  bookkeeper uuid,
  primary key (county, id),
  unique (county, organization, slip),
  check ((confirmed_on is null) = (bookkeeper is null)),
  check (bookkeeper <> collector));
create index deposit_year on dues.deposit (county, organization, year, deposited_on, id);
grant select, insert on dues.deposit to onedoor_party, onedoor_interior;
grant update (confirmed_on, bookkeeper) on dues.deposit to onedoor_party;
grant update (party_lo, confirmed_on, bookkeeper) on dues.deposit to onedoor_interior;
call technical.wall('dues.deposit', 'onedoor_interior');
create policy party on dues.deposit for select to onedoor_party
  using (county = current_setting('app.county')::int
    and party_lo between current_setting('app.lo')::int and current_setting('app.hi')::int);
create policy branch_appends on dues.deposit for insert to onedoor_party
  with check (county = current_setting('app.county')::int and party_lo = current_setting('app.lo')::int);
create policy branch_confirms on dues.deposit for update to onedoor_party
  using (county = current_setting('app.county')::int and party_lo = current_setting('app.lo')::int)
  with check (county = current_setting('app.county')::int);

-- 年度公布: sums of a year as the bookkeeper closed it and somebody else published it (R-FEE-6, R-ROLE-3).
create table dues.publication (
  county int not null,
  organization uuid not null,
  year int not null,
  party_lo int not null,
  payers int not null check (payers >= 0),
  collected bigint not null check (collected >= 0),
  gifts bigint not null check (gifts between 0 and collected),
  deposited bigint not null check (deposited = collected),
  closed_at timestamptz not null,
  closed_by uuid not null,
  published_at timestamptz,
  published_by uuid,
  primary key (county, organization, year),
  check ((published_at is null) = (published_by is null)),
  check (published_by <> closed_by));
grant select, insert on dues.publication to onedoor_party, onedoor_interior;
grant update (published_at, published_by) on dues.publication to onedoor_party;
grant update (party_lo, published_at, published_by) on dues.publication to onedoor_interior;
call technical.wall('dues.publication', 'onedoor_interior');
create policy party on dues.publication for select to onedoor_party
  using (county = current_setting('app.county')::int
    and party_lo between current_setting('app.lo')::int and current_setting('app.hi')::int);
create policy branch_closes on dues.publication for insert to onedoor_party
  with check (county = current_setting('app.county')::int and party_lo = current_setting('app.lo')::int);
create policy branch_publishes on dues.publication for update to onedoor_party
  using (county = current_setting('app.county')::int and party_lo = current_setting('app.lo')::int)
  with check (county = current_setting('app.county')::int);
