-- How each person of a case wants to be told; a mail address is sealed like a phone. She changes it by her answer code.
alter table cases.person add column told_by text collate "C" not null default 'SMS'
  check (told_by in ('SMS', 'PAGE', 'MAIL', 'CALL'));
alter table cases.person add column mail_sealed bytea;
alter table cases.person add constraint person_mail check (told_by <> 'MAIL' or mail_sealed is not null);
create policy told_by on cases.person for update to onedoor_receipt
  using (county = current_setting('app.county')::int
    and exists (select from cases.matter m where m.county = person.county and m.id = person.matter))
  with check (county = current_setting('app.county')::int);
grant update (told_by, mail_sealed) on cases.person to onedoor_receipt;
