import type { AlertExpectation, ExpectedAlert, ProvenState } from '../define/proofs/expectation.ts'
import type { RuleJson } from '../grafana/alerting/build-rule.ts'
import { watchedValue } from '../grafana/alerting/rule-outcome.ts'
import { advance } from '../grafana/model/alerts/advance.ts'
import type { AlertState, AlertStateName } from '../grafana/model/alerts/alert-state.ts'
import { evaluateRule } from '../grafana/model/alerts/evaluate-rule.ts'
import { alertAnswer } from '../query/alert-answer.ts'
import { runQueryInside } from '../query/run-query.ts'
import { ruleQueries } from '../release/rule-queries.ts'
import { compareRows, type Mismatch, type Row } from './compare-rows.ts'
import type { ProofContext } from './proof-context.ts'

/** Whether a rule that is evaluated for the first time has the alerts that are expected. */
export async function checkAlert(
  { client, ruleJson }: ProofContext,
  { rule, alerts }: AlertExpectation,
  now: Date,
): Promise<Mismatch | undefined> {
  const json = ruleJson(rule)
  const answers = new Map()
  for (const { refId, query } of ruleQueries(json))
    answers.set(refId, alertAnswer(await runQueryInside(client, query, { now, variables: [] })))
  const evaluation = evaluateRule(json, answers, { at: now.getTime() })
  const states = advance([], evaluation, { rule: json, interval: rule.every })
  return compareAlerts(rule.name, json, alerts, states)
}

const names: Readonly<Record<AlertStateName, ProvenState>> = {
  Normal: 'normal',
  Pending: 'pending',
  Alerting: 'firing',
  Recovering: 'recovering',
  NoData: 'no data',
  Error: 'error',
}

/** Compares alerts with what Grafana would make of them; one that is normal and was not seen last does not count. */
export function compareAlerts(
  subject: string,
  rule: RuleJson,
  expected: readonly ExpectedAlert[],
  states: readonly AlertState[],
): Mismatch | undefined {
  const labels = [...new Set(expected.flatMap((alert) => Object.keys(alert.labels ?? {})))]
  const wanted = expected.map((alert): Row => {
    const { state, value } = alert
    return { ...alert.labels, state, ...(value === undefined ? {} : { value }) }
  })
  const last = Math.max(...states.map(({ evaluatedAt }) => evaluatedAt))
  const current = states.filter(({ state, evaluatedAt }) => state !== 'Normal' || evaluatedAt === last)
  const found = current.map((state): Row => {
    const value = state.state === 'NoData' || state.state === 'Error' ? null : watchedValue(rule, state)
    const error = state.error === undefined ? {} : { error: state.error }
    return { ...state.labels, state: names[state.state], value, ...error }
  })
  return compareRows(subject, wanted, found, labels)
}
