import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
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
  const child = spawn(program, settings, { stdio: 'ignore' })
  child.on('error', () => {})
  process.once('exit', () => child.kill('SIGKILL'))
  const url = `redis://127.0.0.1:${port}`
  const isUp = await untilAnswers(url, child)
  return isUp ? { url, stop: () => end(child) } : undefined
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

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
