import type { Step, Timeline } from '../define/proofs/timeline.ts'
import { durationSeconds } from '../foundation/durations.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { advance } from '../grafana/model/alerts/advance.ts'
import type { AlertState } from '../grafana/model/alerts/alert-state.ts'
import { evaluateRule } from '../grafana/model/alerts/evaluate-rule.ts'
import type { Answer } from '../grafana/model/frames/read-answer.ts'
import { alertAnswer } from '../query/alert-answer.ts'
import { runQueryInside } from '../query/run-query.ts'
import { ruleQueries } from '../release/rule-queries.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { relationName } from '../sql/relation-name.ts'
import { compareAlerts } from './check-alert.ts'
import type { Mismatch } from './compare-rows.ts'
import { completeRows } from './complete-rows.ts'
import { insertRows } from './insert-rows.ts'
import type { ProofContext } from './proof-context.ts'
import { setClock } from './set-clock.ts'

/** Evaluates a rule at its own interval through what a time line says, and tells the first thing that is not as expected. */
export async function runTimeline(context: ProofContext, line: Timeline): Promise<Mismatch | undefined> {
  requireMoments(line)
  const { rule, from, steps } = line
  const { client } = context
  const json = context.ruleJson(rule)
  const queries = ruleQueries(json)
  const interval = durationSeconds(rule.every) * 1000
  let states: readonly AlertState[] = []
  let broken: string | undefined
  let next = from.getTime()
  const evaluate = async (at: number) => {
    const now = new Date(at)
    await setClock(client, now)
    const answers = new Map<string, Answer>()
    for (const { refId, query } of queries) {
      const answer: Answer =
        broken === undefined
          ? alertAnswer(await runQueryInside(client, query, { now, variables: [] }))
          : { kind: 'error', error: broken }
      answers.set(refId, answer)
    }
    states = advance(states, evaluateRule(json, answers, { at, states }), {
      rule: json,
      interval: rule.every,
    })
  }
  const evaluateUntil = async (end: number, isIncluded: boolean) => {
    for (; next < end || (isIncluded && next === end); next += interval) await evaluate(next)
  }
  for (const step of steps) {
    const at = step.at.getTime()
    await evaluateUntil(at, step.does === 'expect')
    if (step.does === 'expect') {
      const when = step.at.toISOString().replace('.000Z', 'Z')
      const mismatch = compareAlerts(`${rule.name} at ${when}`, json, step.alerts, states)
      if (mismatch) return mismatch
    } else if (step.does === 'break') broken = step.message
    else if (step.does === 'mend') broken = undefined
    else await change(context, step)
  }
  return undefined
}

async function change(
  { client, tables }: ProofContext,
  step: Extract<Step, { readonly does: 'insert' | 'remove' }>,
): Promise<void> {
  if (step.does === 'remove') await client.query(`delete from ${relationName(step.table.name).sql}`)
  else await insertNew({ client, tables }, step)
}

/** Rows that come along may be there from an earlier step. */
async function insertNew(
  { client, tables }: Pick<ProofContext, 'client' | 'tables'>,
  { rows, at }: Extract<Step, { readonly does: 'insert' }>,
): Promise<void> {
  const missing = []
  for (const row of completeRows(rows, tables, at)) {
    if (row.given !== undefined || !(await isThere(client, row))) missing.push(row)
  }
  await insertRows(client, missing)
}

type Complete = ReturnType<typeof completeRows>[number]

async function isThere(client: ProofContext['client'], { table, values }: Complete): Promise<boolean> {
  const keys = Object.entries(table.columns).flatMap(([name, { shape }]) => (shape.primaryKey ? [name] : []))
  const [key] = keys
  if (key === undefined) return false
  const { rowCount } = await client.query(
    `select from ${relationName(table.name).sql} where ${quoteIdentifier(key)} = $1`,
    [values[key]],
  )
  return rowCount !== 0
}

function requireMoments({ rule, from, steps }: Timeline): void {
  if (Number.isNaN(from.getTime()))
    throw new SightlineError({
      code: 'time-runs-backwards',
      what: `The time line of the alert ${rule.name} begins at no moment.`,
      value: String(from),
      next: 'Write it as 2026-03-15T09:00:00Z.',
    })
  if (!steps.some(({ does }) => does === 'expect')) throw nothingExpected()
}

/** A proof that cannot fail proves nothing. */
export const nothingExpected = (): SightlineError =>
  new SightlineError({
    code: 'nothing-expected',
    what: 'A proof expects nothing, so it could not fail.',
    next: 'Say what must be seen: .view(…), .panel(…), .alert(…), or .expect(…) of a time line.',
  })
