import type { Labels } from './labels.ts'

export type AlertStateName = 'Normal' | 'Pending' | 'Alerting' | 'Recovering' | 'NoData' | 'Error'

/** What Grafana remembers of one set of labels of a rule. */
export interface AlertState {
  /** Those of the alert: the rule's own, and those of the result. */
  readonly labels: Labels
  /** Those of the result alone. */
  readonly resultLabels: Labels
  readonly state: AlertStateName
  /** Why it has a state that its result does not: `NoData`, `Error, KeepLast`; empty otherwise. */
  readonly reason: string
  /** Since when it has the state, in milliseconds since 1970. */
  readonly activeAt: number
  readonly evaluatedAt: number
  /** The numbers of queries and expressions, by name; -1 stands where there was none. */
  readonly values: Readonly<Record<string, number | null>>
  readonly error?: string
}

/** A state as Grafana shows it: `Alerting (NoData)`. */
export const stateText = ({ state, reason }: Pick<AlertState, 'state' | 'reason'>): string =>
  reason === '' ? state : `${state} (${reason})`

/**
 * How Grafana shows a rule with these alerts: by the worst of them, and whether it could be evaluated. Where one is
 * pending and another recovers, and none fires, Grafana names either by chance; here it is the first of them.
 */
export function ruleStatus(states: readonly AlertState[]): {
  readonly state: 'inactive' | 'pending' | 'recovering' | 'firing'
  readonly health: 'ok' | 'nodata' | 'error'
  readonly lastError?: string
} {
  const names = states.map(({ state }) => state)
  const waiting = names.find((name) => name === 'Pending' || name === 'Recovering')
  const lastError = states.findLast(({ error }) => error !== undefined)?.error
  const waits = waiting === 'Pending' ? 'pending' : 'recovering'
  const failed = names.includes('Error') || lastError !== undefined
  return {
    state: names.includes('Alerting') ? 'firing' : waiting ? waits : 'inactive',
    health: failed ? 'error' : names.includes('NoData') ? 'nodata' : 'ok',
    ...(lastError === undefined ? {} : { lastError }),
  }
}
