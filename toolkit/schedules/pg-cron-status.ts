import type { ClientBase } from 'pg'
import type { DesiredSchedule } from '../release/desired-schedules.ts'
import { type JobFacts, type RunnerFacts, withoutNulls } from './job-facts.ts'
import { isBefore } from './job-history.ts'
import { withPurge } from './plan-schedules.ts'

/** What pg_cron's tables say of this database's jobs. */
export async function pgCronFacts(
  client: ClientBase,
  desired: readonly DesiredSchedule[],
): Promise<RunnerFacts> {
  const { rows } = await client.query<JobFacts>(
    `select coalesce(jobname, 'job ' || jobid) as name, schedule as cron, true as present, active,
       last.started as "lastRun", last.milliseconds,
       case when status in ('succeeded', 'failed') then status when status is not null then 'running' end as outcome,
       last.message,
       (select count(*) from cron.job_run_details run
        where run.jobid = job.jobid and status = 'failed'
          and not ${isBefore("now() - interval '7 days'")}) as failures
     from cron.job
     left join lateral (
       select status, coalesce(start_time, end_time) as started, return_message as message,
         extract(epoch from end_time - start_time)::double precision * 1000 as milliseconds
       from cron.job_run_details run where run.jobid = job.jobid order by runid desc limit 1
     ) last on true
     where database = current_database() order by 1`,
  )
  const zone = await client.query<{ setting: string }>(
    "select setting from pg_settings where name = 'cron.timezone'",
  )
  const timeZone = zone.rows[0]?.setting || 'UTC'
  return { jobs: rows.map(withoutNulls), desired: withPurge(desired), timeZone }
}
