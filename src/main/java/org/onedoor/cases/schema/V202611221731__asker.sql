-- Whom a list shows, masked as lists show it (姓＊名): a list of fifty rows would otherwise ask cases.person a hundred times,
-- each time through the wall of the case. Null for the anonymous and for protected cases.
alter table cases.matter add column asker text;
alter table cases.matter add column whom text;
create function pg_temp.masked(name text) returns text language sql as $$
  select case char_length(name) when 0 then '' when 1 then '＊' when 2 then left(name, 1) || '＊'
    when 3 then left(name, 1) || '＊' || right(name, 1) else left(name, 1) || '＊＊' || right(name, 1) end
$$;
alter table cases.matter no force row level security;
alter table cases.person no force row level security;
update cases.matter m set asker = pg_temp.masked(btrim(p.name)) from cases.person p
  where p.county = m.county and p.matter = m.id and p.role = 'ASKER' and not m.guarded;
update cases.matter m set whom = pg_temp.masked(btrim(p.name)) from cases.person p
  where p.county = m.county and p.matter = m.id and p.role = 'FOR' and not m.guarded;
alter table cases.matter force row level security;
alter table cases.person force row level security;
