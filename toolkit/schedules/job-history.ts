/** How many days of runs are kept, by pg_cron and by the worker. */
export const historyDays = 14

/** Jobs whose names begin so are ours, whatever release they came from. */
export const ownPrefix = 'sightline-'

/** The job that keeps pg_cron's history from growing for ever; every project with a schedule has it. */
export const purgeJob = {
  name: `${ownPrefix}purge-job-history`,
  cron: '17 3 * * *',
  command: `delete from cron.job_run_details where coalesce(end_time, start_time) < now() - interval '${historyDays} days'`,
  active: true,
} as const
