/**
 * Which worker is alive, and which run goes on, is a row: nobody can hold it who may not write to these tables. What ran
 * when this was made had its lock elsewhere, and is given up.
 */
export const workers = `
update sightline.schedule_run set outcome = 'failed', message = 'The worker ended before the job did.' where outcome = 'running';
alter table sightline.schedule_run add column pid int, add column backend_start timestamptz;
create unique index schedule_run_running on sightline.schedule_run (name) where outcome = 'running';
comment on column sightline.schedule_run.pid is 'The connection by which a run is seen to go on.';
create table sightline.worker (
  worker text primary key,
  pid int not null,
  backend_start timestamptz not null
);
comment on table sightline.worker is 'The workers that run schedules now; each is alive while its connection is.';
`
