-- Forms sent after the session had ended, sealed, for a day; found by the hash of a key that stands in the address.
create table accounts.kept_form (
  county int not null,
  id uuid not null,
  key_hash text collate "C" not null check (length(key_hash) = 64),
  form bytea not null,
  at timestamptz not null,
  primary key (county, id),
  unique (county, key_hash));
create index kept_form_at on accounts.kept_form (county, at);
grant select, insert, delete on accounts.kept_form to onedoor_county;
call technical.wall('accounts.kept_form', 'onedoor_county');
