-- What a post answers for, where the county wants to say it otherwise than for all posts of its kind.
alter table organizations.post add column duties text check (char_length(duties) between 1 and 500);
