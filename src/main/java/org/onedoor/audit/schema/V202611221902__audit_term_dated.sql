-- Terms are rules with a first day, like the others (foundations §7): why, by whom; hours null = the shipped term again.
alter table audit.term add column effective_from date not null default '2026-01-01';
alter table audit.term alter column effective_from drop default;
alter table audit.term add column reason text not null default '' check (char_length(reason) <= 200);
alter table audit.term alter column reason drop default;
alter table audit.term add column planned_at timestamptz not null default '2026-01-01T00:00:00Z';
alter table audit.term alter column planned_at drop default;
alter table audit.term add column planned_by uuid not null default '00000000-0000-0000-0000-000000000000';
alter table audit.term alter column planned_by drop default;
alter table audit.term alter column hours drop not null;
alter table audit.term drop constraint term_pkey;
alter table audit.term add primary key (county, name, effective_from);
