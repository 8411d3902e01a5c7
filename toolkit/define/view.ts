import { rememberSite } from '../foundation/definition-site.ts'
import type { Cell, RowOfCells } from './cells.ts'
import type { Query } from './query.ts'
import type { Relation } from './relation.ts'
import { withName } from './require-name.ts'
import { type WrittenName, writtenName } from './written-name.ts'

type Switch = 'true' | 'false' | 'on' | 'off' | 'yes' | 'no' | '1' | '0'

/** An option that a view has in Postgres, as `pg_class.reloptions` writes it. */
export type ViewParameter =
  | `security_barrier=${Switch}`
  | `security_invoker=${Switch}`
  | 'check_option=local'
  | 'check_option=cascaded'

export interface ViewOptions<Row> {
  readonly description: string
  /** The unique key of a row; empty for a view of one row. */
  readonly grain: readonly NoInfer<keyof Row & string>[]
  /** What each column means; becomes its COMMENT. */
  readonly columns?: { readonly [K in NoInfer<keyof Row & string>]?: string }
  /** Who reads it beside this project, where somebody does: `'Finance, from Excel.'` */
  readonly readBy?: string
  /** The options of CREATE VIEW … WITH: `['security_barrier=true']`. */
  readonly with?: readonly ViewParameter[]
  readonly query: Query<Row>
}

/** A view of the database, from which later views, panels, alerts and reports select. */
export interface View<Name extends string = string, Cells extends Cell = Cell>
  extends Relation<Name, RowOfCells<Cells>> {
  readonly kind: 'view'
  readonly description: string
  readonly grain: readonly string[]
  readonly columnDescriptions: Readonly<Record<string, string | undefined>>
  readonly readBy: string | undefined
  readonly with: readonly ViewParameter[]
  readonly query: Query
}

/**
 * Defines a view by a query; its row type is the query's.
 *
 * @example
 * export const dailyViews = view('analytics.daily_views', {
 *   description: 'Views per day.',
 *   grain: ['day'],
 *   query: rows(videos).select((eb) => [utcDay(eb.ref('published_at')).as('day'), ...]),
 * })
 */
export function view<const Name extends string, Row>(
  name: Name,
  { columns = {}, readBy, with: parameters = [], ...options }: ViewOptions<Row>,
): View<WrittenName<Name>, { [K in keyof Row & string]: [K, Row[K]] }[keyof Row & string]> {
  return withName(
    rememberSite(
      {
        kind: 'view',
        name: writtenName(name),
        columnDescriptions: columns,
        readBy,
        with: parameters,
        ...options,
      },
      view,
    ),
  )
}
