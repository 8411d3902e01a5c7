import type { Command } from 'commander'
import type { Project } from 'sightline/engine'
import {
  buildRelease,
  deployDefaults,
  desiredSchedules,
  mailSettings,
  type ScheduleRun,
  type SentDelivery,
  startReportWorker,
  startWorker,
} from 'sightline/engine'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { exitCodes } from '../exit-codes.ts'
import { withJsonLines } from '../json-lines-option.ts'
import { loadProject } from '../load-project.ts'
import { colors, print, printEvent, tell, untilInterrupted } from '../terminal.ts'

/** `sightline worker`: runs the schedules where pg_cron does not. */
export function workerCommand(program: Command): void {
  const command = withJsonLines(withDatabaseOption(program.command('worker')))
    .description('Run the schedules of a database that has no pg_cron, and send reports, until Ctrl-C.')
    .addHelpText(
      'after',
      '\nExample:\n  sightline worker --database postgres://worker@db.example.com/analytics\n\nSeveral workers may run at the same time: each schedule runs once, and each report is sent once.\nReports go out where SMTP_URL and REPORTS_FROM are set.\n',
    )
  command.action(async (options: { database?: string; json: boolean }) => {
    const url = requireDatabaseUrl(options)
    const { project } = await loadProject(command)
    const schedules = desiredSchedules(project)
    const told = options.json ? asEvents : asWords
    process.on('unhandledRejection', endAtOnce)
    const mails = await startReports(url, project, told)
    const worker = await startWorker(url, {
      schedules,
      onRun: told.run,
      onProblem: told.problem,
    })
    const paused = schedules.filter(({ active }) => !active).length
    told.started(schedules.length - paused, schedules.length)
    await untilInterrupted(worker.ended)
    tell('Ending after the running job; Ctrl-C again ends at once.')
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
    await Promise.all([worker.stop(), mails?.stop()])
  })
}

/** Reports go out where the project has some and the environment says by which server. */
async function startReports(
  url: string,
  project: Project,
  told: typeof asWords,
): Promise<{ stop(): Promise<void> } | undefined> {
  const release = buildRelease(project)
  if (release.reports.length === 0) return undefined
  if (process.env.SMTP_URL === undefined) {
    tell('Reports are not sent: SMTP_URL names no mail server.')
    return undefined
  }
  const settings = mailSettings(process.env)
  tell(`Sending ${release.reports.map(({ name }) => name).join(', ')} when they are due.`)
  return startReportWorker(url, {
    release,
    settings,
    every: 30_000,
    timeout: deployDefaults.statementTimeout,
    onDelivery: told.delivery,
    onProblem: told.problem,
  })
}

/** A job that the queue could not mark as done stays ours while we live; another worker takes it when we end. */
function endAtOnce(reason: unknown): void {
  const message = reason instanceof Error ? reason.message : String(reason)
  tell(`${colors.red('error')} The queue is lost: ${message}\n  next:  Start the worker again.`)
  process.exit(exitCodes.failure)
}

/** What the worker says to a person. */
const asWords = {
  started: (active: number, all: number) => tell(`Running ${active} of ${all} schedules until Ctrl-C.`),
  run: (run: ScheduleRun) => print(`${moment()}  ${describeRun(run)}`),
  delivery: ({ report, user, outcome, error }: SentDelivery) =>
    print(`${moment()}  ${report}  ${outcome} to ${user}${error === undefined ? '' : `: ${error}`}`),
  problem: (message: string) => tell(`${moment()}  ${message.split('\n')[0]}`),
}

/** What it says to a machine. */
const asEvents: typeof asWords = {
  started: (active, all) => printEvent('started', { active, schedules: all }),
  run: (run) => printEvent('run', { at: new Date(), ...run }),
  delivery: (delivery) => printEvent('delivery', { at: new Date(), ...delivery }),
  problem: (message) => printEvent('problem', { at: new Date(), problem: message.split('\n')[0] }),
}

const moment = () => new Date().toISOString().slice(0, 19).replace('T', ' ')

function describeRun({ name, outcome, milliseconds, message }: ScheduleRun): string {
  if (outcome === 'left to pg_cron') return `${name}  left to pg_cron, which runs it too: end this worker`
  const reason = message === undefined ? '' : `: ${message}`
  return `${name}  ${outcome} after ${milliseconds.toFixed(0)} ms${reason}`
}
