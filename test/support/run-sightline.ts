import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export const repository = fileURLToPath(new URL('../..', import.meta.url))

/** Starts the command line as a user does. */
export const startSightline = (
  args: readonly string[],
  cwd: string = repository,
  environment?: Readonly<Record<string, string>>,
) => startProgram([`${repository}bin/sightline.mjs`, ...args], cwd, environment)

function startProgram(
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
) {
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...environment },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const outcome = new Promise<Outcome>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr })),
  )
  return { child, outcome, output: () => stdout + stderr }
}

/** Runs a command to its end. */
export const runSightline = (
  args: readonly string[],
  cwd?: string,
  environment?: Readonly<Record<string, string>>,
): Promise<Outcome> => startSightline(args, cwd, environment).outcome

/** Runs a program of Node to its end. */
export const runProgram = (
  args: readonly string[],
  cwd: string,
  environment?: Readonly<Record<string, string>>,
): Promise<Outcome> => startProgram(args, cwd, environment).outcome
