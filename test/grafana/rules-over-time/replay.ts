import type { ClientBase } from 'pg'
import { advance } from '../../../toolkit/grafana/model/alerts/advance.ts'
import { type AlertState, ruleStatus, stateText } from '../../../toolkit/grafana/model/alerts/alert-state.ts'
import { evaluateRule } from '../../../toolkit/grafana/model/alerts/evaluate-rule.ts'
import type { Answer } from '../../../toolkit/grafana/model/frames/read-answer.ts'
import { answerTo } from '../model/answer-to.ts'
import { interval, queryModel, range, ruleOf, type ScriptedRule } from './scripted-rule.ts'

/** How a rule and its alerts stand after an evaluation; times are seconds since 1970. */
export interface StateAfter {
  readonly at: number
  readonly state: string
  readonly health: string
  readonly alerts: readonly AlertAfter[]
}

export interface AlertAfter {
  readonly labels: Readonly<Record<string, string>>
  readonly state: string
  readonly since: number
}

/** What the model makes of a scripted rule, evaluation by evaluation. */
export async function replay(
  client: ClientBase,
  schema: string,
  scripted: ScriptedRule,
  moments: readonly number[],
): Promise<StateAfter[]> {
  const rule = ruleOf(scripted, schema)
  let states: readonly AlertState[] = []
  const after: StateAfter[] = []
  for (const moment of moments) {
    const at = moment * 1000
    const answers = new Map<string, Answer>()
    for (const query of scripted.queries) {
      const { rawSql: sql, format } = queryModel(scripted.name, query, schema)
      answers.set(query.refId, await answerTo(client, { sql, format, relativeTimeRange: range }, at))
    }
    states = advance(states, evaluateRule(rule, answers, { at, states }), { rule, interval: `${interval}s` })
    const { state, health } = ruleStatus(states)
    const alerts = states.map((alert) => ({
      labels: alert.labels,
      state: stateText(alert),
      since: alert.activeAt / 1000,
    }))
    after.push({ at: moment, state, health, alerts: inOrder(alerts) })
  }
  return after
}

/** Alerts by their labels. */
export function inOrder(alerts: readonly AlertAfter[]): AlertAfter[] {
  const key = ({ labels }: AlertAfter) => JSON.stringify(Object.entries(labels).sort())
  return alerts.toSorted((one, other) => (key(one) < key(other) ? -1 : 1))
}
