import type { Step, Timeline } from '../define/proofs/timeline.ts'
import { durationSeconds } from '../foundation/durations.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { RuleJson } from '../grafana/alerting/build-rule.ts'
import { advance } from '../grafana/model/alerts/advance.ts'
import type { AlertState } from '../grafana/model/alerts/alert-state.ts'
import { evaluateRule } from '../grafana/model/alerts/evaluate-rule.ts'
import type { Answer } from '../grafana/model/frames/read-answer.ts'
import { ruleQueries } from '../release/rule-queries.ts'
import { relationName } from '../sql/relation-name.ts'
import { RuleAsker } from './ask-rule.ts'
import { compareAlerts } from './check-alert.ts'
import type { Mismatch } from './compare-rows.ts'
import type { CompleteRow } from './complete-rows.ts'
import type { ProofContext } from './proof-context.ts'
import { putIn } from './put-in.ts'

/** Evaluates a rule at its own interval through what a time line says, and tells the first thing that is not as expected. */
export async function runTimeline(context: ProofContext, line: Timeline): Promise<Mismatch | undefined> {
  requireMoments(line)
  const { rule, from, steps } = line
  const { client } = context
  const json = context.ruleJson(rule)
  const interval = durationSeconds(rule.every) * 1000
  let states: readonly AlertState[] = []
  let known: readonly CompleteRow[] = []
  let broken: string | undefined
  let next = from.getTime()
  const asker = new RuleAsker(client, json)
  const evaluate = async (at: number) => {
    const answers = broken === undefined ? await asker.at(new Date(at)) : allFail(json, broken)
    states = advance(states, evaluateRule(json, answers, { at, states }), {
      rule: json,
      interval: rule.every,
    })
  }
  const evaluateUntil = async (end: number, isIncluded: boolean) => {
    for (; next < end || (isIncluded && next === end); next += interval) await evaluate(next)
  }
  try {
    for (const step of steps) {
      const at = step.at.getTime()
      await evaluateUntil(at, step.does === 'expect')
      if (step.does === 'expect') {
        const when = step.at.toISOString().replace('.000Z', 'Z')
        const mismatch = compareAlerts(`${rule.name} at ${when}`, json, step.alerts, states)
        if (mismatch) return mismatch
      } else if (step.does === 'break') broken = step.message
      else if (step.does === 'mend') broken = undefined
      else known = await change(context, step, known)
    }
    return undefined
  } finally {
    await asker.end()
  }
}

/** What a data source that does not answer has for each query of a rule. */
const allFail = (rule: RuleJson, error: string): Map<string, Answer> =>
  new Map(ruleQueries(rule).map(({ refId }) => [refId, { kind: 'error', error }]))

/** Takes rows away or puts them in, and tells which are there then. */
async function change(
  context: ProofContext,
  step: Extract<Step, { readonly does: 'insert' | 'remove' }>,
  known: readonly CompleteRow[],
): Promise<readonly CompleteRow[]> {
  if (step.does === 'remove') {
    await context.client.query(`delete from ${relationName(step.table.name).sql}`)
    return known.filter(({ table }) => table.name !== step.table.name)
  }
  return putIn(context, step.rows, { now: step.at, known })
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
