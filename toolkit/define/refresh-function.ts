import { rememberSite } from '../foundation/definition-site.ts'
import { RelationName, relationName } from '../sql/relation-name.ts'
import type { CellsOf } from './cells.ts'
import { bigint, doublePrecision, text, timestamptz } from './columns/column-types.ts'
import type { IncrementalView } from './incremental-view.ts'
import type { MaterializedView } from './materialized-view.ts'
import { withName } from './require-name.ts'
import { type Source, type Table, table } from './source.ts'
import { writtenName } from './written-name.ts'

/** A row per refreshed view: the shape that a refresh log must have. */
export interface RefreshLogRow {
  readonly view_name: string
  readonly started_at: Date
  readonly duration_ms: number
  readonly row_count: number
}

/** Where the time of the last refresh is kept: a table of keys and values, and its key there. */
export interface LastRefresh {
  readonly table: Source<string, ['key' | 'value', string]>
  readonly key: string
}

export interface RefreshFunctionOptions {
  readonly description: string
  /** The views to refresh; the release orders them by what they read from each other. */
  readonly views: readonly (MaterializedView | IncrementalView)[]
  /** Where each refresh leaves a row; a table `refresh_log` in the schema of the first view unless said otherwise. */
  readonly log?: Table<string, CellsOf<RefreshLogRow>>
  /** A key and value table in which the time of the last refresh is kept as well. */
  readonly lastRefresh?: LastRefresh
}

/** A function that refreshes stored views without locking their readers. */
export interface RefreshFunction extends RefreshFunctionOptions {
  readonly kind: 'refresh function'
  readonly name: string
  readonly log: Table<string, CellsOf<RefreshLogRow>>
}

/**
 * Defines the function that refreshes materialized views, concurrently and in one transaction.
 *
 * @example refreshFunction('refresh_analytics_views', { description: 'Refreshes what is stored.', views: [channelPerformance] })
 */
export function refreshFunction(name: string, options: RefreshFunctionOptions): RefreshFunction {
  const log = options.log ?? refreshLogIn(options.views[0])
  return withName(
    rememberSite({ kind: 'refresh function', name: writtenName(name), ...options, log }, refreshFunction),
  )
}

const logs = new Map<string, Table<string, CellsOf<RefreshLogRow>>>()

/** The log beside a view, which all functions without one of their own share. */
function refreshLogIn(view: { readonly name: string } | undefined): Table<string, CellsOf<RefreshLogRow>> {
  const schema = view ? relationName(view.name).schema : 'public'
  const known = logs.get(schema)
  if (known) return known
  const log = table(new RelationName(schema, 'refresh_log').written, {
    description:
      'One row for each refresh of a materialized view: when it began, how long it took, what it left.',
    primaryKey: ['view_name', 'started_at'],
    columns: {
      view_name: text(),
      started_at: timestamptz(),
      duration_ms: doublePrecision(),
      row_count: bigint(),
    },
  })
  logs.set(schema, log)
  return log
}
