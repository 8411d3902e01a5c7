import type { Selectable } from 'kysely'
import type { AlertRule } from '../alerts/alert-rule.ts'
import type { Dashboard } from '../dashboards/dashboard.ts'
import type { Relation } from '../relation.ts'
import type { RecipientsExpectation, ReportExpectation } from './expected-report.ts'
import type { Written } from './given-row.ts'

/** Some columns of a row that must be there; only these are compared. */
export type ExpectedRow<Row> = { readonly [K in keyof Selectable<Row>]?: Written<Selectable<Row>[K]> }

/** What a panel shows in one place: its text, its colour by Grafana's name, or both. */
export type ShownCell = string | { readonly text?: string; readonly color?: string }

/** What a panel shows, by the names that people see. */
export type ShownRow = Readonly<Record<string, ShownCell>>

/** The values of a stat, a gauge or a pie; the rows of a table or a graph; or the text that stands where there is no data. */
export type Shown = string | ShownRow | readonly ShownRow[]

/** What a dashboard is opened with. */
export interface Opened {
  /** What is chosen, by the names of variables. */
  readonly variables?: Readonly<Record<string, string | readonly string[]>>
}

/** A state of an alert, as Grafana shows it. */
export type ProvenState = 'normal' | 'pending' | 'firing' | 'recovering' | 'no data' | 'error'

/** An alert of a rule: its state, and where it is said the labels of its rows and the number that is watched. */
export interface ExpectedAlert {
  readonly state: ProvenState
  readonly labels?: Readonly<Record<string, string>>
  readonly value?: number | null
}

/** What a proof looks at, and what must be there. */
export type Expectation =
  | ViewExpectation
  | PanelExpectation
  | AlertExpectation
  | ReportExpectation
  | RecipientsExpectation

export interface ViewExpectation {
  readonly of: 'view'
  readonly view: Relation
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

export interface PanelExpectation {
  readonly of: 'panel'
  readonly dashboard: Dashboard
  readonly title: string
  readonly shown: Shown
  readonly opened: Opened
}

export interface AlertExpectation {
  readonly of: 'alert'
  readonly rule: AlertRule
  readonly alerts: readonly ExpectedAlert[]
}
