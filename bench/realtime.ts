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
  /** Events a second that redis-benchmark adds, one by one and pipelined. */
  readonly redis: number
  /** Events a second that are published by one process and counted by another, by the number of shards. */
  readonly counted: ReadonlyMap<number, number>
  /** Milliseconds from publishing until a WebSocket is told, at half of that load. */
  readonly lag: { readonly rate: number; readonly p50: number; readonly p99: number }
  /** Memory of the worker meanwhile. */
  readonly mebibytes: { readonly early: number; readonly late: number }
}

const events = 600_000

/** Measures the pipeline of the project on a Redis that writes all to its file, and a Postgres. */
export async function timeRealtime(): Promise<RealtimeTimes> {
  const port = String(await freePort())
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const settings = ['--port', port, '--save', '', '--appendonly', 'yes', '--dir', folder]
  const server = spawn('redis-server', settings, { stdio: 'ignore' })
  await wait(1000)
  const redis = `redis://127.0.0.1:${port}`
  const added: number[] = []
  try {
    return await withThrowawayServer(repository, async (postgres) => {
      const counted = new Map<number, number>()
      let half = 0
      let lag: [number, number] = [0, 0]
      let mebibytes = { early: 0, late: 0 }
      for (const shards of [1, 2, 8, 4]) {
        execFileSync('redis-cli', ['-p', port, 'flushall'])
        const name = `bench_${shards}`
        await withClient(postgres.connectionString('postgres'), (client) =>
          client.query(`create database ${name}`),
        )
        const database = postgres.connectionString(name)
        const release = buildRelease(project)
        await withClient(database, async (client) => {
          await createSources(client, release.sources)
          await applyRelease(client, desiredState(release))
        })
        const worker = run('work', database, redis, String(shards))
        await worker.ready
        // Beside others' work the machine is another one every few seconds: both are measured in turn.
        added.push(addedPerSecond(port))
        counted.set(shards, await countedPerSecond(database, redis))
        added.push(addedPerSecond(port))
        if (shards === 4) {
          half = Math.round((counted.get(4) ?? 0) / 2)
          lag = await timeLag(redis, half, 15)
        }
        worker.child.kill('SIGTERM')
        const last = (await worker.ended).split('\n').at(-1) ?? ''
        if (shards === 4) mebibytes = JSON.parse(last)
      }
      const mean = added.reduce((sum, one) => sum + one, 0) / added.length
      return { redis: mean, counted, lag: { rate: half, p50: lag[0], p99: lag[1] }, mebibytes }
    })
  } finally {
    server.kill('SIGKILL')
    await once(server, 'exit')
    rmSync(folder, { recursive: true })
  }
}

/** What redis-benchmark adds of an event, pipelined. */
function addedPerSecond(port: string): number {
  const [{ event, data }] = sampleEvents(1)
  const payload = JSON.stringify({ event: event.name, data })
  const args = ['-p', port, '-n', '200000', '-P', '16', '-q', 'XADD', 'bench', '*', 'e', payload]
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
