import type { Insertable } from 'kysely'
import { rememberSite } from '../../foundation/definition-site.ts'
import type { Occurrence } from '../realtime/occurrence.ts'
import type { Relation } from '../relation.ts'
import type { Source, Table } from '../source.ts'

/** A value as a proof writes it: a moment may be a text, `2026-03-15` or `2026-03-15T09:05:00Z`. */
export type Written<T> = T extends Date ? Date | string : T

/** Some columns of a row; what is left out takes a default of its type. */
export type PartialRow<Row> = { readonly [K in keyof Insertable<Row>]?: Written<Insertable<Row>[K]> }

/** A table that rows can be given to. */
export type GivenTable<Row = unknown> = (Source | Table) & Relation<string, Row>

/** A row that a proof puts into a table. */
export interface GivenRow {
  readonly table: GivenTable
  readonly values: Readonly<Record<string, unknown>>
}

/** A row that there is, or an event that happened. */
export type GivenThing = GivenRow | Occurrence

/** Rows and events, and lists of them. */
export type GivenRows = readonly (GivenThing | readonly GivenThing[])[]

/**
 * Makes rows of a source for proofs: what a row does not say is as given here, and a default of the column's type
 * otherwise. A row that refers to another one brings that one along, unless it is given too.
 *
 * @example
 * const charge = factory(billingRecords, { status: 'active', subscription_tier: 'starter' })
 * given(charge({ user_id: 'ann', date: '2026-03-01' }))
 */
export function factory<Row>(
  table: GivenTable<Row>,
  defaults: PartialRow<Row> = {},
): (values?: PartialRow<Row>) => GivenRow {
  return function make(values = {}) {
    return rememberSite({ table, values: { ...defaults, ...values } }, make)
  }
}
