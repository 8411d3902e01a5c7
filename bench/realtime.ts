import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { applyRelease, buildRelease, createSources, desiredState, withClient } from 'sightline/engine'
import project from '../sightline.config.ts'
import { freePort } from '../toolkit/embedded/free-port.ts'
import { withThrowawayServer } from '../toolkit/embedded/throwaway-server.ts'
import { repository } from './database.ts'
import { timeLag } from './realtime/lag.ts'
import { run } from './realtime/process.ts'
import { sampleEvents } from './realtime/sample-events.ts'

/** What one worker counts, and how soon readers are told. */
export interface RealtimeTimes {
  /** For each number of shards, what one process publishes and another counts. */
  readonly runs: readonly RealtimeRun[]
  /** The run with four shards of which the ratio is the middle one. */
  readonly usual: RealtimeRun
  /** Milliseconds from publishing until a WebSocket is told, at half of that load. */
  readonly lag: { readonly rate: number; readonly p50: number; readonly p99: number }
  /** Memory of the worker in the second and in the last quarter of the longest run. */
  readonly mebibytes: RealtimeRun['mebibytes']
}

/** Events a second: beside others' work the machine is another one every few seconds, so both are measured in turn. */
export interface RealtimeRun {
  readonly shards: number
  /** What redis-benchmark adds, one by one and pipelined, before and after. */
  readonly redis: number
  readonly counted: number
  /** Memory of the worker in the second and in the last quarter of its time. */
  readonly mebibytes: { readonly early: number; readonly late: number }
}

/** Enough for several writings, also where a machine is fast. */
const events = 4_000_000

/** Measures the pipeline of the project on a Redis that writes all to its file, and a Postgres. */
export async function timeRealtime(): Promise<RealtimeTimes> {
  const port = String(await freePort())
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const settings = ['--port', port, '--save', '', '--appendonly', 'yes', '--dir', folder]
  const server = spawn('redis-server', settings, { stdio: 'ignore' })
  await wait(1000)
  try {
    return await withThrowawayServer(repository, async (postgres) => {
      const runs: RealtimeRun[] = []
      let lag = { rate: 0, p50: 0, p99: 0 }
      for (const shards of [1, 4, 2, 4, 8, 4]) {
        const name = `bench_${runs.length}`
        await withClient(postgres.connectionString('postgres'), (client) =>
          client.query(`create database ${name}`),
        )
        const database = postgres.connectionString(name)
        const isLast = runs.length === 5
        runs.push(
          await timeRun({ port, database, shards }, async (redis, counted) => {
            if (!isLast) return
            const rate = Math.round(counted / 2)
            const [p50, p99] = await timeLag(redis, rate, 15)
            lag = { rate, p50, p99 }
          }),
        )
      }
      const [, usual] = runs
        .filter(({ shards }) => shards === 4)
        .sort((a, b) => a.counted / a.redis - b.counted / b.redis)
      const longest = runs.at(-1)
      if (!usual || !longest) throw new Error('nothing was counted')
      return { runs, usual, lag, mebibytes: longest.mebibytes }
    })
  } finally {
    server.kill('SIGKILL')
    await once(server, 'exit')
    // What redis forked to write its file goes on for a moment.
    rmSync(folder, { recursive: true, maxRetries: 50, retryDelay: 100 })
  }
}

async function timeRun(
  { port, database, shards }: { readonly port: string; readonly database: string; readonly shards: number },
  beforeItEnds: (redis: string, counted: number) => Promise<void>,
): Promise<RealtimeRun> {
  execFileSync('redis-cli', ['-p', port, 'flushall'])
  const release = buildRelease(project)
  await withClient(database, async (client) => {
    await createSources(client, release.sources)
    await applyRelease(client, desiredState(release))
  })
  const url = `redis://127.0.0.1:${port}`
  const worker = run('work', database, url, String(shards))
  await worker.ready
  const before = addedPerSecond(port)
  const counted = await countedPerSecond(database, url)
  const redis = (before + addedPerSecond(port)) / 2
  await beforeItEnds(url, counted)
  worker.child.kill('SIGTERM')
  const last = (await worker.ended).split('\n').at(-1) ?? ''
  return { shards, redis, counted, mebibytes: JSON.parse(last) }
}

/** What redis-benchmark adds of an event, pipelined. */
function addedPerSecond(port: string): number {
  const [{ event, data }] = sampleEvents(1)
  const payload = JSON.stringify({ event: event.name, data })
  const args = ['-p', port, '-n', '400000', '-P', '16', '-q', 'XADD', 'bench', '*', 'e', payload]
  const said = execFileSync('redis-benchmark', args).toString()
  execFileSync('redis-cli', ['-p', port, 'del', 'bench'])
  return Number(/([\d.]+) requests per second/.exec(said)?.[1])
}

/** Between the first and the last time that something was written while events came. */
async function countedPerSecond(database: string, redis: string): Promise<number> {
  const publisher = run('publish', redis, String(events))
  const writings: { readonly counted: number; readonly at: number }[] = []
  await withClient(database, async (client) => {
    for (let known = 0; known < events; await wait(10)) {
      const { rows } = await client.query<{ counted: number }>(
        'select coalesce(sum(counted), 0)::int as counted from sightline.stream_shard',
      )
      const counted = rows[0]?.counted ?? 0
      if (counted > known) writings.push({ counted, at: performance.now() })
      known = counted
    }
  })
  await publisher.ended
  const [first, ...later] = writings
  // The last writing is of what was left, and comes when it is due.
  const last = later.at(later.length > 2 ? -2 : -1)
  if (!first || !last) return Number.NaN
  return ((last.counted - first.counted) / (last.at - first.at)) * 1000
}
