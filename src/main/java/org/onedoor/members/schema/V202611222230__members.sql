create schema members;
grant usage on schema members to onedoor_party, onedoor_interior;

-- A member's file: the columns of R-DOC-4 that somebody uses. ID number, phone and addresses are sealed. No column for
-- religion, private conduct, opinions or whereabouts, no remark, no mark of hardship; a test asks the catalogue.
create table members.member (
  county int not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 40),
  id_number bytea not null,
  id_index bytea not null check (length(id_index) = 32),
  -- Both read from the ID number (R-CODE-4): 1 male, 2 female (R-CODE-10).
  sex smallint not null check (sex in (1, 2)),
  born_on date not null,
  ethnicity text collate "C" not null check (ethnicity ~ '^[0-9]{2}$'),
  native_place text check (length(native_place) between 1 and 60),
  phone bytea,
  household bytea,
  residence bytea,
  education text collate "C",
  degree text collate "C",
  work_since date,
  unit_and_post text check (length(unit_and_post) between 1 and 80),
  category text collate "C" not null,
  joined_on date not null,
  full_on date,
  -- The one formal affiliation, of now or the last one; members.affiliation is its history.
  branch uuid not null,
  party_group uuid,
  -- lo of the group, else of the branch, in the Party's tree: what the walls compare.
  party_lo int not null,
  status text collate "C" not null check (status in ('PROBATIONARY', 'FULL', 'SUSPENDED', 'REMOVED', 'EXPELLED', 'CANCELLED',
    'DECEASED', 'TRANSFERRED')),
  in_party boolean not null,
  -- 留党察看, 限期改正, 权利中止, 流动, 失联, 出国（境）.
  watched_until date,
  correct_until date,
  rights_suspended_on date,
  floating_since date,
  lost_since date,
  abroad_since date,
  -- Who logs in as this member, where she has an account.
  account uuid,
  identity_checked date not null,
  contact_checked date not null,
  work_checked date not null,
  party_checked date not null,
  version int not null default 0,
  primary key (county, id),
  check (in_party = (status in ('PROBATIONARY', 'FULL', 'SUSPENDED'))),
  check (status <> 'PROBATIONARY' or full_on is null),
  check (status <> 'FULL' or full_on is not null),
  check (joined_on > born_on),
  check (full_on >= joined_on));
-- One file per person in the Party: who comes back after years gets a new one.
create unique index member_id_number on members.member (county, id_index) where in_party;
create unique index member_account on members.member (county, account) where account is not null;
create index member_roster on members.member (county, party_lo, id) where in_party;
create index member_status on members.member (county, status, party_lo, id);
create index member_branch on members.member (county, branch);
grant select, insert, update on members.member to onedoor_party, onedoor_interior;
call technical.wall('members.member', 'onedoor_interior');
create policy party on members.member for select to onedoor_party
  using (county = current_setting('app.county')::int
    and party_lo between current_setting('app.lo')::int and current_setting('app.hi')::int);
create policy party_enrols on members.member for insert to onedoor_party
  with check (county = current_setting('app.county')::int);
create policy party_changes on members.member for update to onedoor_party
  using (county = current_setting('app.county')::int
    and party_lo between current_setting('app.lo')::int and current_setting('app.hi')::int)
  with check (county = current_setting('app.county')::int);

-- 隶属: where a member formally belongs, without gaps or overlaps (R-TRF-9). Exactly one row is the first, at most one is
-- open, and each other row begins at the very moment at which another ended.
create table members.affiliation (
  county int not null,
  member uuid not null,
  branch uuid not null,
  since timestamptz not null,
  until timestamptz,
  follows timestamptz,
  primary key (county, member, since),
  unique (county, member, until),
  foreign key (county, member) references members.member,
  foreign key (county, member, follows) references members.affiliation (county, member, until),
  check (until > since),
  check (follows = since));
create unique index affiliation_open on members.affiliation (county, member) where until is null;
create unique index affiliation_first on members.affiliation (county, member) where follows is null;
grant select, insert, update on members.affiliation to onedoor_interior;
grant select, insert on members.affiliation to onedoor_party;
call technical.wall('members.affiliation', 'onedoor_interior');
create policy through_member on members.affiliation for select to onedoor_party
  using (county = current_setting('app.county')::int
    and exists (select from members.member m where m.county = affiliation.county and m.id = affiliation.member));
create policy party_enrols on members.affiliation for insert to onedoor_party
  with check (county = current_setting('app.county')::int);

-- 变更记录: append-only, the truth. Of sealed fields it says that they changed, not from what.
create table members.history (
  county int not null,
  member uuid not null,
  seq int not null check (seq > 0),
  at timestamptz not null,
  actor uuid not null,
  post uuid,
  kind text collate "C" not null,
  fact jsonb not null,
  primary key (county, member, seq),
  foreign key (county, member) references members.member);
grant select, insert on members.history to onedoor_party, onedoor_interior;
call technical.wall('members.history', 'onedoor_interior');
create policy through_member on members.history for select to onedoor_party
  using (county = current_setting('app.county')::int
    and exists (select from members.member m where m.county = history.county and m.id = history.member));
create policy party_appends on members.history for insert to onedoor_party
  with check (county = current_setting('app.county')::int);

-- 本人更正: what the member says about herself, until the branch has looked; then the text goes.
create table members.correction (
  county int not null,
  id uuid not null,
  member uuid not null,
  at timestamptz not null,
  fields text[] not null check (cardinality(fields) > 0),
  proposed bytea,
  state text collate "C" not null check (state in ('OPEN', 'CONFIRMED', 'DECLINED')),
  reason text check (length(reason) between 1 and 200),
  decided_at timestamptz,
  primary key (county, id),
  foreign key (county, member) references members.member,
  check ((state = 'OPEN') = (proposed is not null)),
  check ((state = 'OPEN') = (decided_at is null)),
  check ((state = 'DECLINED') = (reason is not null)));
create unique index correction_open on members.correction (county, member) where state = 'OPEN';
create index correction_member on members.correction (county, member, at);
grant select, update on members.correction to onedoor_party;
grant select, insert, update on members.correction to onedoor_interior;
call technical.wall('members.correction', 'onedoor_interior');
create policy through_member on members.correction for select to onedoor_party
  using (county = current_setting('app.county')::int
    and exists (select from members.member m where m.county = correction.county and m.id = correction.member));
create policy party_decides on members.correction for update to onedoor_party
  using (county = current_setting('app.county')::int
    and exists (select from members.member m where m.county = correction.county and m.id = correction.member))
  with check (county = current_setting('app.county')::int);

-- What a member is found by: pieces of two to four signs of the name and of its pinyin initials, and both whole. Equality on
-- the piece and the number of the tree are leakproof, so the wall and the index work together (foundations §8). No foreign key: it is
-- derived, and an import writes six for each member.
create table members.piece (
  county int not null,
  term text collate "C" not null,
  party_lo int not null,
  member uuid not null,
  primary key (county, term, party_lo, member));
create index piece_member on members.piece (county, member);
grant select, insert, update, delete on members.piece to onedoor_party, onedoor_interior;
call technical.wall('members.piece', 'onedoor_interior');
create policy party on members.piece for select to onedoor_party
  using (county = current_setting('app.county')::int
    and party_lo between current_setting('app.lo')::int and current_setting('app.hi')::int);
create policy party_writes on members.piece for insert to onedoor_party
  with check (county = current_setting('app.county')::int);
create policy party_changes on members.piece for update to onedoor_party
  using (county = current_setting('app.county')::int
    and party_lo between current_setting('app.lo')::int and current_setting('app.hi')::int)
  with check (county = current_setting('app.county')::int);
create policy party_takes_away on members.piece for delete to onedoor_party
  using (county = current_setting('app.county')::int
    and party_lo between current_setting('app.lo')::int and current_setting('app.hi')::int);
