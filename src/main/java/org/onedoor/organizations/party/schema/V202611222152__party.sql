create schema party;
grant usage on schema party to onedoor_party, onedoor_interior;

-- lo..hi: preorder interval in the Party's tree, for the walls; path: three digits per level, for people (R-ORG-15). Both
-- change when the superior does, in one locked transaction per county. Rows are never deleted (R-ORG-14).
create table party.organization (
  county int not null,
  id uuid not null,
  parent uuid,
  lo int not null check (lo > 0),
  hi int not null,
  path text collate "C" not null check (path ~ '^[0-9]{3}(\.[0-9]{3})*$'),
  type text collate "C" not null,
  name text not null check (length(name) between 2 and 60),
  name_en text,
  sector text collate "C" not null,
  status text collate "C" not null check (status in ('PREPARING', 'NORMAL', 'TERM_OVER', 'REVIVING', 'ABOLISHED', 'MERGED')),
  place uuid,
  host_unit text,
  uscc text collate "C" check (uscc ~ '^[0-9A-Z]{18}$'),
  uscc_reason text,
  founded_on date not null,
  document text not null,
  ended_on date,
  successor uuid,
  end_document text,
  version int not null default 0,
  primary key (county, id),
  unique (county, lo) deferrable initially deferred,
  unique (county, path) deferrable initially deferred,
  foreign key (county, parent) references party.organization,
  foreign key (county, successor) references party.organization,
  check (hi >= lo),
  check ((ended_on is not null) = (status in ('ABOLISHED', 'MERGED'))),
  check ((ended_on is null) = (end_document is null)),
  check ((status = 'MERGED') = (successor is not null)));
create unique index organization_root on party.organization (county) where parent is null;
create index organization_parent on party.organization (county, parent, lo);
grant select on party.organization to onedoor_party;
grant select, insert, update on party.organization to onedoor_interior;
call technical.wall('party.organization', 'onedoor_interior');
create policy party_sees on party.organization for select to onedoor_party
  using (county = current_setting('app.county')::int
    and lo between current_setting('app.lo')::int and current_setting('app.hi')::int);

-- What happened to an organization; the truth, appended only.
create table party.history (
  county int not null,
  organization uuid not null,
  seq int not null,
  at timestamptz not null,
  actor uuid not null,
  post uuid,
  kind text collate "C" not null,
  fact jsonb not null,
  primary key (county, organization, seq),
  foreign key (county, organization) references party.organization);
grant select, insert on party.history to onedoor_interior;
call technical.wall('party.history', 'onedoor_interior');

-- Who holds which post since when.
create table party.post (
  county int not null,
  id uuid not null,
  organization uuid not null,
  kind text collate "C" not null,
  single boolean not null,
  account uuid not null,
  since date not null,
  until date,
  primary key (county, id),
  foreign key (county, organization) references party.organization,
  check (until is null or until >= since));
create unique index post_single on party.post (county, organization, kind) where until is null and single;
create unique index post_once on party.post (county, organization, kind, account) where until is null;
create index post_account on party.post (county, account) where until is null;
grant select, insert, update on party.post to onedoor_interior;
call technical.wall('party.post', 'onedoor_interior');

-- Beside the tree: 社区大党委, functional branches, mass and self-governing bodies, partner units.
create table party.link (
  county int not null,
  id uuid not null,
  organization uuid not null,
  kind text collate "C" not null check (kind in ('JOINT', 'FUNCTIONAL', 'MASS', 'SELF_GOVERNING', 'PARTNER')),
  other uuid,
  body text check (length(body) between 2 and 60),
  since date not null,
  until date,
  primary key (county, id),
  foreign key (county, organization) references party.organization,
  foreign key (county, other) references party.organization,
  check (num_nonnulls(other, body) = 1),
  check (other <> organization),
  check (until is null or until >= since));
create index link_organization on party.link (county, organization) where until is null;
create index link_other on party.link (county, other) where until is null;
grant select, insert, update on party.link to onedoor_interior;
call technical.wall('party.link', 'onedoor_interior');
