-- A county's own term for a kind of data that is not kept for ever (R-SEC-5); the defaults stand with each room.
create table audit.term (
  county int not null,
  name text collate "C" not null,
  hours int not null check (hours between 1 and 87600),
  primary key (county, name));
call technical.wall('audit.term', 'onedoor_county');
grant select, insert, update, delete on audit.term to onedoor_county;
create index entry_forgotten on audit.entry (county, at) where action = 'audit.forgotten';
