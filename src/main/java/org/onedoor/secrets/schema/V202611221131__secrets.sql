create schema secrets;
grant usage on schema secrets to onedoor_operator;

-- Reference table (no wall): which keys this database was written with. Never a key itself: the check value tells whether
-- the key that was brought is the right one.
create table secrets.key (
  purpose text collate "C" not null check (purpose in ('data', 'index')),
  id int not null check (id between 1 and 65535),
  check_value bytea not null check (length(check_value) = 32),
  registered_at timestamptz not null,
  primary key (purpose, id));
grant select, insert on secrets.key to onedoor_operator;
