/** How many days of runs are kept, by pg_cron and by the worker. */
export const historyDays = 14

/** Jobs whose names begin so are ours, whatever release they came from. */
export const ownPrefix = 'sightline-'

/**
 * Whether a row of `cron.job_run_details` is of a run before a time. A run that never connected has no times of its own:
 * it is as old as the run after it.
 */
export function isBefore(time: string): string {
  return `coalesce(coalesce(end_time, start_time) < ${time}, runid < (select max(runid) from cron.job_run_details where start_time < ${time}), false)`
}

/** The job that keeps pg_cron's history from growing for ever; every project with a schedule has it. */
export const purgeJob = {
  name: `${ownPrefix}purge-job-history`,
  cron: '17 3 * * *',
  command: `delete from cron.job_run_details where ${isBefore(`now() - interval '${historyDays} days'`)}`,
  active: true,
} as const
