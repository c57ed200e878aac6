-- Transaction numbers begin anew when the data is restored into another cluster. What is written there is numbered above
-- everything restored, so that the chain goes on: the offset is 0 until that happens.
create function audit.xact_offset() returns bigint language sql stable as 'select 0::bigint';
revoke execute on function audit.xact_offset from public;
grant execute on function audit.xact_offset to onedoor_place, onedoor_office, onedoor_resident, onedoor_receipt,
  onedoor_county;

-- For the owner: from now on numbers are counted above this one.
create procedure audit.number_above(above bigint) language plpgsql as $$
begin
  execute format('create or replace function audit.xact_offset() returns bigint language sql stable as %L',
    format('select %s::bigint', above));
  alter table audit.entry
    alter column xact set default (pg_current_xact_id()::text::bigint + audit.xact_offset())::text::xid8;
end $$;
revoke execute on procedure audit.number_above from public;
