-- Keys are compared byte by byte; one index for the joined is enough (matter_joined).
alter table cases.saved_view alter column name type text collate "C";
drop index cases.matter_merged;
