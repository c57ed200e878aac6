-- The number an imported order bears at its source (12345): shown to staff, and found by it.
alter table cases.matter add column source_no text collate "C";
create index matter_source_no on cases.matter (county, source_no) where source_no is not null;
