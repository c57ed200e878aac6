-- A resident may have her news by mail: the address is sealed like a number.
alter table notices.message add column mail bytea;
alter table notices.message drop constraint message_check;
alter table notices.message add constraint message_to check (num_nonnulls(phone, account, mail) = 1);
