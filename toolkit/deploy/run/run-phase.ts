import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { sqlStateOf } from '../../postgres/postgres-problem.ts'
import { beginWith } from '../../postgres/session-settings.ts'
import type { DeployLock } from './deploy-lock.ts'

export interface PhaseRun {
  readonly name: string
  readonly lock: DeployLock
  /** Run first; they take no lock that readers wait for. */
  readonly before: readonly string[]
  /** From the first lock to the last statement; sent at once, so that no round trip lengthens the wait of readers. */
  readonly locked: readonly string[]
  readonly lockTimeout: number
  readonly statementTimeout: number
  /** Milliseconds after which it gives up. */
  readonly deadline: number
  onRetry(attempt: number): void
}

/** Milliseconds for one statement inside of a phase: by then nobody should still be waiting. */
export const phaseStatementTimeout = 10_000

/** Lock not available, deadlock, serialization failure. */
const retryable = new Set(['55P03', '40P01', '40001'])

/** Runs a phase in one transaction, again and again until no reader stands in its way. */
export async function runPhase(client: ClientBase, run: PhaseRun): Promise<void> {
  const end = performance.now() + run.deadline
  for (let attempt = 1; ; attempt++) {
    try {
      const timeouts = [
        `set local lock_timeout = ${run.lockTimeout}`,
        `set local statement_timeout = ${run.statementTimeout}`,
      ]
      await client.query([beginWith('', ...timeouts), run.lock.keep(), ...run.before].join(';\n'))
      await client.query([...run.locked, run.lock.keep(), 'commit'].join(';\n'))
      return
    } catch (error) {
      await client.query('rollback').catch(() => {})
      if (!isRetryable(error)) throw error
      if (performance.now() > end) throw gaveUp(run, attempt, error)
      run.onRetry(attempt)
    }
    const pause = Math.min(1000, 50 * 2 ** Math.min(attempt, 5))
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())))
  }
}

function isRetryable(error: unknown): boolean {
  const state = sqlStateOf(error)
  const raced = error instanceof Error && error.message.includes('tuple concurrently updated')
  return raced || (state !== undefined && retryable.has(state))
}

function gaveUp({ name, deadline, lockTimeout }: PhaseRun, attempts: number, cause: unknown): SightlineError {
  return new SightlineError(
    {
      code: 'no-quiet-moment',
      what: `The ${name} phase found no moment without long-running readers, and nothing of it was done.`,
      value: `${attempts} attempts in ${Math.round(deadline / 1000)} s, waiting ${lockTimeout} ms each`,
      next: 'Run apply again when the long queries have ended (see pg_stat_activity), or raise --lock-timeout or --deadline.',
    },
    { cause },
  )
}
