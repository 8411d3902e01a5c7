import { readFileSync } from 'node:fs'

/** Whether a process of this number is running; one that has ended and waits for its parent to notice is not. */
export function isRunning(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return statFields(pid)[0] !== 'Z'
}

/** Tells a process from a later one with the same number: the number and, on Linux, when it started. */
export function processIdentity(pid: number): string {
  return `${pid} ${statFields(pid)[19] ?? ''}`
}

/** What Linux says of a process after its name, its state first; empty elsewhere. */
function statFields(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return []
  }
}

/** Waits until a process has ended; false when it still runs after the given time. */
export async function hasEnded(pid: number, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds
  while (isRunning(pid)) {
    if (performance.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}
