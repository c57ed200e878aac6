create schema admission;
grant usage on schema admission to onedoor_party, onedoor_interior;

-- One person's path of admission. Sealed are ID number and phone; born_on is read from the ID number (R-CODE-4). No text of
-- anybody's words, no relatives, no remark. Phase, next line and what is owed are projections of admission.entry.
create table admission.file (
  county int not null,
  id uuid not null,
  name text not null check (length(name) between 2 and 40),
  born_on date not null,
  id_number bytea not null,
  id_index bytea not null check (length(id_index) = 32),
  phone bytea,
  branch uuid not null,
  -- lo of the branch in the Party's tree: what the walls compare.
  party_lo int not null,
  opened_on date not null,
  phase text collate "C" not null check (phase in ('APPLICANT', 'ACTIVIST', 'CANDIDATE', 'PROBATIONARY', 'FULL')),
  ended text collate "C" check (ended in ('WITHDRAWN', 'STOPPED', 'CANCELLED', 'DIED', 'ARCHIVED')),
  -- Number of lines; a form that has seen fewer is overtaken.
  version int not null,
  primary key (county, id));
-- Nobody goes along two paths at once; who begins anew gets a new file.
create unique index file_under_way on admission.file (county, id_index) where ended is null;
create index file_list on admission.file (county, party_lo, id);
create index file_branch on admission.file (county, branch);
grant select, insert, update on admission.file to onedoor_party, onedoor_interior;
call technical.wall('admission.file', 'onedoor_interior');
create policy party on admission.file for select to onedoor_party
  using (county = current_setting('app.county')::int
    and party_lo between current_setting('app.lo')::int and current_setting('app.hi')::int);
create policy party_opens on admission.file for insert to onedoor_party
  with check (county = current_setting('app.county')::int);
create policy party_changes on admission.file for update to onedoor_party
  using (county = current_setting('app.county')::int
    and party_lo between current_setting('app.lo')::int and current_setting('app.hi')::int)
  with check (county = current_setting('app.county')::int);

-- 纪实: append-only, the truth (R-DEV-6). kind is a short stable word, fact its numbers.
create table admission.entry (
  county int not null,
  file uuid not null,
  seq int not null check (seq > 0),
  day date not null,
  at timestamptz not null,
  actor uuid not null,
  post uuid,
  kind text collate "C" not null,
  fact jsonb not null,
  primary key (county, file, seq),
  foreign key (county, file) references admission.file);
grant select, insert on admission.entry to onedoor_party, onedoor_interior;
call technical.wall('admission.entry', 'onedoor_interior');
create policy through_file on admission.entry for select to onedoor_party
  using (county = current_setting('app.county')::int
    and exists (select from admission.file f where f.county = entry.county and f.id = entry.file));
create policy party_appends on admission.entry for insert to onedoor_party
  with check (county = current_setting('app.county')::int
    and exists (select from admission.file f where f.county = entry.county and f.id = entry.file));

-- 该做还没做的: one row a step that is open, rewritten with every line. due_on 9999-12-31: no day is expected.
create table admission.owed (
  county int not null,
  file uuid not null,
  step smallint not null check (step between 1 and 25),
  side text collate "C" not null check (side in ('BRANCH', 'COMMITTEE', 'DEPARTMENT')),
  party_lo int not null,
  from_on date,
  due_on date not null,
  primary key (county, file, step),
  foreign key (county, file) references admission.file);
create index owed_due on admission.owed (county, side, due_on, file, step);
grant select, insert, update, delete on admission.owed to onedoor_party, onedoor_interior;
call technical.wall('admission.owed', 'onedoor_interior');
create policy party on admission.owed for select to onedoor_party
  using (county = current_setting('app.county')::int
    and party_lo between current_setting('app.lo')::int and current_setting('app.hi')::int);
create policy party_writes on admission.owed for insert to onedoor_party
  with check (county = current_setting('app.county')::int);
create policy party_takes_away on admission.owed for delete to onedoor_party
  using (county = current_setting('app.county')::int
    and party_lo between current_setting('app.lo')::int and current_setting('app.hi')::int);
