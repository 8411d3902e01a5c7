import type { NumericFieldOf } from '../panels/panel-options.ts'
import type { Query } from '../query.ts'

export type Reducer = 'last' | 'mean' | 'min' | 'max' | 'sum' | 'count' | 'median'

/** A query of a rule, the column of it that is watched, and how that becomes one number where it has a time. */
export interface WatchedQuery {
  readonly query: Query
  readonly value: string
  readonly reduce: Reducer
}

/**
 * One of several queries of a rule.
 *
 * @example alertRule('Error share', { queries: { errors: watch(errors, 'count'), requests: watch(requests, 'count') }, … })
 */
export function watch<Q extends Query>(
  query: Q,
  value: NumericFieldOf<NoInfer<Q>>,
  reduce: Reducer = 'last',
): WatchedQuery {
  return { query, value, reduce }
}
