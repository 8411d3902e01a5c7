import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { sqlStateOf } from '../../postgres/postgres-problem.ts'
import { sendStatements } from '../../postgres/send-statements.ts'
import { beginWith } from '../../postgres/session-settings.ts'
import type { DeployLock } from './deploy-lock.ts'
import type { ReaderPatience } from './reader-patience.ts'

export interface PhaseRun {
  readonly name: string
  readonly lock: DeployLock
  /** Run first; they take no lock that readers wait for. */
  readonly before: readonly string[]
  /** From the first lock, which may take so many milliseconds, to the last statement; sent at once, so that no round trip lengthens the wait of readers. */
  locked(lockTimeout: number): readonly string[]
  /** The relations on which it takes the lock that readers wait for. */
  readonly relations: readonly string[]
  /** For how long readers may queue behind it. */
  readonly patience: ReaderPatience
  readonly statementTimeout: number
  /** How often it is tried. */
  readonly attempts: number
  /** When it gives up, as `performance.now()` tells the time. */
  readonly end: number
  onRetry(attempt: number): void
}

/** Milliseconds for one statement inside of a phase: by then nobody should still be waiting. */
export const phaseStatementTimeout = 10_000

/** Lock not available, deadlock, serialization failure. */
const retryable = new Set(['55P03', '40P01', '40001'])

/** Runs statements in one transaction, again and again until no reader stands in their way; false where one always did. */
export async function runPhase(client: ClientBase, run: PhaseRun): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const lockTimeout = run.patience.wait
    try {
      const timeouts = [
        `set local lock_timeout = ${lockTimeout}`,
        // The statement that takes the locks may do nothing else but wait for them.
        `set local statement_timeout = ${run.statementTimeout + lockTimeout}`,
      ]
      await sendStatements(client, [beginWith('', ...timeouts), run.lock.keep(), ...run.before])
      await sendStatements(client, [...run.locked(lockTimeout), run.lock.keep(), 'commit'])
      run.patience.succeeded()
      return true
    } catch (error) {
      await client.query('rollback').catch(() => {})
      if (!isPassing(error)) throw error
      await run.patience.failed(client, run.relations)
      if (attempt >= run.attempts || performance.now() > run.end) return false
      run.onRetry(attempt)
    }
    // Readers have most of the time to themselves.
    await new Promise((resolve) => setTimeout(resolve, 50 + lockTimeout * (1 + 2 * Math.random())))
  }
}

/** Whether an error is gone once others have let go. */
export function isPassing(error: unknown): boolean {
  const state = sqlStateOf(error)
  const raced = error instanceof Error && error.message.includes('tuple concurrently updated')
  return raced || (state !== undefined && retryable.has(state))
}

/** What is said where no moment was found until the deadline. */
export function noQuietMoment(phase: string, waitedFor: string, isBegun: boolean): SightlineError {
  const done = isBegun ? ' for all of it.' : ', and nothing of it was done.'
  return new SightlineError({
    code: 'no-quiet-moment',
    what: `The ${phase} phase found no moment without long-running readers${done}`,
    value: waitedFor,
    next: 'Run the same again when the long queries have ended (see pg_stat_activity), or raise --lock-timeout or --deadline.',
  })
}
