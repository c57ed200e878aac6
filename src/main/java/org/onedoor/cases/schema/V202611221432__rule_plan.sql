-- Why and by whom the numbers of cases.rule and cases.ladder_rule were set from a day on. A day that has begun is never
-- changed; a plan for a later one may be taken back.
create table cases.rule_plan (
  county int not null,
  effective_from date not null,
  reason text not null check (char_length(reason) between 2 and 200),
  planned_at timestamptz not null,
  planned_by uuid not null,
  primary key (county, effective_from));
call technical.wall('cases.rule_plan', 'onedoor_county');
grant select, insert, delete on cases.rule_plan to onedoor_county;
grant delete on cases.rule, cases.ladder_rule to onedoor_county;
