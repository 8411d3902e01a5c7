import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../embedded/free-port.ts'
import { openRedis } from '../redis/redis.ts'

/** A Redis that is there, or one of our own. */
export interface AvailableRedis {
  readonly url: string
  stop(): Promise<void>
}

/** The Redis that REDIS_URL names, or one that is started for this process alone; undefined where there is none. */
export async function availableRedis(folder: string): Promise<AvailableRedis | undefined> {
  const named = process.env.REDIS_URL
  if (named !== undefined && named !== '') return { url: named, stop: async () => {} }
  const program = programOnPath('redis-server') ?? programOnPath('valkey-server')
  return program === undefined ? undefined : startRedis(program, folder)
}

function programOnPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file))
}

/**
 * Whoever started it holds its input open and writes nothing: when that process ends, however it does, so does Redis. It
 * has a group of its own, so that Ctrl-C reaches the demo alone, which needs it until what was counted is written.
 */
const untilInputEnds = '"$@" & server=$!; cat >/dev/null; kill $server 2>/dev/null; wait $server'

async function startRedis(program: string, folder: string): Promise<AvailableRedis | undefined> {
  await mkdir(folder, { recursive: true })
  const port = await freePort()
  const settings = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'yes',
  ]
  const child = spawn('sh', ['-c', untilInputEnds, 'sh', program, ...settings], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  child.on('error', () => {})
  child.stdin.on('error', () => {})
  const url = `redis://127.0.0.1:${port}`
  if (await untilAnswers(url, child)) return { url, stop: () => end(child) }
  await end(child)
  return undefined
}

async function untilAnswers(url: string, child: ChildProcess): Promise<boolean> {
  for (const limit = Date.now() + 15_000; Date.now() < limit && child.exitCode === null; await wait(50)) {
    const redis = await openRedis(url).catch(() => undefined)
    if (!redis) continue
    await redis.close()
    return true
  }
  return false
}

async function end(child: ChildProcessByStdio<Writable, null, null>): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.stdin.end()
  await ended
}
