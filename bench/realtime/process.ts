import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A program of this folder that runs. */
export interface Running {
  /** What it says first, once it is ready. */
  readonly ready: Promise<string>
  /** What it said in all, once it has ended. */
  readonly ended: Promise<string>
  readonly child: ChildProcess
}

/** Starts a program of this folder. */
export function run(program: 'work' | 'publish' | 'serve', ...given: readonly string[]): Running {
  const file = fileURLToPath(new URL(`${program}.ts`, import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  return {
    child,
    ready: once(child.stdout, 'data').then(() => text.trim()),
    ended: once(child, 'exit').then(() => text.trim()),
  }
}
