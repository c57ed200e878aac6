-- Which item of the catalogue (by code) a category of a source means.
create table imports.category (
  county int not null,
  source text collate "C" not null,
  word text collate "C" not null check (length(word) between 1 and 100),
  item text collate "C" not null,
  primary key (county, source, word),
  foreign key (county, source) references imports.source);
call technical.wall('imports.category', 'onedoor_county');
grant select, insert, update, delete on imports.category to onedoor_county;

-- How many good rows of a file carry which category.
alter table imports.batch add column categories jsonb not null default '{}';
