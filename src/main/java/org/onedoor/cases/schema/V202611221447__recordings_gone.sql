-- A recording is kept 90 days after the case was closed; what was written down of it stays (R-SEC-5).
alter table cases.attachment add column gone boolean not null default false;
create index attachment_voice on cases.attachment (county, matter) where kind = 'VOICE' and not gone;
