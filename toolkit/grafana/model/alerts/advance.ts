import type { AlertState } from './alert-state.ts'
import { ruleDuration } from './durations.ts'
import { type Labels, labelsKey } from './labels.ts'
import { nextState, type StateSettings } from './next-state.ts'
import type { AlertResult, RuleEvaluation } from './rule-evaluation.ts'
import type { RuleModel } from './rule-model.ts'

/** A rule and how often it is evaluated. */
export interface ScheduledRule {
  readonly rule: RuleModel
  /** Such as `1m`. */
  readonly interval: string
}

/**
 * The alerts of a rule after an evaluation, sorted by their labels; there are none before the first.
 *
 * @example states = advance(states, evaluateRule(rule, answers, { at, states }), { rule, interval: '1m' })
 */
export function advance(
  states: readonly AlertState[],
  evaluation: RuleEvaluation,
  { rule, interval }: ScheduledRule,
): AlertState[] {
  const { at } = evaluation
  const settings = {
    for: ruleDuration(rule.for),
    keepFiringFor: ruleDuration(rule.keepFiringFor ?? '0s'),
    noDataState: rule.noDataState,
    execErrState: rule.execErrState,
  }
  const next = new Map(states.map((state) => [labelsKey(state.labels), state]))
  for (const state of changedStates(states, evaluation, rule, settings))
    next.set(labelsKey(state.labels), state)
  const step = ruleDuration(interval)
  return [...next]
    .filter(([, state]) => !isStale(state, at, step, rule))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, state]) => state)
}

function changedStates(
  states: readonly AlertState[],
  { at, results }: RuleEvaluation,
  rule: RuleModel,
  settings: StateSettings,
): AlertState[] {
  const [first] = results
  // No data and errors without labels are those of every alert, unless they have a state of their own.
  if (first && states.length > 0 && concernsAll(results, settings))
    return states.map((state) => nextState(state, first, at, settings))
  return results.map((result) => {
    const labels = alertLabels(result, rule, settings)
    const key = labelsKey(labels)
    const known = states.find((state) => labelsKey(state.labels) === key)
    const before = known ?? {
      labels,
      resultLabels: result.labels,
      state: 'Normal',
      reason: '',
      activeAt: at,
      evaluatedAt: at,
      values: {},
    }
    return nextState({ ...before, resultLabels: result.labels }, result, at, settings)
  })
}

function concernsAll(results: readonly AlertResult[], { noDataState, execErrState }: StateSettings): boolean {
  const all = (state: AlertResult['state']): boolean => results.every((result) => result.state === state)
  return (all('NoData') && noDataState !== 'NoData') || (all('Error') && execErrState !== 'Error')
}

/** Labels that Grafana gives to each alert; those of a result do not replace them. */
const given = ['alertname', 'grafana_folder']

/** Labels that are Grafana's own, and what a result's are renamed to. */
const reserved: Readonly<Record<string, string>> = {
  __alert_rule_uid__: 'alert_rule_uid',
  __alert_rule_namespace_uid__: 'alert_rule_namespace_uid',
}

function alertLabels(
  result: AlertResult,
  { labels, data }: RuleModel,
  { execErrState }: StateSettings,
): Labels {
  const own: Record<string, string> = {}
  for (const [name, value] of Object.entries(result.labels)) {
    const renamed = reserved[name]
    if (renamed === undefined) own[name] = value
    else own[renamed in result.labels ? `${name}_user` : renamed] = value
  }
  const failed = data.find(({ refId }) => refId === result.error?.query)
  const ofError: Labels =
    failed && execErrState === 'Error' ? { ref_id: failed.refId, datasource_uid: failed.datasourceUid } : {}
  const merged = { ...own, ...labels, ...ofError }
  return Object.fromEntries(Object.entries(merged).filter(([name]) => !given.includes(name)))
}

/** After how many evaluations without its series an alert is over. */
const evaluationsToResolve = 2

/** Whether an alert has been missing for so long that it is forgotten. */
function isStale(
  { state, reason, evaluatedAt }: AlertState,
  at: number,
  step: number,
  rule: RuleModel,
): boolean {
  if (evaluatedAt === at) return false
  const isPassing =
    state === 'Error' ||
    state === 'NoData' ||
    (state === 'Pending' && (reason === 'Error' || reason === 'NoData'))
  const evaluations = isPassing ? 1 : (rule.missingSeriesEvalsToResolve ?? evaluationsToResolve)
  return at - evaluatedAt >= evaluations * step
}

/** The alerts of a rule after it was changed: all are forgotten, unless it fires as before. */
export function changeRule(
  states: readonly AlertState[],
  before: ScheduledRule,
  after: ScheduledRule,
): readonly AlertState[] {
  const same = JSON.stringify(decisive(before)) === JSON.stringify(decisive(after))
  return same ? states : []
}

/** What Grafana looks at to see whether a rule is another; annotations do not count. */
const decisive = ({ rule, interval }: ScheduledRule): unknown => [
  interval,
  rule.title,
  rule.condition,
  rule.data,
  rule.noDataState,
  rule.execErrState,
  rule.for,
  rule.keepFiringFor,
  rule.missingSeriesEvalsToResolve,
  rule.isPaused ?? false,
  Object.entries(rule.labels).sort(),
]
