import type { LiveFunction } from './live-function.ts'
import type { LiveHosts } from './live-host.ts'
import type { LiveIndex, PrintedIndex } from './live-index.ts'
import type { Partition } from './live-partitions.ts'
import type { LiveRelation } from './live-relation.ts'
import type { TriggerName } from './live-trigger.ts'

/** What is in the database of all that a release or an earlier one of the project names. */
export interface LiveState {
  readonly relations: ReadonlyMap<string, LiveRelation>
  readonly functions: readonly LiveFunction[]
  readonly indexes: ReadonlyMap<string, LiveIndex>
  /** The trees of partitioned tables. */
  readonly partitions: ReadonlyMap<string, readonly Partition[]>
  /** Tables whose rows an extension keeps. */
  readonly hosts: LiveHosts
  /** The triggers of ours on tables, each as text. */
  readonly triggers: ReadonlySet<string>
  readonly schemas: ReadonlySet<string>
  readonly user: string
}

/** What has to be looked up to know the state of something. */
export interface LiveNames {
  readonly relations?: readonly string[]
  readonly functions?: readonly string[]
  /** With the schema that they stand in. */
  readonly indexes?: readonly string[]
  /** Tables of which the partitions matter. */
  readonly partitioned?: readonly string[]
  readonly triggers?: readonly TriggerName[]
  /** Of which the schema is not known: found by what Postgres printed of them. */
  readonly printedIndexes?: readonly PrintedIndex[]
}
