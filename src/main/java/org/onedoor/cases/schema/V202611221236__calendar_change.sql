-- Changes of the calendar whose open promises are yet to be moved by the sweep.
create table cases.calendar_change (
  county int not null,
  id uuid not null,
  version int not null,
  lo int not null,
  hi int not null,
  first date not null,
  last date not null,
  provisional boolean not null,
  at timestamptz not null,
  done_at timestamptz,
  primary key (county, id));
create index calendar_change_open on cases.calendar_change (county, at) where done_at is null;
call technical.wall('cases.calendar_change', 'onedoor_county');
grant select, insert, update on cases.calendar_change to onedoor_county;
