import type { AlertState } from '../../../toolkit/grafana/model/alerts/alert-state.ts'
import type { AlertValue } from '../../../toolkit/grafana/model/alerts/alert-value.ts'
import type { RuleEvaluation } from '../../../toolkit/grafana/model/alerts/rule-evaluation.ts'
import type { RuleModel } from '../../../toolkit/grafana/model/alerts/rule-model.ts'

/** A query of a rule as it stands in the recorded cases. */
export interface RecordedQuery {
  readonly refId: string
  readonly sql?: string
  readonly format?: string
  readonly datasource?: string
  readonly relativeTimeRange?: { readonly from: number; readonly to: number }
  readonly [setting: string]: unknown
}

export interface RecordedRule {
  readonly queries: readonly RecordedQuery[]
  readonly condition?: string
}

interface Failure {
  readonly status: number
  readonly message: string
}

interface RecordedAlert {
  readonly labels: Readonly<Record<string, string>>
  readonly firing: boolean
  readonly alertname?: string
  readonly values?: Readonly<Record<string, number>>
  readonly error?: string
}

export interface RecordedOutcome {
  readonly results?: Readonly<Record<string, unknown>>
  readonly alerts?: readonly RecordedAlert[]
  readonly failed?: Failure
  readonly testFailed?: Failure
}

export const lastHour = { from: 3600, to: 0 }

/** The rule that was recorded: it fires at once, and has states of its own for no data and errors. */
export function recordedRule({ queries, condition }: RecordedRule): RuleModel {
  return {
    title: 't',
    condition: condition ?? queries.at(-1)?.refId ?? '',
    data: queries.map(({ sql, ...model }) => ({
      refId: model.refId,
      datasourceUid: sql === undefined ? '__expr__' : (model.datasource ?? 'pg'),
      relativeTimeRange: model.relativeTimeRange ?? lastHour,
      model,
    })),
    noDataState: 'NoData',
    execErrState: 'Error',
    for: '0s',
    labels: {},
  }
}

// JSON has neither these numbers nor a negative zero.
const jsonNumber = (value: number | null): unknown =>
  value === null ? null : Number.isFinite(value) ? value + 0 : String(value)

const alreadyReduced = /^Reduce operation is not needed/

function writeValue(value: AlertValue, evaluation: RuleEvaluation): unknown {
  const notices = evaluation.notices
    .get(value)
    ?.map((notice) => (alreadyReduced.test(notice) ? 'ALREADY-REDUCED' : notice))
  const beside = notices ? { notices } : {}
  if (value.kind === 'no data') return { noData: true, ...beside }
  const labels = 'labels' in value && Object.keys(value.labels).length > 0 ? { labels: value.labels } : {}
  if (value.kind === 'series') {
    const points = value.points.map(([time, number]) => [time, jsonNumber(number)])
    return { ...labels, points, ...beside }
  }
  const custom =
    value.kind === 'number' && value.matches
      ? { custom: value.matches.map((match) => ({ ...match, value: String(match.value ?? '') })) }
      : {}
  return { ...labels, value: jsonNumber(value.value), ...beside, ...custom }
}

/** What the model says of each query and expression, written down as the recorded results are. */
export const writeResults = (evaluation: RuleEvaluation): unknown =>
  Object.fromEntries(
    [...evaluation.outcomes].map(([refId, outcome]) => {
      if ('error' in outcome) return [refId, { error: outcome.error.text }]
      if (outcome.values.length === 0) return [refId, { frames: 0 }]
      return [refId, outcome.values.map((value) => writeValue(value, evaluation))]
    }),
  )

/** Recorded results without what only the format of frames needs. */
export const withoutFrames = (results: RecordedOutcome['results']): unknown =>
  Object.fromEntries(
    Object.entries(results ?? {}).map(([refId, items]) => [
      refId,
      Array.isArray(items) ? items.map(({ type: _, name: __, ...item }) => item) : items,
    ]),
  )

/** An alert as the recorded test of the rule has it. */
export function writeAlert(state: AlertState, evaluation: RuleEvaluation): RecordedAlert {
  const own = { NoData: 'DatasourceNoData', Error: 'DatasourceError' }
  const alertname = state.state === 'NoData' || state.state === 'Error' ? own[state.state] : undefined
  const numbers = Object.values(state.values)
  const hasValues = numbers.length > 0 && numbers.every((value) => value !== null && Number.isFinite(value))
  const values = Object.fromEntries(
    Object.entries(state.values).map(([refId, value]) => [refId, Number(value)]),
  )
  const inResults = [...evaluation.outcomes.values()].some(
    (outcome) => 'error' in outcome && outcome.error.text === state.error,
  )
  return {
    labels: { ...state.labels, ...(alertname && { rulename: 't' }) },
    firing: state.state !== 'Normal',
    ...(alertname && { alertname }),
    ...(hasValues && { values }),
    ...(state.error !== undefined && !inResults && { error: state.error }),
  }
}
