-- What was sent back last: only what is new goes again. When: a lost file can be fetched once more.
alter table imports.entry add column returned_sha256 text collate "C";
create index entry_unreturned on imports.entry (county, source, source_no) where returned_sha256 is null;
create index entry_returned on imports.entry (county, source, returned_at) where returned_at is not null;
drop index imports.entry_open;
