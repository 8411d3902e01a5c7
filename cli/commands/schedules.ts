import type { Command } from 'commander'
import {
  desiredSchedules,
  needsAttention,
  type ScheduleReport,
  type ScheduleStatus,
  scheduleStatus,
  withConnection,
} from 'sightline/engine'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { exitCodes } from '../exit-codes.ts'
import { loadProject } from '../load-project.ts'
import { formatTable } from '../table.ts'
import { colors, print, printJson } from '../terminal.ts'

/** `sightline schedules`: how the scheduled jobs fare. */
export function schedulesCommand(program: Command, done: (exitCode: number) => void): void {
  const command = withDatabaseOption(program.command('schedules'))
    .description('Show the scheduled jobs: state, last run, failures, next run. Times are UTC.')
    .option('--json', 'print for a machine')
    .addHelpText(
      'after',
      '\nExample:\n  sightline schedules --database postgres://me@db.example.com/analytics\n\nExit codes: 0 fine, 1 a last run failed or a job is missing, 2 failure.\n',
    )
  command.action(async (options: { database?: string; json?: boolean }) => {
    const url = requireDatabaseUrl(options)
    const { project } = await loadProject(command)
    const report = await withConnection(url, (client) => scheduleStatus(client, desiredSchedules(project)))
    const wrong = report.jobs.filter(needsAttention)
    if (wrong.length > 0) done(exitCodes.findings)
    if (options.json) return printJson(report)
    if (report.jobs.length > 0) print(`${formatTable(columns, report.jobs.map(row))}\n`)
    for (const job of wrong) print(`${colors.red(job.name)}  ${reason(job)}`)
    print(summary(report))
  })
}

const columns = [
  { title: 'JOB' },
  { title: 'CRON' },
  { title: 'STATE' },
  { title: 'LAST RUN' },
  { title: 'TOOK', align: 'right' },
  { title: 'RESULT' },
  { title: 'FAIL 7D', align: 'right' },
  { title: 'NEXT RUN' },
] as const

function row(job: ScheduleStatus): string[] {
  const { name, cron, state, outcome = 'never', failuresIn7Days } = job
  const took = job.milliseconds === undefined ? '' : duration(job.milliseconds)
  const result = outcome === 'succeeded' ? 'ok' : outcome
  return [name, cron, state, moment(job.lastRun), took, result, String(failuresIn7Days), moment(job.nextRun)]
}

/** Month, day and minute: `10-02 14:00`. */
const moment = (date: Date | undefined) => date?.toISOString().slice(5, 16).replace('T', ' ') ?? '–'

function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds.toFixed(0)} ms`
  return milliseconds < 60_000
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : `${(milliseconds / 60_000).toFixed(1)} min`
}

function reason({ state, message }: ScheduleStatus): string {
  if (state === 'missing') return 'is defined, and nothing runs it.'
  const [line = ''] = (message ?? 'no reason given').replace(/^ERROR:\s*/, '').split('\n')
  return `failed: ${line}`
}

function summary({ runner, running, jobs }: ScheduleReport): string {
  if (jobs.length === 0) return 'This project defines no schedule.'
  if (runner === 'pg_cron') return colors.dim('Run by pg_cron; a deploy puts missing jobs right.')
  if (running) return colors.dim('Run by `sightline worker`.')
  return colors.yellow('pg_cron is not in this database, and no `sightline worker` is running.')
}
