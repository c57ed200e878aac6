-- What the staff desk needs: a third kind of waiting (somebody must decide), the next clock of each part, saved filters.
alter table cases.party drop constraint party_part_check;
alter table cases.party add constraint party_part_check
  check (part in ('CONTACT', 'OWNER', 'OFFERED', 'JOINT', 'RECHECK', 'DECIDER'));

-- When this part owes the next thing (acceptance, dispatch, first contact, the promise); due_at is the case's own.
alter table cases.party add column step_due timestamptz;
alter table cases.party no force row level security;
update cases.party set step_due = due_at;
alter table cases.party force row level security;
alter table cases.party alter column step_due set not null;
drop index cases.party_post;
create index party_desk on cases.party (county, post, step_due, matter) where until is null and open;

-- Not accepted or not given to anybody: few, wherever they are.
create index matter_triage on cases.matter (county, due_at, id) where state in ('REGISTERED', 'ACCEPTED');
-- The sayable number, within what one may see.
create index matter_number on cases.matter (county, number_day, number);
create index matter_merged on cases.matter (county, merged_into) where merged_into is not null;

-- What a person who listened wrote down of a recording.
grant update (written) on cases.attachment to onedoor_place, onedoor_office;
create policy write_down on cases.attachment for update to onedoor_place, onedoor_office
  using (county = current_setting('app.county')::int
    and exists (select from cases.matter m where m.county = attachment.county and m.id = attachment.matter))
  with check (county = current_setting('app.county')::int);

-- 存下的筛选: the list of a desk under a name, as the query of its address.
create table cases.saved_view (
  county int not null,
  account uuid not null,
  name text not null check (char_length(name) between 1 and 20),
  query text collate "C" not null check (char_length(query) <= 500),
  at timestamptz not null,
  primary key (county, account, name));
call technical.wall('cases.saved_view', 'onedoor_county', 'onedoor_place', 'onedoor_office');
grant select, insert, update, delete on cases.saved_view to onedoor_county, onedoor_place, onedoor_office;
