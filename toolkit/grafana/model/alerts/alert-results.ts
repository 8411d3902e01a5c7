import { type AlertValue, labelsOf } from './alert-value.ts'
import { containsLabels, type Labels, labelsKey, labelsText } from './labels.ts'
import type { AlertResult, NodeError, NodeOutcome } from './rule-evaluation.ts'
import { isExpression, type RuleModel } from './rule-model.ts'

type Outcomes = ReadonlyMap<string, NodeOutcome>

/** What each set of labels is, by what the condition of a rule gave. */
export function alertResults(rule: Pick<RuleModel, 'condition' | 'data'>, outcomes: Outcomes): AlertResult[] {
  const { condition, data } = rule
  const outcome = outcomes.get(condition)
  if (outcome && 'error' in outcome) return [errorResult(causeOf(outcome.error, outcomes))]
  const empty = data.filter((query) => !isExpression(query) && isNoData(outcomes.get(query.refId)))
  if (empty.length > 0) return noDataResults(empty)
  const values = outcome?.values ?? []
  if (values.length === 0) return [noDataResult({})]
  const results = values.map((value) => resultOf(value, condition, outcomes))
  const duplicate = results.find(({ labels }, index) =>
    results.slice(0, index).some((other) => labelsKey(other.labels) === labelsKey(labels)),
  )
  if (!duplicate) return results
  const reason = `frame cannot uniquely be identified by its labels: has duplicate results with labels {${labelsText(duplicate.labels)}}`
  return [errorResult({ text: invalidFormat('', reason) }, duplicate.labels)]
}

const invalidFormat = (refId: string, reason: string): string =>
  `invalid format of evaluation results for the alert definition ${refId}: ${reason}`

const errorResult = (error: NodeError, labels: Labels = {}): AlertResult => ({
  labels,
  state: 'Error',
  values: {},
  error,
})

const noDataResult = (labels: Labels): AlertResult => ({ labels, state: 'NoData', values: {} })

/** The error at the beginning of a chain of expressions that were not evaluated. */
function causeOf(error: NodeError, outcomes: Outcomes): NodeError {
  const dependency = error.dependency === undefined ? undefined : outcomes.get(error.dependency)
  return dependency && 'error' in dependency ? causeOf(dependency.error, outcomes) : error
}

/** Whether nothing came back; a query that failed has nothing either. */
function isNoData(outcome: NodeOutcome | undefined): boolean {
  if (!outcome || 'error' in outcome) return outcome !== undefined
  return outcome.values.length === 0 || (outcome.values.length === 1 && outcome.values[0]?.kind === 'no data')
}

/** One result for each data source that had nothing, whichever of the queries the condition reads. */
function noDataResults(empty: RuleModel['data']): AlertResult[] {
  const uids = [...new Set(empty.map(({ datasourceUid }) => datasourceUid))]
  return uids.map((uid) => {
    const refIds = empty.filter(({ datasourceUid }) => datasourceUid === uid).map(({ refId }) => refId)
    return noDataResult({ datasource_uid: uid, ref_id: refIds.sort().join(',') })
  })
}

function resultOf(value: AlertValue, condition: string, outcomes: Outcomes): AlertResult {
  if (value.kind === 'no data') return noDataResult({})
  if (value.kind === 'series')
    return errorResult({
      text: invalidFormat(condition, 'looks like time series data, only reduced data can be alerted on.'),
    })
  const labels = labelsOf(value)
  if (value.value === null) return noDataResult(labels)
  const values =
    value.kind === 'number' && value.matches
      ? Object.fromEntries(value.matches.map((match, index) => [`${condition}${index}`, match.value]))
      : capturedValues(labels, outcomes)
  return { labels, state: value.value === 0 ? 'Normal' : 'Alerting', values }
}

/** The numbers that have these labels, or else some of them, or more. */
function capturedValues(labels: Labels, outcomes: Outcomes): Readonly<Record<string, number | null>> {
  const captured: Record<string, number | null> = {}
  for (const [refId, outcome] of outcomes) {
    if ('error' in outcome) continue
    const numbers = outcome.values.flatMap((value) =>
      value.kind === 'number' || value.kind === 'scalar'
        ? [{ labels: labelsOf(value), value: value.value }]
        : [],
    )
    const same = numbers.findLast((number) => labelsKey(number.labels) === labelsKey(labels))
    const near = numbers.findLast(
      (number) => containsLabels(labels, number.labels) || containsLabels(number.labels, labels),
    )
    const found = same ?? near
    if (found) captured[refId] = found.value
  }
  return captured
}
