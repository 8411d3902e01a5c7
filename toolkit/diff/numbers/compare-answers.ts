import type { RuleJson } from '../../grafana/alerting/build-rule.ts'
import type { Answer } from '../../grafana/model/frames/read-answer.ts'
import type { QueryResult } from '../../query/run-query.ts'
import type { ComparedQuery } from '../compared-release.ts'
import { alertOutcome, failed } from './alert-outcome.ts'
import { compareRows } from './compare-rows.ts'
import { compareSeries } from './compare-series.ts'
import { compareValues } from './compare-values.ts'
import type { AlertOutcome, Difference } from './number-change.ts'
import { sameNumber } from './same-number.ts'

/** A query of one side and what it returned there. */
export interface Answered {
  readonly query: ComparedQuery
  readonly result: QueryResult
  /** The rule of an alert's query, and what all of its queries returned, by their names there. */
  readonly alert: { readonly rule: RuleJson; readonly answers: ReadonlyMap<string, Answer> } | undefined
  /** The unique keys of the relations that it reads. */
  readonly grains: readonly (readonly string[])[]
}

/** Panels that show one number for each field. */
const singleNumber = new Set(['stat', 'gauge', 'bargauge'])

/** Panels that draw values over time. */
const overTime = new Set(['timeseries', 'graph', 'barchart', 'histogram', 'heatmap', 'state-timeline'])

/** Compares what a query of a kept panel, variable, annotation, alert or check returns on both sides. */
export function compareAnswers(before: Answered, after: Answered): Difference {
  if (before.query.kind === 'alert') return compareAlerts(before, after)
  if (!after.result.ok) return { kind: 'not compared', reason: after.result.message }
  if (!before.result.ok) return { kind: 'not compared', reason: `it failed before: ${before.result.message}` }
  const [old, now] = [shown(before, before.result), shown(after, after.result)]
  if (before.query.kind === 'data check') {
    const [a, b] = [before.result.rows.length, after.result.rows.length]
    return a === b ? { kind: 'same', rounded: false } : { kind: 'faults', before: a, after: b }
  }
  const type = after.query.panel?.type ?? ''
  if (singleNumber.has(type) && !showsRows(after) && !showsRows(before)) return compareValues(old, now)
  const hasTime = [before.result, after.result].every(({ fields }) =>
    fields.some(({ name }) => name === 'time'),
  )
  if (overTime.has(type) && hasTime) return compareSeries(old, now)
  return compareRows(old, now, [...after.grains, ...before.grains])
}

const shown = ({ query }: Answered, result: Extract<QueryResult, { ok: true }>) => ({
  panel: query.panel,
  answer: { result, format: query.format },
})

/** Whether a panel shows every row, and not one number for each field. */
function showsRows({ query }: Answered): boolean {
  const options: unknown = query.panel?.options
  if (typeof options !== 'object' || options === null || !('reduceOptions' in options)) return false
  const { reduceOptions } = options
  return (
    typeof reduceOptions === 'object' &&
    reduceOptions !== null &&
    'values' in reduceOptions &&
    reduceOptions.values === true
  )
}

function compareAlerts(before: Answered, after: Answered): Difference {
  const [old, now] = [outcomeOf(before), outcomeOf(after)]
  const sameness = sameNumber(old.value, now.value)
  const isSame = old.state === now.state && old.others === now.others && old.problem === now.problem
  if (isSame && sameness !== 'different') return { kind: 'same', rounded: sameness === 'rounding' }
  return { kind: 'alert', before: old, after: now }
}

function outcomeOf({ result, alert }: Answered): AlertOutcome {
  if (!result.ok) return failed(result.message)
  return alert
    ? alertOutcome(alert.rule, alert.answers)
    : { state: 'no data', value: null, others: 0, problem: 'no rule' }
}
