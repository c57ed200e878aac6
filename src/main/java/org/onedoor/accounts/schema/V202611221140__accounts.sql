create schema accounts;
grant usage on schema accounts to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt, onedoor_county;

-- Staff and administrators. A work phone is told to residents, so it is not sealed.
create table accounts.account (
  county int not null,
  id uuid not null,
  login text collate "C" not null check (login ~ '^[a-z0-9][a-z0-9.-]{1,39}$'),
  name text not null check (length(name) between 1 and 40),
  phone text collate "C" not null default '',
  -- One column, so nobody can hold two (foundations §18).
  admin text collate "C" check (admin in ('SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN')),
  active boolean not null default true,
  epoch int not null default 0,
  made_at timestamptz not null,
  -- {scheme}hash; null: no password yet, nobody can log in. not lasting: another one is asked at the first login.
  hash text collate "C",
  lasting boolean not null default false,
  tries smallint not null default 0,
  tried_at timestamptz,
  totp bytea,
  totp_confirmed boolean not null default false,
  totp_step bigint not null default 0,
  primary key (county, id),
  unique (county, login),
  check (totp is not null or not totp_confirmed));
grant select, insert, update on accounts.account to onedoor_county;
call technical.wall('accounts.account', 'onedoor_county');

-- Tokens are 256 random bits, so a fast hash is enough (foundations §14).
create table accounts.token (
  county int not null,
  id uuid not null,
  account uuid not null,
  name text not null check (length(name) between 1 and 60),
  hash text collate "C" not null check (length(hash) = 64),
  scopes text[] not null check (scopes <@ array['cases:read', 'cases:write'] and cardinality(scopes) > 0),
  made_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at),
  revoked_at timestamptz,
  primary key (county, id),
  unique (county, hash),
  foreign key (county, account) references accounts.account);
create index token_account on accounts.token (county, account);
grant select, insert, update, delete on accounts.token to onedoor_county;
call technical.wall('accounts.token', 'onedoor_county');

-- A resident is the phone that answered. Every scope may ask for the id of a phone it was given; only the county scope
-- reads the sealed number.
create table accounts.resident (
  county int not null,
  id uuid not null,
  phone_index bytea not null check (length(phone_index) = 32),
  phone bytea not null,
  made_at timestamptz not null,
  primary key (county, id),
  unique (county, phone_index));
grant select, insert, update on accounts.resident to onedoor_county;
grant select (county, id, phone_index), insert on accounts.resident
  to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt;
call technical.wall('accounts.resident',
  'onedoor_county', 'onedoor_place', 'onedoor_office', 'onedoor_resident', 'onedoor_receipt');

-- One-time codes; what is stored is a keyed hash, six digits are guessed too easily otherwise.
create table accounts.phone_code (
  county int not null,
  id uuid not null,
  phone_index bytea not null check (length(phone_index) = 32),
  code_hash bytea not null check (length(code_hash) = 32),
  sent_at timestamptz not null,
  tries smallint not null default 0,
  used_at timestamptz,
  primary key (county, id));
create index phone_code_phone on accounts.phone_code (county, phone_index, sent_at);
create index phone_code_sent on accounts.phone_code (county, sent_at);
grant select, insert, update on accounts.phone_code
  to onedoor_county, onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt;
grant delete on accounts.phone_code to onedoor_county;
call technical.wall('accounts.phone_code',
  'onedoor_county', 'onedoor_place', 'onedoor_office', 'onedoor_resident', 'onedoor_receipt');
