create schema cases;
grant usage on schema cases to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt, onedoor_county;

-- A resident's case. History is the truth; the columns from state on are projections of it (foundations §7).
create table cases.matter (
  county int not null,
  id uuid not null,
  -- village, community or grid of the matter; the county's root for a protected case, so that no place below sees it
  place uuid not null,
  place_lo int not null,
  -- preorder number of the town above, for the town's list
  town_lo int not null,
  guarded boolean not null,
  receipt_hash text collate "C" not null,
  submitter uuid,
  number_place uuid not null,
  number_day date not null,
  number text collate "C" not null,
  code_issue int not null default 1,
  filed_at timestamptz not null,
  item uuid not null,
  public_matter boolean not null,
  public_shown boolean not null default false,
  title text not null,
  words text not null,
  channel text collate "C" not null,
  wants_visit boolean not null default false,
  has_phone boolean not null,
  privacy_version int not null,
  state text collate "C" not null check (state in ('REGISTERED', 'DECLINED', 'ACCEPTED', 'ASSIGNED', 'TAKEN', 'WORKING',
    'WAITING', 'ANSWERED', 'CLOSED', 'WITHDRAWN', 'MERGED')),
  closed_as text collate "C" check (closed_as in ('APPROVED', 'REJECTED', 'SILENT')),
  type text collate "C" not null,
  urgent boolean not null,
  contact_post uuid not null,
  owner_post uuid not null,
  due_at timestamptz not null,
  contact_due timestamptz,
  contacted_at timestamptz,
  paused_since timestamptz,
  wait_until timestamptz,
  outcome text collate "C" check (outcome in ('SOLVED', 'PARTLY', 'NOT_POSSIBLE')),
  answered_at timestamptz,
  window_until timestamptz,
  closed_at timestamptz,
  in_time boolean not null default false,
  round int not null default 1,
  rating smallint check (rating between 1 and 5),
  merged_into uuid,
  recheck_until timestamptz,
  version int not null,
  primary key (county, id),
  unique (county, number_place, number_day, number),
  check ((state = 'CLOSED') = (closed_as is not null)));
-- tables named outside the walls' list: none; every role has its own simple policy.
call technical.wall('cases.matter', 'onedoor_county');
create policy place on cases.matter for select to onedoor_place
  using (county = current_setting('app.county')::int
    and place_lo between current_setting('app.lo')::int and current_setting('app.hi')::int and not guarded);
create policy place_change on cases.matter for update to onedoor_place
  using (county = current_setting('app.county')::int
    and place_lo between current_setting('app.lo')::int and current_setting('app.hi')::int and not guarded)
  with check (county = current_setting('app.county')::int);
create policy receipt on cases.matter to onedoor_receipt
  using (county = current_setting('app.county')::int and receipt_hash = current_setting('app.key'))
  with check (county = current_setting('app.county')::int);
create policy resident on cases.matter to onedoor_resident
  using (county = current_setting('app.county')::int and submitter = current_setting('app.uid')::uuid)
  with check (county = current_setting('app.county')::int);
grant select, insert, update on cases.matter to onedoor_county, onedoor_receipt;
grant select, update on cases.matter to onedoor_place, onedoor_office, onedoor_resident;
create unique index matter_receipt on cases.matter (county, receipt_hash);
create index matter_open_place on cases.matter (county, place_lo, due_at, id)
  where state in ('REGISTERED', 'ACCEPTED', 'ASSIGNED', 'TAKEN', 'WORKING', 'WAITING');
create index matter_open_town on cases.matter (county, town_lo, due_at, id)
  where state in ('REGISTERED', 'ACCEPTED', 'ASSIGNED', 'TAKEN', 'WORKING', 'WAITING');
create index matter_open_county on cases.matter (county, due_at, id)
  where state in ('REGISTERED', 'ACCEPTED', 'ASSIGNED', 'TAKEN', 'WORKING', 'WAITING');
create index matter_filed_place on cases.matter (county, place_lo, filed_at desc, id desc);
create index matter_filed_town on cases.matter (county, town_lo, filed_at desc, id desc);
create index matter_filed on cases.matter (county, filed_at desc, id desc);
create index matter_window on cases.matter (county, window_until, id) where state = 'ANSWERED';
create index matter_waiting on cases.matter (county, wait_until, id) where state = 'WAITING';
create index matter_submitter on cases.matter (county, submitter, filed_at desc) where submitter is not null;
create index matter_same on cases.matter (county, place_lo, item, filed_at desc) where public_matter and not guarded;

-- 经过: append-only.
create table cases.history (
  county int not null,
  matter uuid not null,
  seq int not null check (seq > 0),
  at timestamptz not null,
  actor uuid not null,
  post uuid,
  kind text collate "C" not null,
  fact jsonb not null,
  primary key (county, matter, seq),
  foreign key (county, matter) references cases.matter);
call technical.wall('cases.history', 'onedoor_county');
-- Who sees the case sees its history; a new line is checked by county only, because the step may just have moved the case.
create policy through_case on cases.history for select to onedoor_place, onedoor_office, onedoor_receipt, onedoor_resident
  using (county = current_setting('app.county')::int
    and exists (select from cases.matter m where m.county = history.county and m.id = history.matter));
create policy append on cases.history for insert to onedoor_place, onedoor_office, onedoor_receipt, onedoor_resident
  with check (county = current_setting('app.county')::int);
grant select, insert on cases.history to onedoor_county, onedoor_place, onedoor_office, onedoor_receipt, onedoor_resident;

-- 谁在办: which posts have a part in a case; the office desks list from here (foundations §2).
create table cases.party (
  county int not null,
  matter uuid not null,
  part text collate "C" not null check (part in ('CONTACT', 'OWNER', 'OFFERED', 'JOINT', 'RECHECK')),
  post uuid not null,
  since timestamptz not null,
  until timestamptz,
  office uuid not null,
  office_lo int not null,
  place_lo int not null,
  guarded boolean not null,
  open boolean not null,
  due_at timestamptz not null,
  primary key (county, matter, part, post, since),
  foreign key (county, matter) references cases.matter);
create unique index party_contact on cases.party (county, matter) where part = 'CONTACT' and until is null;
create unique index party_owner on cases.party (county, matter) where part = 'OWNER' and until is null;
create index party_post on cases.party (county, post, due_at, matter) where until is null and open;
create index party_office on cases.party (county, office_lo, due_at, matter) where until is null and open;
create index party_case_office on cases.party (county, matter, office_lo) where until is null;
call technical.wall('cases.party', 'onedoor_county');
create policy office on cases.party for select to onedoor_office
  using (county = current_setting('app.county')::int
    and office_lo between current_setting('app.lo')::int and current_setting('app.hi')::int
    and (not guarded or office_lo = current_setting('app.lo')::int));
create policy place on cases.party for select to onedoor_place
  using (county = current_setting('app.county')::int
    and place_lo between current_setting('app.lo')::int and current_setting('app.hi')::int and not guarded);
create policy through_case on cases.party for select to onedoor_receipt, onedoor_resident
  using (county = current_setting('app.county')::int
    and exists (select from cases.matter m where m.county = party.county and m.id = party.matter));
create policy change on cases.party for update to onedoor_place, onedoor_office, onedoor_receipt, onedoor_resident
  using (county = current_setting('app.county')::int) with check (county = current_setting('app.county')::int);
create policy append on cases.party for insert to onedoor_place, onedoor_office, onedoor_receipt, onedoor_resident
  with check (county = current_setting('app.county')::int);
grant select, insert, update on cases.party to onedoor_county, onedoor_place, onedoor_office, onedoor_receipt,
  onedoor_resident;

-- An office sees a case while it is a party of it; of a protected case only that very office.
create policy office on cases.matter for select to onedoor_office
  using (county = current_setting('app.county')::int and exists (select from cases.party p
    where p.county = matter.county and p.matter = matter.id and p.until is null));
create policy office_change on cases.matter for update to onedoor_office
  using (county = current_setting('app.county')::int and exists (select from cases.party p
    where p.county = matter.county and p.matter = matter.id and p.until is null))
  with check (county = current_setting('app.county')::int);

-- Whom it is for and whom to call. Phone and address are sealed; the name is plain and masked by view.
create table cases.person (
  county int not null,
  matter uuid not null,
  role text collate "C" not null check (role in ('ASKER', 'FOR')),
  name text,
  phone_sealed bytea,
  phone_index bytea,
  address_sealed bytea,
  relation text,
  knows boolean,
  told boolean not null default true,
  primary key (county, matter, role),
  foreign key (county, matter) references cases.matter);
create index person_phone on cases.person (county, phone_index) where phone_index is not null;
call technical.wall('cases.person', 'onedoor_county');
create policy through_case on cases.person for select to onedoor_place, onedoor_office, onedoor_receipt, onedoor_resident
  using (county = current_setting('app.county')::int
    and exists (select from cases.matter m where m.county = person.county and m.id = person.matter));
create policy append on cases.person for insert to onedoor_receipt with check (county = current_setting('app.county')::int);
grant select, insert, update on cases.person to onedoor_county;
grant select on cases.person to onedoor_place, onedoor_office, onedoor_resident;
grant select, insert on cases.person to onedoor_receipt;

-- Attachments of a case, by file id of the files room.
create table cases.attachment (
  county int not null,
  matter uuid not null,
  file uuid not null,
  kind text collate "C" not null check (kind in ('PHOTO', 'VOICE')),
  at timestamptz not null,
  written text,
  primary key (county, matter, file),
  foreign key (county, matter) references cases.matter);
call technical.wall('cases.attachment', 'onedoor_county');
create policy through_case on cases.attachment for select to onedoor_place, onedoor_office, onedoor_receipt, onedoor_resident
  using (county = current_setting('app.county')::int
    and exists (select from cases.matter m where m.county = attachment.county and m.id = attachment.matter));
create policy append on cases.attachment for insert to onedoor_place, onedoor_office, onedoor_receipt, onedoor_resident
  with check (county = current_setting('app.county')::int);
grant select, insert, update, delete on cases.attachment to onedoor_county;
grant select, insert on cases.attachment to onedoor_place, onedoor_office, onedoor_receipt, onedoor_resident;

-- Same key, same receipt (foundations §10).
create table cases.idempotency (
  county int not null,
  caller text collate "C" not null,
  key text collate "C" not null,
  body_sha256 text collate "C" not null,
  matter uuid not null,
  at timestamptz not null,
  primary key (county, caller, key));
call technical.wall('cases.idempotency', 'onedoor_county', 'onedoor_receipt');
grant select, insert on cases.idempotency to onedoor_receipt;
grant select, insert, delete on cases.idempotency to onedoor_county;

-- County numbers that replace the shipped defaults of Rules, from a day on.
create table cases.rule (
  county int not null,
  name text collate "C" not null,
  effective_from date not null,
  value int not null check (value >= 0),
  primary key (county, name, effective_from));
call technical.wall('cases.rule', 'onedoor_county');
grant select, insert, update on cases.rule to onedoor_county;

-- Keyed hashes of the words' bigrams, no text; outside the row walls on purpose (foundations §8): GIN is not leakproof.
create table cases.words (
  county int not null,
  matter uuid not null,
  place_lo int not null,
  filed_at timestamptz not null,
  grams int[] not null,
  primary key (county, matter));
create index words_grams on cases.words using gin (grams);
grant select, insert, update, delete on cases.words to onedoor_county;
grant select, insert on cases.words to onedoor_place, onedoor_office, onedoor_receipt;
