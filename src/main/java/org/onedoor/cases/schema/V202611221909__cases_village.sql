-- Preorder number of the village a case is in, for the village's list: an equality, so that the index hands out the rows in the
-- list's order however many are open. Of a case above the villages it is the place's own number.
alter table cases.matter add column village_lo int;
alter table cases.matter no force row level security;
-- Of cases in grids `bin/onedoor recompute` puts it right, by the tree of places (CHANGELOG).
update cases.matter m set village_lo = m.place_lo;
alter table cases.matter force row level security;
alter table cases.matter alter column village_lo set not null;
drop index cases.matter_open_place;
drop index cases.matter_filed_place;
create index matter_open_village on cases.matter (county, village_lo, due_at, id)
  where state in ('REGISTERED', 'ACCEPTED', 'ASSIGNED', 'TAKEN', 'WORKING', 'WAITING');
create index matter_filed_village on cases.matter (county, village_lo, filed_at desc, id desc);
