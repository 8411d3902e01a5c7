import type { QueryResult } from '../query/run-query.ts'
import type { ProjectQuery } from '../release/project-query.ts'
import type { Release } from '../release/release.ts'
import type { Finding } from './finding.ts'
import type { IncrementalFault } from './incremental/prove-incremental.ts'

/** A query of the project beside what it returned on the sample. */
export interface CheckedQuery {
  readonly query: ProjectQuery
  readonly result: QueryResult
}

/** A view whose rows were counted against its grain. */
export interface CheckedGrain {
  readonly view: string
  readonly grain: readonly string[]
  /** How many combinations of the grain's columns have more than one row. */
  readonly duplicates: number
}

/** A materialized view as Postgres has it. */
export interface StoredView {
  readonly view: string
  /** Whether it has a unique index over plain columns, without a predicate. */
  readonly hasUniqueIndex: boolean
}

/** Everything a rule may look at. */
export interface CheckContext {
  readonly release: Release
  readonly queries: readonly CheckedQuery[]
  readonly grains: readonly CheckedGrain[]
  readonly storedViews: readonly StoredView[]
  /** The sources and tables that the sample gives rows. */
  readonly filled: ReadonlySet<string>
  /** Incremental views that random changes led to other rows than their queries. */
  readonly incrementalFaults: readonly IncrementalFault[]
  /** Milliseconds that one query may take on the sample. */
  readonly slowQueryBudget: number
}

/** One thing that `check` looks for. */
export interface Rule {
  readonly name: string
  /** What it looks for and why that matters, in one sentence. */
  readonly description: string
  check(context: CheckContext): Iterable<Omit<Finding, 'rule'>>
}
