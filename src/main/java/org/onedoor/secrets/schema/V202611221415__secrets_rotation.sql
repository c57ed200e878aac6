-- How far the change to a data key has come. Null begun: the first key, there was nothing to re-encrypt.
alter table secrets.key
  add rotation_begun_at timestamptz,
  add rotation_rows bigint not null default 0,
  add rotation_ended_at timestamptz;
grant update (rotation_begun_at, rotation_rows, rotation_ended_at) on secrets.key to onedoor_operator;
