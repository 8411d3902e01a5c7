import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { releaseLater } from '../support/resources.ts'

/** A process of the pipeline. */
export interface Child {
  readonly process: ChildProcess
  readonly ended: Promise<number | null>
  output(): string
}

/** Starts a program of `children/`, which ends with the test file. */
export function startChild(program: string, ...args: readonly string[]): Child {
  const file = fileURLToPath(new URL(`children/${program}.ts`, import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      text += chunk
    })
  const ended = once(child, 'exit').then(([code]): number | null => code)
  releaseLater(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { process: child, ended, output: () => text }
}

/** Ends one as a power cut would. */
export async function killChild({ process: child, ended }: Child): Promise<void> {
  child.kill('SIGKILL')
  await ended
}
