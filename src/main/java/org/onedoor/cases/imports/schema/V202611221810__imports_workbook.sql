-- Whether a file came as XLSX: its results go back as it came. Null: from before, then its name says so.
alter table imports.batch add column workbook boolean;

-- A row is sealed to its own id, so that no two can change places. Null: from before, sealed to its file.
alter table imports.line add column id uuid;
