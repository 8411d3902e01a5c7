import type { Schedule } from '../../define/schedule.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import { quoteLiteral } from '../../sql/identifier.ts'

/** What pg_cron needs to know of a job. */
export interface CronJob {
  readonly name: string
  readonly cron: string
  readonly command: string
  readonly active: boolean
}

/** The statement that a schedule runs. */
export function scheduleCommand(schedule: Schedule): string {
  return compileQuery(schedule.command).sql
}

/** The statement that gives a schedule to pg_cron; an existing job of that name is changed. */
export function scheduleStatements(schedule: Schedule): string[] {
  return [createJob({ ...schedule, command: scheduleCommand(schedule) })]
}

/** The statement that gives a job to pg_cron, paused where it is not active. */
export function createJob({ name, cron, command, active }: CronJob): string {
  const schedule = `cron.schedule(${[name, cron, command].map(quoteLiteral).join(', ')})`
  return active ? `select ${schedule}` : `select cron.alter_job(${schedule}, active => false)`
}
