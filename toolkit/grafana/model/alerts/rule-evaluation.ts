import type { AlertValue } from './alert-value.ts'
import type { Labels } from './labels.ts'

/** Why a query or an expression has no values. */
export interface NodeError {
  readonly text: string
  /** The query that failed, or whose result has no shape that can be read. */
  readonly query?: string
  /** What it reads, where that failed. */
  readonly dependency?: string
}

/** What a query or an expression gave. */
export type NodeOutcome = { readonly error: NodeError } | { readonly values: readonly AlertValue[] }

/** What one set of labels is at one moment, before `for` and the rule's settings are looked at. */
export interface AlertResult {
  readonly labels: Labels
  readonly state: 'Normal' | 'Alerting' | 'NoData' | 'Error'
  /** The numbers of queries and expressions with these labels, by name. */
  readonly values: Readonly<Record<string, number | null>>
  readonly error?: NodeError
}

/** A rule at one moment. */
export interface RuleEvaluation {
  readonly at: number
  /** Why Grafana cannot evaluate the rule at all. */
  readonly refused?: string
  /** By the name of the query or expression, queries first. */
  readonly outcomes: ReadonlyMap<string, NodeOutcome>
  /** What Grafana says beside a value. */
  readonly notices: ReadonlyMap<AlertValue, readonly string[]>
  readonly results: readonly AlertResult[]
}
