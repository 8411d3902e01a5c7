import type { Command } from 'commander'
import { openLogger, startStreamWorker } from 'sightline/realtime'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { timeout } from '../duration.ts'
import { withJsonLines } from '../json-lines-option.ts'
import { loadProject } from '../load-project.ts'
import { numberAboveZero } from '../numbers.ts'
import { printEvent, tell, untilInterrupted } from '../terminal.ts'
import { requireRedisUrl, withRedisOption } from './redis-url.ts'

interface WorkerOptions {
  readonly database?: string
  readonly redis?: string
  readonly shards?: number
  readonly flushEvery: number
  readonly history: number
  readonly dedupeWindow: number
  readonly json: boolean
}

/** `sightline realtime worker`: counts events into roll-ups and live figures. */
export function addWorkerCommand(realtime: Command): void {
  const command = withJsonLines(withRedisOption(withDatabaseOption(realtime.command('worker'))))
    .description('Count events into roll-ups and live figures, until Ctrl-C; any number may run.')
    .option('--shards <n>', 'into how many shards a new stream is cut (default: 4)', numberAboveZero)
    .option('--flush-every <duration>', 'how often what was counted is written', timeout, 5000)
    .option('--history <duration>', 'how long events stay in the stream, to be replayed', timeout, 3_600_000)
    .option('--dedupe-window <duration>', 'how long the id of an event is remembered', timeout, 60_000)
    .addHelpText('after', '\nExample:\n  sightline realtime worker --flush-every 5s --history 6h\n')
  command.action(async (options: WorkerOptions) => {
    const [database, redis] = [requireDatabaseUrl(options), requireRedisUrl(options)]
    const { project } = await loadProject(command)
    const log = await openLogger()
    const worker = await startStreamWorker(project, {
      ...options,
      database,
      redis,
      onProblem: (message) => {
        const problem = message.split('\n')[0] ?? ''
        if (options.json) printEvent('problem', { problem })
        else log.warn(problem)
      },
    })
    const { name, shards } = worker
    if (options.json) printEvent('started', { worker: name, shards })
    else log.info({ worker: name, shards }, 'counting')
    await untilInterrupted()
    tell('Writing what was counted; Ctrl-C again ends at once.')
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
    await worker.stop()
    const { counted } = worker
    if (options.json) printEvent('stopped', { worker: name, counted })
    else log.info({ worker: name, counted }, 'stopped')
  })
}
