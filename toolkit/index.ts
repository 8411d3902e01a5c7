/** What definitions are written with, and nothing else; what works on definitions is `sightline/engine`. */
export {
  type Expression,
  type ExpressionBuilder,
  expressionBuilder,
  type RawBuilder,
  sql,
} from 'kysely'
export { alertRule } from './define/alerts/alert-rule.ts'
export { above, below, math, outside, within } from './define/alerts/condition.ts'
export { contactPoint } from './define/alerts/contact-point.ts'
export { messageTemplate } from './define/alerts/message-template.ts'
export { muteTiming } from './define/alerts/mute-timing.ts'
export { secret } from './define/alerts/secret.ts'
export { watch } from './define/alerts/watched-query.ts'
export { cache } from './define/cache.ts'
export { annotation } from './define/dashboards/annotation.ts'
export type { Color } from './define/dashboards/color.ts'
export { dashboard, linksToTag, row } from './define/dashboards/dashboard.ts'
export { queryTarget } from './define/dashboards/query-target.ts'
export { thresholds } from './define/dashboards/thresholds.ts'
export { timeFilter, timeFrom, timeGroup, timeTo } from './define/dashboards/time-macros.ts'
export { mapValues } from './define/dashboards/value-mapping.ts'
export { redirect } from './define/environment.ts'
export {
  ago,
  asTime,
  day,
  interval,
  monthOf,
  now,
  startOfToday,
  today,
  utcDay,
} from './define/expressions/clock.ts'
export { momentOf } from './define/expressions/moment-of.ts'
export { percentile, ratio } from './define/expressions/ratio.ts'
export { folder } from './define/folder.ts'
export { follow } from './define/follow.ts'
export { from } from './define/from.ts'
export { incrementalView } from './define/incremental-view.ts'
export { desc } from './define/index-column.ts'
export { materializedView } from './define/materialized-view.ts'
export * from './define/moved-names.ts'
export { barGaugePanel } from './define/panels/bar-gauge-panel.ts'
export { gaugePanel } from './define/panels/gauge-panel.ts'
export { liveStatPanel } from './define/panels/live-stat-panel.ts'
export { pieChartPanel } from './define/panels/pie-chart-panel.ts'
export { statPanel } from './define/panels/stat-panel.ts'
export { tablePanel } from './define/panels/table-panel.ts'
export { textPanel } from './define/panels/text-panel.ts'
export { timeseriesPanel } from './define/panels/timeseries-panel.ts'
export { xyChartPanel } from './define/panels/xy-chart-panel.ts'
export { type Definition, defineProject } from './define/project.ts'
export type { Query, RowOf } from './define/query.ts'
export { refreshFunction } from './define/refresh-function.ts'
export type { DatabaseOf } from './define/relation.ts'
export { rows } from './define/rows.ts'
export { schedule } from './define/schedule.ts'
export { source, table } from './define/source.ts'
export { sourceIndex } from './define/source-index.ts'
export { sqlFunction } from './define/sql-function.ts'
export { customVariable, multiCustomVariable } from './define/variables/custom-variable.ts'
export { constantVariable, dataSourceVariable } from './define/variables/fixed-variables.ts'
export { intervalVariable } from './define/variables/interval-variable.ts'
export { multiQueryVariable, queryVariable } from './define/variables/query-variable.ts'
export { textBoxVariable } from './define/variables/text-box-variable.ts'
export { view } from './define/view.ts'
