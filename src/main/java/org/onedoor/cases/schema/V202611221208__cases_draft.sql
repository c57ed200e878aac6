-- What a resident has entered but not sent: sealed, opened only with the key in her cookie, gone after 24 hours. Once it
-- was sent, the row stays until then so that the same browser can show its receipt again.
create table cases.draft (
  county int not null,
  id uuid not null,
  key_hash text collate "C" not null,
  sealed bytea not null,
  matter uuid,
  expires_at timestamptz not null,
  primary key (county, id));
call technical.wall('cases.draft', 'onedoor_county');
create policy receipt on cases.draft to onedoor_receipt
  using (county = current_setting('app.county')::int and key_hash = current_setting('app.key'))
  with check (county = current_setting('app.county')::int and key_hash = current_setting('app.key'));
grant select, insert, update, delete on cases.draft to onedoor_receipt, onedoor_county;
create index draft_expired on cases.draft (county, expires_at);

-- How many were joined to a case.
create index matter_joined on cases.matter (county, merged_into) where merged_into is not null;
