create schema imports;
grant usage on schema imports to onedoor_county;

-- Where orders come from, and which of its columns means what.
create table imports.source (
  county int not null,
  code text collate "C" not null check (code ~ '^[a-z0-9-]{2,30}$'),
  name text not null,
  mapping jsonb not null,
  primary key (county, code));
call technical.wall('imports.source', 'onedoor_county');
grant select, insert, update on imports.source to onedoor_county;

-- One uploaded file.
create table imports.batch (
  county int not null,
  id uuid not null,
  source text collate "C" not null,
  file_name text not null,
  at timestamptz not null,
  actor uuid not null,
  post uuid not null,
  header jsonb not null,
  state text collate "C" not null check (state in ('CHECKED', 'RUNNING', 'DONE')),
  rows int not null,
  bad int not null,
  taken int not null default 0,
  same int not null default 0,
  changed int not null default 0,
  refused int not null default 0,
  done_row int not null default 0,
  primary key (county, id),
  foreign key (county, source) references imports.source);
create index batch_newest on imports.batch (county, at desc, id desc);
call technical.wall('imports.batch', 'onedoor_county');
grant select, insert, update on imports.batch to onedoor_county;

-- Its rows as they came, sealed: they carry names and phones. Removed when the file is done.
create table imports.line (
  county int not null,
  batch uuid not null,
  row int not null,
  sealed bytea not null,
  fault jsonb,
  primary key (county, batch, row),
  foreign key (county, batch) references imports.batch);
call technical.wall('imports.line', 'onedoor_county');
grant select, insert, update, delete on imports.line to onedoor_county;

-- An order that became a case; its row is kept sealed to be sent back in the same columns.
create table imports.entry (
  county int not null,
  source text collate "C" not null,
  source_no text collate "C" not null,
  id uuid not null,
  matter uuid not null,
  content_sha256 text collate "C" not null,
  deadline timestamptz,
  header jsonb not null,
  sealed bytea not null,
  returned_version int not null default 0,
  returned_at timestamptz,
  primary key (county, source, source_no),
  foreign key (county, source) references imports.source);
create index entry_matter on imports.entry (county, matter);
create index entry_open on imports.entry (county, source, source_no) where returned_version = 0;
call technical.wall('imports.entry', 'onedoor_county');
grant select, insert, update on imports.entry to onedoor_county;
