import type { ClientBase } from 'pg'
import { poolingOf } from '../../postgres/pooling.ts'
import { deployDefaults } from '../plan/deploy-defaults.ts'
import { type PlanStep, statementsOf } from '../plan/plan-step.ts'
import type { RunOptions } from './apply-options.ts'
import { ReaderPatience } from './reader-patience.ts'
import { noQuietMoment, runPhase } from './run-phase.ts'

interface Remembered {
  /** Statements that remember that it has begun, where it takes more than one transaction. */
  readonly before: readonly string[]
  /** Statements that remember what it did. */
  readonly after: readonly string[]
}

/**
 * A step outside of the phases: one transaction, or where an index is built one statement after the other; then it is
 * remembered before anything is there that somebody would have to remove.
 */
export async function runAlone(
  client: ClientBase,
  one: PlanStep,
  { before, after }: Remembered,
  options: RunOptions,
): Promise<void> {
  const statements = statementsOf([one], one.phase)
  const { statementTimeout } = one
  const { lock } = options
  const { deadline = deployDefaults.deadline, lockTimeout = deployDefaults.lockTimeout } = options
  const patience = new ReaderPatience(lockTimeout)
  const inTransaction = async (records: readonly string[], locked: readonly string[]) => {
    const isDone = await runPhase(client, {
      name: one.phase,
      lock,
      relations: one.locks,
      patience,
      statementTimeout,
      attempts: Number.POSITIVE_INFINITY,
      end: performance.now() + deadline,
      before: records,
      locked: () => locked,
      onRetry: (attempt) => options.onStep?.(`${one.object} is in use, attempt ${attempt + 1}`),
    })
    if (!isDone) throw noQuietMoment(one.phase, one.object, false)
  }
  if (statements.every(({ transaction }) => transaction !== 'none')) {
    await inTransaction(
      after,
      statements.map(({ sql }) => sql),
    )
    return options.progress.did(one.phase, [one])
  }
  await client.query([lock.keep(statementTimeout / 1000 + 60), ...before].join(';\n'))
  options.progress.begin(one)
  // Settings of a session would be left with strangers.
  const isPooled = poolingOf(client) === 'transaction'
  if (!isPooled) await client.query(`set statement_timeout = ${statementTimeout}; set lock_timeout = 0`)
  try {
    for (const { sql, transaction } of statements) {
      if (transaction === 'none') await client.query(sql)
      else await inTransaction([], [sql])
    }
    await client.query([lock.keep(), ...after].join(';\n'))
    options.progress.did(one.phase, [one])
  } finally {
    await client.query('rollback').catch(() => {})
    if (!isPooled) await client.query('set statement_timeout = 0; set lock_timeout = 0').catch(() => {})
  }
}
