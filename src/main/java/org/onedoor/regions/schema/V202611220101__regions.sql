create schema regions;
grant usage on schema regions to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt, onedoor_county,
  onedoor_operator;

-- Reference table (no wall): the counties on this system. The number is our own, codes change.
create table regions.county (
  county int primary key check (county > 0),
  code text collate "C" not null,
  name text not null,
  host text collate "C" not null default '*',
  seeded_until timestamptz);
grant select on regions.county to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt, onedoor_county,
  onedoor_operator;
grant insert, update on regions.county to onedoor_operator;
