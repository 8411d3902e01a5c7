import type { Command } from 'commander'
import { openStreamPublisher, simulate } from 'sightline/realtime'
import { loadProject } from '../load-project.ts'
import { numberAboveZero, wholeNumber } from '../numbers.ts'
import { Progress, printJson, tell, untilInterrupted } from '../terminal.ts'
import { requireRedisUrl, withRedisOption } from './redis-url.ts'

interface SimulateCommandOptions {
  readonly redis?: string
  readonly rate: number
  readonly seed: number
  readonly events?: number
  readonly shards?: number
  readonly json: boolean
}

/** `sightline realtime simulate`: publishes events that look like the real ones. */
export function addSimulateCommand(realtime: Command): void {
  const command = withRedisOption(realtime.command('simulate'))
    .description('Publish events that look like the real ones, until Ctrl-C.')
    .option('--rate <n>', 'events per second', numberAboveZero, 20)
    .option('--seed <n>', 'the same events for the same seed', wholeNumber, 1)
    .option('--events <n>', 'end after as many', numberAboveZero)
    .option('--shards <n>', 'into how many shards a new stream is cut (default: 4)', numberAboveZero)
    .option('--json', 'print for a machine', false)
    .addHelpText('after', '\nExample:\n  sightline realtime simulate --rate 200\n')
  command.action(async ({ events, rate, seed, shards, json, ...options }: SimulateCommandOptions) => {
    const redis = requireRedisUrl(options)
    const { project } = await loadProject(command)
    const publisher = await openStreamPublisher(project, { redis, shards })
    const progress = new Progress()
    const stop = new AbortController()
    const running = simulate(project, publisher, {
      rate,
      seed,
      most: events,
      signal: stop.signal,
      onProgress: (published) => {
        if (process.stderr.isTTY) progress.step(`Published ${published} events`)
      },
    })
    await untilInterrupted(running)
    stop.abort()
    const published = await running
    await publisher.close()
    const seconds = progress.end()
    if (json) printJson({ published, seconds: Number(seconds) })
    else tell(`Published ${published} events, ${seconds} s.`)
  })
}
