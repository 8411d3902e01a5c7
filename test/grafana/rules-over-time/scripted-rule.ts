import type { RuleModel } from '../../../toolkit/grafana/model/alerts/rule-model.ts'

/** The labels of a row, and its number at the end; rows of a series begin with the minutes that they are old. */
export type ScriptedRow = readonly (string | number | null)[]

/** What a query returns at an evaluation. */
export type ScriptedAnswer = 'error' | readonly ScriptedRow[]

/** What a query returns: its shape, and its answer at each evaluation. */
export interface ScriptedQuery {
  readonly refId: string
  readonly shape: 'table' | 'series'
  readonly labels: readonly string[]
  readonly steps: readonly ScriptedAnswer[]
}

/** A rule whose queries play a script. */
export interface ScriptedRule {
  readonly name: string
  readonly queries: readonly ScriptedQuery[]
  readonly expressions: readonly Readonly<Record<string, unknown> & { refId: string }>[]
  readonly settings: Pick<
    RuleModel,
    'for' | 'keepFiringFor' | 'missingSeriesEvalsToResolve' | 'noDataState' | 'execErrState'
  >
}

/** How often scripted rules are evaluated; Grafana's own least interval, in seconds. */
export const interval = 10

export const range = { from: 600, to: 0 }

/** The query as Grafana takes it: it asks the function `play` of a schema. */
export function queryModel(rule: string, { refId, shape, labels }: ScriptedQuery, schema: string) {
  const isSeries = shape === 'series'
  const time = isSeries ? ['to_timestamp($__unixEpochTo() - 60 * (answer ->> 0)::int) as time'] : []
  const texts = labels.map((label, index) => `answer ->> ${index + time.length} as ${label}`)
  const columns = [...time, ...texts, '(answer ->> -1)::float8 as v'].join(', ')
  return {
    refId,
    rawSql: `select ${columns} from ${schema}.play('${rule}', '${refId}', $__unixEpochTo()) as answer`,
    rawQuery: true,
    editorMode: 'code',
    format: isSeries ? 'time_series' : 'table',
  }
}

/** The rule as Grafana takes it. */
export function ruleOf(scripted: ScriptedRule, schema: string, dataSource = 'pg') {
  const { name, queries, expressions, settings } = scripted
  const asked = queries.map((query) => ({
    refId: query.refId,
    datasourceUid: dataSource,
    relativeTimeRange: range,
    model: queryModel(name, query, schema),
  }))
  const computed = expressions.map((model) => ({
    refId: model.refId,
    datasourceUid: '__expr__',
    relativeTimeRange: range,
    model,
  }))
  return {
    ...settings,
    title: name,
    condition: expressions.at(-1)?.refId ?? '',
    data: [...asked, ...computed],
    labels: { team: 'script' },
  } satisfies RuleModel
}
