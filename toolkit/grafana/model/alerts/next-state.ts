import type { AlertState, AlertStateName } from './alert-state.ts'
import type { AlertResult } from './rule-evaluation.ts'
import type { ExecErrState, NoDataState } from './rule-model.ts'

/** The settings of a rule that decide what follows a state. */
export interface StateSettings {
  /** In milliseconds. */
  readonly for: number
  readonly keepFiringFor: number
  readonly noDataState: NoDataState
  readonly execErrState: ExecErrState
}

/** The parts of a state that a result changes. */
type Changing = Pick<AlertState, 'state' | 'activeAt' | 'error'>

/** The state of an alert after a result. */
export function nextState(
  before: AlertState,
  result: AlertResult,
  at: number,
  settings: StateSettings,
): AlertState {
  const { error: _, ...rest } = before
  const { state, activeAt, error } = changed(before, result, at, settings)
  return {
    ...rest,
    state,
    activeAt,
    evaluatedAt: at,
    reason: reasonOf(state, result, settings),
    values: nextValues(before, result),
    ...(error === undefined ? {} : { error }),
  }
}

function changed(before: AlertState, result: AlertResult, at: number, settings: StateSettings): Changing {
  switch (result.state) {
    case 'Normal':
      return afterNormal(before, at, settings)
    case 'Alerting':
      return afterAlerting(before, at, settings)
    case 'NoData':
      return afterNothing(before, at, settings, 'NoData', undefined)
    case 'Error':
      return afterNothing(before, at, settings, 'Error', result.error?.text)
  }
}

const since = (state: AlertStateName, activeAt: number): Changing => ({ state, activeAt })

function afterNormal(before: Changing, at: number, { keepFiringFor }: StateSettings): Changing {
  if (before.state === 'Normal') return before
  if (before.state === 'Recovering')
    return at - before.activeAt >= keepFiringFor ? since('Normal', at) : before
  return since(before.state === 'Alerting' && keepFiringFor > 0 ? 'Recovering' : 'Normal', at)
}

function afterAlerting(before: Changing, at: number, settings: StateSettings): Changing {
  if (before.state === 'Alerting') return since('Alerting', before.activeAt)
  if (before.state === 'Pending') return at - before.activeAt >= settings.for ? since('Alerting', at) : before
  return since(before.state !== 'Recovering' && settings.for > 0 ? 'Pending' : 'Alerting', at)
}

/** What follows where there is no data, or an error. */
function afterNothing(
  before: Changing,
  at: number,
  settings: StateSettings,
  own: 'NoData' | 'Error',
  error: string | undefined,
): Changing {
  const withError = (next: Changing): Changing => ({
    state: next.state,
    activeAt: next.activeAt,
    ...(error === undefined ? {} : { error }),
  })
  switch (own === 'NoData' ? settings.noDataState : settings.execErrState) {
    case 'Alerting': {
      const next = afterAlerting(before, at, settings)
      return own === 'Error' ? withError(next) : next
    }
    case 'OK':
      return afterNormal(before, at, settings)
    case 'KeepLast':
      return afterKeepLast(before, at, settings)
    case 'NoData':
    case 'Error':
      return withError(afterOwn(before, at, settings, own))
  }
}

/** The states of their own that no data and errors have; they wait for `for` as well. */
function afterOwn(before: Changing, at: number, settings: StateSettings, own: 'NoData' | 'Error'): Changing {
  if (before.state === own) return before
  if (before.state === 'Pending') return at - before.activeAt >= settings.for ? since(own, at) : before
  return since(before.state !== 'Recovering' && settings.for > 0 ? 'Pending' : own, at)
}

function afterKeepLast(before: Changing, at: number, settings: StateSettings): Changing {
  if (before.state === 'Alerting') return afterAlerting(before, at, settings)
  if (before.state === 'Pending')
    return at - before.activeAt >= settings.for ? afterAlerting(before, at, settings) : before
  return afterNormal(before, at, settings)
}

function reasonOf(state: AlertStateName, result: AlertResult, settings: StateSettings): string {
  if (state === result.state || result.state === 'Normal' || result.state === 'Alerting') return ''
  const setting = result.state === 'NoData' ? settings.noDataState : settings.execErrState
  return setting === 'KeepLast' ? `${result.state}, KeepLast` : result.state
}

function nextValues(before: AlertState, { state, values }: AlertResult): AlertState['values'] {
  if (state === 'Normal' || state === 'Alerting') return values
  return Object.fromEntries(Object.keys(before.values).map((refId) => [refId, -1]))
}
