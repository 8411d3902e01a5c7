import type { Plan } from '../plan/plan.ts'
import { type PlannedStatement, type PlanStep, statementsOf } from '../plan/plan-step.ts'
import { phaseStatementTimeout } from './run-phase.ts'

/** A script that a person can run: the statements in order, in the transactions in which a deploy has them. */
export function planScript({ steps, upkeep, desired }: Plan): string {
  const outside = (phase: 'prepare' | 'finish') =>
    steps.filter((one) => one.phase === phase).flatMap((one) => outsidePhases(one))
  const sections = {
    prepare: outside('prepare'),
    expand: transaction(steps, statementsOf(steps, 'expand').map(sqlOf)),
    contract: transaction(steps, [...upkeep, ...statementsOf(steps, 'contract').map(sqlOf)]),
    finish: outside('finish'),
  }
  const lines = Object.entries(sections).flatMap(([phase, own]) =>
    own.length === 0 ? [] : ['', `-- ${phase}`, ...own],
  )
  return `${[`-- ${desired.project} ${desired.version}`, ...lines].join('\n')}\n`
}

const sqlOf = ({ sql }: PlannedStatement): string => sql

function transaction([first]: readonly PlanStep[], statements: readonly string[]): string[] {
  if (statements.length === 0) return []
  const lockTimeout = first ? [`set local lock_timeout = '${first.lockTimeout}ms';`] : []
  const timeout = `set local statement_timeout = '${phaseStatementTimeout}ms';`
  return ['begin;', ...lockTimeout, timeout, ...statements.map((sql) => `${sql};`), 'commit;']
}

/** One transaction, or where a statement has to be in none one after the other. */
function outsidePhases(step: PlanStep): string[] {
  const statements = statementsOf([step], step.phase)
  if (statements.length === 0) return []
  const isOne = statements.every((one) => one.transaction !== 'none')
  const own = isOne
    ? ['begin;', ...statements.map(({ sql }) => `${sql};`), 'commit;']
    : statements.flatMap(({ sql, transaction: own }) =>
        own === 'none' ? [`${sql};`] : ['begin;', `${sql};`, 'commit;'],
      )
  return [`set statement_timeout = '${step.statementTimeout}ms';`, ...own, 'reset statement_timeout;']
}
