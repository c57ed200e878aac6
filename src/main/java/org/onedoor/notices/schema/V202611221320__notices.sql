create schema notices;
grant usage on schema notices to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt, onedoor_county;

-- One row per event, recipient and channel. Number and words are sealed; the words of a sent message are erased.
create table notices.message (
  county int not null,
  id uuid not null,
  event uuid not null,
  channel text collate "C" not null check (channel in ('SMS', 'PAGE', 'MAIL')),
  -- blind index of a phone, or the bytes of an account's id
  recipient bytea not null,
  account uuid,
  phone bytea,
  template text collate "C" not null,
  words bytea,
  danger boolean not null,
  state text collate "C" not null
    check (state in ('WAITING', 'SENDING', 'SENT', 'KEPT', 'STUCK', 'WITHDRAWN')),
  attempts int not null check (attempts >= 0),
  -- when it is to be sent next, or until when the sender that took it may be busy with it; of a PAGE, from when it shows
  due_at timestamptz not null,
  problem text collate "C",
  made_at timestamptz not null,
  sent_at timestamptz,
  read_at timestamptz,
  primary key (county, id),
  unique (county, event, recipient, channel),
  check ((phone is null) <> (account is null)));
create index message_due on notices.message (county, due_at) where state in ('WAITING', 'SENDING');
create index message_bell on notices.message (county, account, id) where channel = 'PAGE';
create index message_unread on notices.message (county, account) where channel = 'PAGE' and read_at is null;
create index message_out on notices.message (county, state, id) where channel <> 'PAGE';

-- Where a staff member also wants her notices, once she has shown that the address is hers.
create table notices.mailbox (
  county int not null,
  account uuid not null,
  address bytea not null,
  code text collate "C",
  code_until timestamptz,
  tries int not null,
  confirmed_at timestamptz,
  primary key (county, account));

-- A county's own wording of a template.
create table notices.template (
  county int not null,
  code text collate "C" not null,
  text text not null check (length(text) between 1 and 200),
  changed_at timestamptz not null,
  changed_by uuid not null,
  primary key (county, code));

-- Whoever takes a step tells of it, and may call it back before it is sent; reading is for jobs and operators.
grant insert on notices.message to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt, onedoor_county;
grant select (county, event, channel, state, read_at), update (state) on notices.message
  to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt;
grant select, update, delete on notices.message to onedoor_county;
grant select (county, account, confirmed_at) on notices.mailbox
  to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt;
grant select, insert, update, delete on notices.mailbox to onedoor_county;
grant select, insert, update, delete on notices.template to onedoor_county;
call technical.wall('notices.message', 'onedoor_place', 'onedoor_office', 'onedoor_resident', 'onedoor_receipt',
  'onedoor_county');
call technical.wall('notices.mailbox', 'onedoor_place', 'onedoor_office', 'onedoor_resident', 'onedoor_receipt',
  'onedoor_county');
call technical.wall('notices.template', 'onedoor_county');
