import { rememberSite } from '../foundation/definition-site.ts'
import type { MaterializedView } from './materialized-view.ts'
import { withName } from './require-name.ts'
import type { Source, Table } from './source.ts'
import { writtenName } from './written-name.ts'

/** A row per refreshed view: the shape that a refresh log must have. */
export interface RefreshLogRow {
  readonly view_name: string
  readonly started_at: Date
  readonly duration_ms: number
  readonly row_count: number
}

export interface RefreshFunctionOptions {
  readonly description: string
  /** The views to refresh; the release orders them by what they read from each other. */
  readonly views: readonly MaterializedView[]
  /** Where each refresh leaves a row with its duration and its number of rows. */
  readonly log: Table<string, RefreshLogRow>
  /** A key and value table in which the time of the last refresh is kept. */
  readonly lastRefresh: {
    readonly table: Source<string, { key: string; value: string }>
    readonly key: string
  }
}

/** A function that refreshes materialized views without locking their readers. */
export interface RefreshFunction extends RefreshFunctionOptions {
  readonly kind: 'refresh function'
  readonly name: string
}

/**
 * Defines the function that refreshes materialized views, concurrently and in one transaction.
 *
 * @example refreshFunction('refresh_analytics_views', { description: '…', views: [channelPerformance], log: refreshLog, lastRefresh: { table: systemMetadata, key: 'last_refresh' } })
 */
export function refreshFunction(name: string, options: RefreshFunctionOptions): RefreshFunction {
  return withName(
    rememberSite({ kind: 'refresh function', name: writtenName(name), ...options }, refreshFunction),
  )
}
