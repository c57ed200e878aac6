-- Text keys compare by code point, as everywhere.
alter table cases.saved_view alter column name type text collate "C";
