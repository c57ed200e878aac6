-- Steps of Party rooms are recorded like any other.
grant usage on schema audit to onedoor_party;
grant insert (county, id, at, actor, post, action, subject, from_ip, why, detail) on audit.entry to onedoor_party;
create policy written_by_party on audit.entry for insert to onedoor_party
  with check (county = current_setting('app.county')::int);
grant execute on function audit.record to onedoor_party;
grant execute on function audit.xact_offset to onedoor_party;
