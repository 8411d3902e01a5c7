import type { RelativeTimeRange } from './expressions/resample.ts'
import type { Labels } from './labels.ts'

export type NoDataState = 'NoData' | 'Alerting' | 'OK' | 'KeepLast'
export type ExecErrState = 'Error' | 'Alerting' | 'OK' | 'KeepLast'

/** A query of a rule, or an expression over others. */
export interface RuleQueryModel {
  readonly refId: string
  readonly datasourceUid: string
  readonly relativeTimeRange: RelativeTimeRange
  readonly model: Readonly<Record<string, unknown>>
}

/** What decides when a rule fires, as Grafana's provisioning writes it. */
export interface RuleModel {
  readonly title: string
  readonly condition: string
  readonly data: readonly RuleQueryModel[]
  readonly noDataState: NoDataState
  readonly execErrState: ExecErrState
  readonly for: string
  readonly keepFiringFor?: string
  readonly missingSeriesEvalsToResolve?: number
  readonly labels: Labels
  /** A rule that is not evaluated, and whose alerts are forgotten. */
  readonly isPaused?: boolean
}

/** Whether a query of a rule is an expression, and not one of a data source. */
export const isExpression = ({ datasourceUid }: RuleQueryModel): boolean =>
  datasourceUid === '__expr__' || datasourceUid === '-100'

/** What a rule uses that the model does not know, by name; where there is anything, its alerts are not what Grafana's are. */
export function notCovered({ data, labels }: RuleModel): string[] {
  const expressions = data
    .filter(
      (query) => (isExpression(query) && query.model.type === 'sql') || query.datasourceUid === '__ml__',
    )
    .map(({ refId, model }) => `the ${model.type === 'sql' ? 'SQL' : 'machine learning'} expression ${refId}`)
  const templates = Object.entries(labels)
    .filter(([, value]) => value.includes('{{'))
    .map(([name]) => `the template in the label ${name}`)
  return [...expressions, ...templates]
}
