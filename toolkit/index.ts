/** What definitions are written with, and nothing else; what works on definitions is `sightline/engine`. */
export {
  type Expression,
  type ExpressionBuilder,
  expressionBuilder,
  type Kysely,
  type RawBuilder,
  sql,
} from 'kysely'
export { type AlertRule, alertRule } from './define/alerts/alert-rule.ts'
export { above, below, math, outside, within } from './define/alerts/condition.ts'
export { type ContactPoint, contactPoint } from './define/alerts/contact-point.ts'
export * from './define/alerts/integrations/index.ts'
export { messageTemplate } from './define/alerts/message-template.ts'
export { muteTiming } from './define/alerts/mute-timing.ts'
export { secret } from './define/alerts/secret.ts'
export { watch } from './define/alerts/watched-query.ts'
export { type Cache, type CacheKey, cache } from './define/cache.ts'
export {
  bigint,
  boolean,
  bytea,
  char,
  date,
  doublePrecision,
  integer,
  json,
  jsonb,
  numeric,
  real,
  smallint,
  text,
  time,
  timestamp,
  timestamptz,
  uuid,
  varchar,
} from './define/columns/column-types.ts'
export { column, extensionType } from './define/columns/other-types.ts'
export { compositeType, domain, enumType } from './define/columns/user-types.ts'
export { annotation } from './define/dashboards/annotation.ts'
export type { Color } from './define/dashboards/color.ts'
export { type Dashboard, dashboard, linksToTag, type Row, row } from './define/dashboards/dashboard.ts'
export { queryTarget } from './define/dashboards/query-target.ts'
export { thresholds } from './define/dashboards/thresholds.ts'
export { timeFilter, timeFrom, timeGroup, timeTo } from './define/dashboards/time-macros.ts'
export { mapValues } from './define/dashboards/value-mapping.ts'
export { dataCheck } from './define/data-check.ts'
export { acceptedValues } from './define/data-checks/accepted-values.ts'
export { freshness } from './define/data-checks/freshness.ts'
export { notNull } from './define/data-checks/not-null.ts'
export { relationship } from './define/data-checks/relationship.ts'
export { rowCountBetween } from './define/data-checks/row-count-between.ts'
export { uniqueGrains } from './define/data-checks/unique-grains.ts'
export { type DataQuality, dataQuality } from './define/data-quality/data-quality.ts'
export { redirect } from './define/environment.ts'
export { exportLink } from './define/exports/export-link.ts'
export { sharedExport } from './define/exports/shared-export.ts'
export { userExport } from './define/exports/user-export.ts'
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
export { type Folder, folder } from './define/folder.ts'
export { type Age, type Follow, follow } from './define/follow.ts'
export { from } from './define/from.ts'
export { type IncrementalView, incrementalView } from './define/incremental-view.ts'
export { desc } from './define/index-column.ts'
export { type MaterializedView, materializedView } from './define/materialized-view.ts'
export { barGaugePanel } from './define/panels/bar-gauge-panel.ts'
export { gaugePanel } from './define/panels/gauge-panel.ts'
export { pieChartPanel } from './define/panels/pie-chart-panel.ts'
export { statPanel } from './define/panels/stat-panel.ts'
export { tablePanel } from './define/panels/table-panel.ts'
export { textPanel } from './define/panels/text-panel.ts'
export { timeseriesPanel } from './define/panels/timeseries-panel.ts'
export { xyChartPanel } from './define/panels/xy-chart-panel.ts'
export { type Definition, defineProject, type Project } from './define/project.ts'
export { given } from './define/proofs/given.ts'
export { eventFactory } from './define/proofs/given-event.ts'
export { factory, type GivenRow } from './define/proofs/given-row.ts'
export { type Proof, type Proofs, proofs, proveEach } from './define/proofs/proofs.ts'
export { timeline } from './define/proofs/timeline.ts'
export type { Rows } from './define/queries/rows.ts'
export type { Query, RowOf } from './define/query.ts'
export { type Event, event } from './define/realtime/event.ts'
export { type EventData, field } from './define/realtime/event-field.ts'
export { type LiveFigure, liveFigure, liveOpen, liveRanking } from './define/realtime/live-figure.ts'
export { approximateDistinct, count, countIf, max, min, sum } from './define/realtime/measure.ts'
export { type Occurrence, occurrence, type Simulation } from './define/realtime/occurrence.ts'
export { type Rollup, rollup } from './define/realtime/rollup.ts'
export { refreshFunction } from './define/refresh-function.ts'
export type { DatabaseOf } from './define/relation.ts'
export { pictureOf } from './define/reports/picture.ts'
export { report } from './define/reports/report.ts'
export { figures, reportTable } from './define/reports/section.ts'
export { rows } from './define/rows.ts'
export type { Sample, SampleRow, SampleTarget } from './define/sample.ts'
export { schedule } from './define/schedule.ts'
export { type Source, source, type Table, table } from './define/source.ts'
export { sourceIndex } from './define/source-index.ts'
export { sqlFunction } from './define/sql-function.ts'
export { customVariable, multiCustomVariable } from './define/variables/custom-variable.ts'
export { constantVariable, dataSourceVariable } from './define/variables/fixed-variables.ts'
export { intervalVariable } from './define/variables/interval-variable.ts'
export { multiQueryVariable, queryVariable } from './define/variables/query-variable.ts'
export { textBoxVariable } from './define/variables/text-box-variable.ts'
export { type View, view } from './define/view.ts'
