import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { OtherThreshold } from '../backtest/other-thresholds.ts'
import type { Stretch } from '../backtest/stretches.ts'
import type { ResultColumn } from '../grafana/model/frames/read-results.ts'
import type { LineageEdge, LineageNode, UnreadQuery } from '../lineage/graph.ts'

/** What the page is told first: which release it shows, and what is in it. */
export interface ProjectInfo {
  readonly name: string
  readonly version: string
  readonly dashboards: readonly {
    readonly uid: string
    readonly title: string
    readonly description: string
    readonly tags: readonly string[]
    /** The titles of the folders in which it stands, within that of the project. */
    readonly folders: readonly string[]
  }[]
  readonly alerts: number
  readonly reports: number
  /** Why the definitions could not be loaded when they were last saved. */
  readonly problem: string | null
}

/** One dashboard: the JSON that Grafana gets, and where each panel is defined. */
export interface DashboardInfo {
  readonly json: DashboardJson
  /** Places such as `dashboards/executive/index.ts:12`, by the number of the panel. */
  readonly sites: Readonly<Record<string, string>>
}

/** The values of a dashboard's variables as they stand in its address; several for one that allows them. */
export type GivenVariables = Readonly<Record<string, readonly string[]>>

/** A variable as the page shows it. */
export interface VariableState {
  readonly name: string
  readonly label: string
  readonly description: string
  readonly hidden: boolean
  readonly multi: boolean
  readonly includeAll: boolean
  /** Any text may be typed in. */
  readonly free: boolean
  readonly choices: readonly VariableChoice[]
  /** The chosen values; `$__all` for all of them. */
  readonly value: readonly string[]
  /** Why the choices are missing, in the words of the database. */
  readonly problem: string | null
}

export interface VariableChoice {
  readonly text: string
  readonly value: string
}

/** Asks for one query of a panel; the SQL is the server's own. */
export interface QueryRequest {
  readonly dashboard: string
  readonly panel: number
  readonly refId: string
  readonly from: string
  readonly to: string
  readonly maxDataPoints: number
  readonly variables: GivenVariables
}

/** How a time series gets values where the query gave none. */
export interface SentFill {
  readonly mode: 'null' | 'previous' | 'value'
  readonly value: number
  readonly nanoseconds: string
}

/** One line of the answer to a query, in the order in which they come; an error ends it. */
export type QueryLine =
  | {
      readonly sql: string
      readonly from: number
      readonly to: number
      readonly fill: SentFill | null
    }
  | { readonly columns: readonly ResultColumn[] }
  /** Values as the texts that Postgres sends. */
  | { readonly rows: readonly (readonly (string | null)[])[] }
  | { readonly end: { readonly rows: number; readonly cut: boolean; readonly milliseconds: number } }
  | { readonly error: { readonly message: string; readonly site: string | null } }

/** How an alert stands now. */
export interface AlertInfo {
  readonly uid: string
  readonly title: string
  readonly summary: string
  readonly description: string
  readonly severity: string
  readonly receiver: string
  readonly every: string
  readonly for: string
  /** The condition in words: `above 9000`. */
  readonly condition: string
  /** The limits that the value is held against. */
  readonly bounds: readonly number[]
  readonly state: 'normal' | 'pending' | 'firing' | 'no data' | 'error' | 'paused'
  readonly noDataState: string
  readonly instances: readonly AlertInstance[]
  readonly sql: string
  readonly milliseconds: number | null
  readonly message: string | null
  /** What the rule uses that is not simulated here. */
  readonly notCovered: readonly string[]
  readonly site: string | null
  readonly dashboard: string | null
  readonly panel: number | null
}

export interface AlertInstance {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number | null
  /** As Grafana writes it: `Pending`, `Normal (NoData)`. */
  readonly state: string
}

/** What a rule would have done over a time that has passed; moments are milliseconds. */
export interface BacktestInfo {
  readonly from: number
  readonly to: number
  readonly condition: string
  readonly bounds: readonly number[]
  readonly evaluations: number
  readonly firings: readonly PastFiring[]
  readonly firingHours: number
  readonly thresholds: readonly OtherThreshold[]
  readonly stretches: readonly Stretch[]
  /** How exact it is. */
  readonly notes: readonly string[]
}

export interface PastFiring {
  readonly labels: Readonly<Record<string, string>>
  readonly from: number
  /** When it was over; null where it still fires at the end. */
  readonly to: number | null
  readonly seconds: number
  readonly value: number | null
  readonly least: number | null
  readonly most: number | null
}

/** A report, and who gets it. */
export interface ReportInfo {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly every: 'day' | 'week' | 'month'
  /** When it is sent: `monday 08:00 UTC`. */
  readonly when: string
  readonly recipients: readonly { readonly user: string; readonly email: string }[]
}

/** Who reads what. */
export interface LineageInfo {
  readonly nodes: readonly LineageNode[]
  readonly edges: readonly LineageEdge[]
  readonly columns: Readonly<Record<string, readonly string[]>>
  readonly unread: readonly UnreadQuery[]
}

/** Why a request is refused. */
export interface Refusal {
  readonly what: string
  readonly next: string
}
