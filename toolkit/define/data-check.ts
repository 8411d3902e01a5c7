import { rememberSite } from '../foundation/definition-site.ts'
import type { Query } from './query.ts'

export interface DataCheckOptions {
  readonly description: string
  /** What to do when rows come back. */
  readonly remedy: string
  readonly query: Query
}

/** A query that must return no rows; each row is a fault in the data. */
export interface DataCheck {
  readonly kind: 'data check'
  readonly name: string
  readonly description: string
  readonly remedy: string
  readonly query: Query
}

/**
 * Defines a check of the data: a query that must return no rows.
 *
 * @example dataCheck('negative-money', { description: 'No charge is negative.', remedy: 'Ask billing.', query: ... })
 */
export function dataCheck(name: string, options: DataCheckOptions): DataCheck {
  return rememberSite({ kind: 'data check', name, ...options }, dataCheck)
}
