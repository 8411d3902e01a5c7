/** The runs of the worker; a database without a version may have them already. */
export const scheduleRuns = `
create table if not exists sightline.schedule_run (
  run_id bigint generated always as identity primary key,
  name text not null,
  started_at timestamp with time zone not null default clock_timestamp(),
  duration_ms double precision,
  outcome text not null default 'running' check (outcome in ('running', 'succeeded', 'failed')),
  message text,
  worker text not null
);
create index if not exists schedule_run_name_started_at on sightline.schedule_run (name, started_at);
comment on table sightline.schedule_run is 'One row for each run of a schedule by sightline''s worker.';
`
