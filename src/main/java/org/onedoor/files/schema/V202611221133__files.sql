create schema files;
grant usage on schema files to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt, onedoor_county;

-- Where the bytes of an attachment lie and what they are. Whether somebody may see them is said by the record it belongs
-- to (owner), in that record's room; so every scope of the county may read this row.
create table files.file (
  county int not null,
  id uuid not null,
  owner uuid not null,
  kind text collate "C" not null check (kind in ('PHOTO', 'VOICE')),
  media_type text collate "C" not null,
  bytes bigint not null check (bytes > 0),
  width int not null,
  height int not null,
  sha256 bytea not null check (length(sha256) = 32),
  stored_as text collate "C" not null,
  at timestamptz not null,
  primary key (county, id),
  unique (county, stored_as));
create index file_owner on files.file (county, owner);
grant select, insert on files.file to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt, onedoor_county;
grant update (owner), delete on files.file
  to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt, onedoor_county;
call technical.wall('files.file', 'onedoor_place', 'onedoor_office', 'onedoor_resident', 'onedoor_receipt',
  'onedoor_county');
