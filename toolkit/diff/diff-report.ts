import type { Hazard } from '../deploy/plan/plan-step.ts'
import type { LineageEdge, LineageNode } from '../lineage/graph.ts'
import type { Fact } from './fact.ts'
import type { NumberChange } from './numbers/number-change.ts'
import type { ViewChange } from './numbers/view-difference.ts'

/** How much a change means to people, the worst first. */
export type Verdict = 'breaking' | 'numbers' | 'cosmetic' | 'nothing'

/** Something that reads what goes. */
export interface BrokenReader {
  readonly kind: string
  readonly name: string
  /** What becomes of it: it fails, it is gone, it reads something else now, or it still reads this. */
  readonly fate: 'fails' | 'removed' | 'adapted' | 'reads it still'
  /** Why it fails. */
  readonly message: string | undefined
}

/** A column or a relation that is not what it was, and all that reads it on either side. */
export interface BrokenThing {
  readonly change: 'dropped' | 'renamed' | 'retyped'
  readonly kind: 'column' | 'source column' | 'view' | 'source' | 'table'
  /** `analytics.daily.orders`, or the name of the relation. */
  readonly name: string
  /** The type that it had; of a relation nothing. */
  readonly before: string | undefined
  /** The new type or the new name. */
  readonly after: string | undefined
  readonly readers: readonly BrokenReader[]
}

/** A query of the head that Postgres refuses, and did not refuse before. */
export interface FailingQuery {
  readonly kind: string
  readonly where: string
  readonly message: string
}

/** An object of the database that changes. */
export interface SqlChange {
  readonly kind: string
  readonly name: string
  readonly change: 'added' | 'extended' | 'replaced' | 'rebuilt' | 'dropped' | 'changed' | 'described'
  /** What changes, in words. */
  readonly facts: readonly Fact[]
  /** The lines of its formatted SQL, each with a sign in front; none where the SQL is the same. */
  readonly lines: readonly string[]
  readonly hazards: readonly Hazard[]
}

/** What changes in a part of a dashboard, an alert or a contact point, in Grafana's words. */
export interface ThingChange {
  readonly kind: string
  readonly name: string
  readonly change: 'added' | 'removed' | 'renamed' | 'moved' | 'changed'
  readonly facts: readonly Fact[]
  /** The lines of a query that is not the one it was. */
  readonly lines: readonly string[]
}

/** A dashboard and what changes in it. */
export interface DashboardChange {
  readonly uid: string
  readonly title: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly facts: readonly Fact[]
  readonly parts: readonly ThingChange[]
}

/** The part of the lineage that a change reaches. */
export interface AffectedLineage {
  readonly nodes: readonly LineageNode[]
  readonly edges: readonly LineageEdge[]
  /** The names of what itself changes. */
  readonly changed: readonly string[]
}

/** What a change means to the people who look at the dashboards and get the alerts. */
export interface DiffReport {
  readonly base: { readonly label: string; readonly version: string }
  readonly head: { readonly label: string; readonly version: string }
  readonly verdict: Verdict
  readonly broken: readonly BrokenThing[]
  readonly failing: readonly FailingQuery[]
  /** Queries whose SQL or anything below it changed, those with equal numbers too. */
  readonly numbers: readonly NumberChange[]
  /** Views that changed or read what changed, also those that no query reads, and those with equal rows. */
  readonly views: readonly ViewChange[]
  readonly sql: readonly SqlChange[]
  readonly dashboards: readonly DashboardChange[]
  readonly alerts: readonly ThingChange[]
  /** What changes in events, live figures and caches. */
  readonly live: readonly ThingChange[]
  readonly affected: AffectedLineage
  /** What could not be compared, and why. */
  readonly notes: readonly string[]
}
