import type { AlertRule } from './alerts/alert-rule.ts'
import type { ContactPoint } from './alerts/contact-point.ts'
import type { MessageTemplate } from './alerts/message-template.ts'
import type { MuteTiming } from './alerts/mute-timing.ts'
import type { Cache } from './cache.ts'
import type { Dashboard } from './dashboards/dashboard.ts'
import type { DataCheck } from './data-check.ts'
import type { ExportSet } from './exports/export-set.ts'
import type { IncrementalView } from './incremental-view.ts'
import type { MaterializedView } from './materialized-view.ts'
import type { Event } from './realtime/event.ts'
import type { LiveFigure } from './realtime/live-figure.ts'
import type { Rollup } from './realtime/rollup.ts'
import type { RefreshFunction } from './refresh-function.ts'
import type { Report } from './reports/report.ts'
import type { Schedule } from './schedule.ts'
import type { Source, Table } from './source.ts'
import type { SourceIndex } from './source-index.ts'
import type { SqlFunction } from './sql-function.ts'
import type { View } from './view.ts'

/** What a release creates in the database. */
export type SqlDefinition =
  | Table
  | Rollup
  | View
  | MaterializedView
  | IncrementalView
  | SourceIndex
  | SqlFunction
  | RefreshFunction
  | Schedule

/** Anything that a project lists. */
export type Definition =
  | Source
  | SqlDefinition
  | DataCheck
  | Dashboard
  | AlertRule
  | ContactPoint
  | MessageTemplate
  | MuteTiming
  | Event
  | LiveFigure
  | Cache
  | ExportSet
  | Report
