import type { RuleJson } from '../grafana/alerting/build-rule.ts'
import { watchedValue } from '../grafana/alerting/rule-outcome.ts'
import { advance } from '../grafana/model/alerts/advance.ts'
import type { AlertState, AlertStateName } from '../grafana/model/alerts/alert-state.ts'
import { evaluateRule } from '../grafana/model/alerts/evaluate-rule.ts'
import type { HistoricAnswer } from './evaluate-history.ts'

/** A time during which an alert fired. */
export interface Firing {
  readonly labels: Readonly<Record<string, string>>
  readonly from: Date
  /** When it was over; undefined where it still fires at the end. */
  readonly to: Date | undefined
  readonly seconds: number
  /** The number that is watched when it began to fire, and the least and the most of it. */
  readonly value: number | null
  readonly least: number | null
  readonly most: number | null
}

/** The rule at one evaluation: the worst state, and the number that is watched where it is one. */
export interface Moment {
  readonly at: number
  readonly state: AlertStateName
  readonly value: number | null
}

export interface Replay {
  readonly firings: readonly Firing[]
  readonly moments: readonly Moment[]
  readonly firingSeconds: number
}

interface Open {
  readonly labels: Firing['labels']
  readonly from: number
  readonly values: (number | null)[]
}

/** Takes a rule through what its queries returned, evaluation by evaluation, as Grafana does. */
export function replay(
  rule: RuleJson,
  history: readonly HistoricAnswer[],
  interval: string,
  step: number,
): Replay {
  let states: readonly AlertState[] = []
  const open = new Map<string, Open>()
  const firings: Firing[] = []
  const moments: Moment[] = []
  for (const { at, answers } of history) {
    states = advance(states, evaluateRule(rule, answers, { at, states }), { rule, interval })
    const firing = states.filter(({ state }) => state === 'Alerting' || state === 'Recovering')
    const keys = new Set(firing.map(keyOf))
    for (const [key, one] of open) {
      if (keys.has(key)) continue
      firings.push(closed(one, at, true))
      open.delete(key)
    }
    for (const state of firing) {
      const key = keyOf(state)
      const known = open.get(key) ?? { labels: state.resultLabels, from: at, values: [] }
      open.set(key, known)
      known.values.push(watchedValue(rule, state))
    }
    moments.push({ at, state: worstOf(states.map(({ state }) => state)), value: highest(rule, states) })
  }
  const end = (history.at(-1)?.at ?? 0) + step
  for (const one of open.values()) firings.push(closed(one, end, false))
  firings.sort((a, b) => a.from.getTime() - b.from.getTime())
  const firingSeconds =
    (moments.filter(({ state }) => state === 'Alerting' || state === 'Recovering').length * step) / 1000
  return { firings, moments, firingSeconds }
}

const keyOf = ({ labels }: AlertState): string => JSON.stringify(Object.entries(labels).sort())

function closed({ labels, from, values }: Open, to: number, isOver: boolean): Firing {
  const numbers = values.filter((value) => value !== null)
  return {
    labels,
    from: new Date(from),
    to: isOver ? new Date(to) : undefined,
    seconds: (to - from) / 1000,
    value: values[0] ?? null,
    least: numbers.length > 0 ? Math.min(...numbers) : null,
    most: numbers.length > 0 ? Math.max(...numbers) : null,
  }
}

const order: readonly AlertStateName[] = ['Alerting', 'Recovering', 'Error', 'Pending', 'NoData', 'Normal']

/** The state of some that matters most. */
export const worstOf = (states: readonly AlertStateName[]): AlertStateName =>
  order.find((name) => states.includes(name)) ?? 'Normal'

function highest(rule: RuleJson, states: readonly AlertState[]): number | null {
  const values = states.flatMap((state) =>
    state.reason === '' && state.state !== 'NoData' && state.state !== 'Error'
      ? (watchedValue(rule, state) ?? [])
      : [],
  )
  const known = values.filter((value) => !Number.isNaN(value))
  return known.length > 0 ? Math.max(...known) : null
}
