/** What was applied, as it was kept before the tables had a version: also what such a database has already. */
export const releases = `
create table if not exists sightline.release (
  id bigint generated always as identity primary key,
  project text not null,
  version text not null,
  content_hash text not null,
  git_revision text,
  who text not null,
  phase text not null,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  duration interval generated always as (finished_at - started_at) stored,
  result text,
  desired jsonb not null,
  reads jsonb not null
);
create table if not exists sightline.release_object (
  project text not null,
  kind text not null,
  name text not null,
  hash text not null,
  canonical text not null,
  release_id bigint not null references sightline.release,
  state text not null,
  primary key (project, kind, name)
);
comment on schema sightline is 'What was applied to this database, and by whom.';
comment on table sightline.release is 'One row for each deploy.';
comment on table sightline.release_object is 'Each object of a project as Postgres printed it when it was applied.';
`
