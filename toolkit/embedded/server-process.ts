import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasEnded, isRunning } from '../foundation/process-identity.ts'

/** What the programs of Postgres are given of the environment: nothing of the caller's settings may reach them. */
export const environment = { PATH: process.env.PATH ?? '', TZ: 'UTC', LC_ALL: 'C' }

const running = new Map<number, NodeJS.Signals>()

/** Sees to it that a process does not outlive this one, however this one exits short of being killed. */
export function endWithProcess(pid: number, signal: NodeJS.Signals): void {
  running.set(pid, signal)
  if (!process.listeners('exit').includes(endAll)) process.on('exit', endAll)
}

/** Forgets a process that has ended. */
export function forgetProcess(pid: number): void {
  running.delete(pid)
}

function endAll(): void {
  for (const [pid, signal] of running) if (isRunning(pid)) process.kill(pid, signal)
}

/** Ends a server; `immediate` does not wait for its data to be written. */
export async function stopServer(pid: number, how: 'fast' | 'immediate'): Promise<void> {
  forgetProcess(pid)
  if (!isRunning(pid)) return
  process.kill(pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT')
  if (await hasEnded(pid, 10_000)) return
  process.kill(pid, 'SIGKILL')
  await hasEnded(pid, 5_000)
}

/** Ends the server whose number stands in the data folder's pid file, if it is a Postgres on that very folder. */
export async function endLeftover(data: string): Promise<void> {
  const content = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid = '', folder = ''] = content.split('\n')
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => folder)
  if (Number(pid) > 0 && isRunning(Number(pid)) && command.includes(data))
    await stopServer(Number(pid), 'fast')
}
