import { spawn } from 'node:child_process'

/** How a process ended. */
export interface Ended {
  readonly code: number | null
  readonly output: string
}

/** Runs a program to its end; it ends with us. */
export async function runProcess(program: string, args: readonly string[], cwd: string): Promise<Ended> {
  const child = spawn(program, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  try {
    return await new Promise<Ended>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) => resolve({ code, output }))
    })
  } finally {
    process.off('exit', kill)
  }
}
