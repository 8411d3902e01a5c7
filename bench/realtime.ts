import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { applyRelease, buildRelease, createSources, desiredState, withClient } from 'sightline/engine'
import project from '../sightline.config.ts'
import { freePort } from '../toolkit/embedded/free-port.ts'
import { withThrowawayServer } from '../toolkit/embedded/throwaway-server.ts'
import { repository } from './database.ts'
import { sampleEvents } from './realtime/sample-events.ts'

/** How many events a second one worker counts, and how many of them a second Redis takes from redis-benchmark. */
const events = Number(process.argv[2] ?? 500_000)
const port = String(await freePort())
const redis = spawn(
  'redis-server',
  ['--port', port, '--save', '', '--appendonly', 'yes', '--dir', mkdtempSync(join(tmpdir(), 'redis-'))],
  { stdio: 'ignore' },
)
await wait(1000)
const [{ event, data }] = sampleEvents(1)
const payload = JSON.stringify({ event: event.name, data })
const args = ['-p', port, '-n', '300000', '-P', '16', '-q', 'XADD', 'bench', '*', 'e', payload]
const [, rate = ''] =
  /([\d.]+) requests per second/.exec(execFileSync('redis-benchmark', args).toString()) ?? []
execFileSync('redis-cli', ['-p', port, 'flushall'])

const run = (program: string, ...given: readonly string[]): ChildProcess =>
  spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL(`realtime/${program}.ts`, import.meta.url)), ...given],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )

await withThrowawayServer(repository, async (server) => {
  const database = server.connectionString('postgres')
  await withClient(database, async (client) => {
    const release = buildRelease(project)
    await createSources(client, release.sources)
    await applyRelease(client, desiredState(release))
    const worker = run('work', database, `redis://127.0.0.1:${port}`)
    if (worker.stdout) await once(worker.stdout, 'data')
    worker.stdout?.on('data', (text) => process.stdout.write(`worker ${text}`))
    const publisher = run('publish', `redis://127.0.0.1:${port}`, String(events))
    publisher.stdout?.on('data', (text) => process.stdout.write(`publisher ${text}`))
    const counted = async () => {
      const { rows } = await client.query<{ counted: number }>(
        'select coalesce(sum(counted), 0)::int as counted from sightline.stream_shard',
      )
      return rows[0]?.counted ?? 0
    }
    while ((await counted()) === 0) await wait(20)
    const [first, start] = [await counted(), performance.now()]
    while ((await counted()) < events) await wait(50)
    const perSecond = ((events - first) / (performance.now() - start)) * 1000
    const ended = once(worker, 'exit')
    worker.kill('SIGTERM')
    await ended
    process.stdout.write(
      `${perSecond.toFixed(0)} events/s, ${(perSecond / Number(rate)).toFixed(2)} of the ${rate} that redis-benchmark adds\n`,
    )
  })
})
redis.kill()
