import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import { optionalPackage } from '../foundation/optional-package.ts'
import { openPool, openSession } from '../postgres/session.ts'
import { withConnection } from '../postgres/with-connection.ts'
import type { DesiredSchedule } from '../release/desired-schedules.ts'
import { prepareWorker } from './prepare-worker.ts'
import { releaseDeadWorkers } from './release-dead-workers.ts'
import { runSchedule, type ScheduleRun, workerApplication } from './run-schedule.ts'
import { SignOfLife } from './sign-of-life.ts'
import { untilReachable } from './until-reachable.ts'
import { scheduleOf, scheduleTask, workerCrontab } from './worker-crontab.ts'

export interface WorkerOptions {
  readonly schedules: readonly DesiredSchedule[]
  readonly onRun: (run: ScheduleRun) => void
  /** Told of what is wrong and is tried again. */
  readonly onProblem: (message: string) => void
  /** After how many seconds the job of a worker without a sign of life is given to another. */
  readonly deadAfterSeconds?: number
}

/** A worker that is running. */
export interface Worker {
  /** Lets the running jobs end, and then ends. */
  stop(): Promise<void>
  /** Settles when the worker has ended; rejects when it cannot go on. */
  readonly ended: Promise<void>
}

/**
 * Starts a worker that runs the schedules by their cron expressions, each once at a time across all workers.
 *
 * @throws SightlineError where pg_cron runs the same schedules, or the worker may not create its tables
 * @example const worker = await startWorker(url, { schedules: desiredSchedules(project), onRun: console.log, onProblem: console.error })
 */
export async function startWorker(url: string, options: WorkerOptions): Promise<Worker> {
  const { schedules, onRun, onProblem, deadAfterSeconds = 15 } = options
  const { Logger, parseCronItem, run, runMigrations } = await optionalPackage(
    'graphile-worker',
    'The worker',
    () => import('graphile-worker'),
  )
  const logger = new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') onProblem(message)
  })
  await withConnection(url, (client) =>
    prepareWorker(client, schedules, () => runMigrations({ connectionString: url, logger })),
  )
  const pgPool = openPool(url, { application_name: workerApplication, max: 5 })
  const events: WorkerEvents = new EventEmitter()
  let worker = ''
  events.once('pool:create', ({ workerPool }) => {
    worker = workerPool.id
  })
  const runner = await run({
    pgPool,
    events,
    logger,
    noHandleSignals: true,
    concurrency: schedules.length,
    pollInterval: 1000,
    parsedCronItems: workerCrontab(schedules).map((item) => parseCronItem(item)),
    taskList: {
      [scheduleTask]: async (payload) => {
        const schedule = schedules.find(({ name }) => name === scheduleOf(payload))
        if (!schedule) return
        try {
          onRun(await runSchedule(url, schedule, worker))
        } catch (error) {
          await untilReachable(url)
          throw error
        }
      },
    },
  })
  const sign = await SignOfLife.give(url, worker)
  const watch = setInterval(() => {
    const watched = sign.renew().then(() => release(url, deadAfterSeconds))
    watched.catch((error: Error) => onProblem(error.message))
  }, deadAfterSeconds * 500)
  const ended = runner.promise.finally(async () => {
    clearInterval(watch)
    // One that was killed a moment ago may not have been noticed yet, and this may be the last worker.
    await release(url, deadAfterSeconds).catch(() => {})
    await sign.end()
    await pgPool.end()
  })
  const stop = async () => {
    await runner.stop()
    await ended
  }
  return { stop, ended }
}

async function release(url: string, deadAfterSeconds: number): Promise<void> {
  const client = await openSession(url, { application_name: workerApplication })
  await releaseDeadWorkers(client, scheduleTask, deadAfterSeconds).finally(() => client.end())
}
