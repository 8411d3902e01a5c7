import { sql } from 'kysely'
import {
  type Definition,
  dashboard,
  defineProject,
  materializedView,
  row,
  source,
  sqlFunction,
  tablePanel,
  view,
} from 'sightline'
import { date, integer, numeric, text, timestamptz } from 'sightline/columns'
import type { ViewParameter } from 'sightline/engine'
import { buildRelease } from '../../../toolkit/release/build-release.ts'

const description = 'For a test.'

export const orders = source('orders', {
  description: 'What was sold.',
  columns: {
    order_id: integer().primaryKey(),
    customer_id: text(),
    day: date(),
    placed_at: timestamptz(),
    amount: numeric(12, 2),
    quantity: integer(),
  },
})

export const customers = source('customers', {
  description: 'Who buys.',
  columns: { customer_id: text().primaryKey(), name: text(), secret: text() },
})

export const sources: readonly Definition[] = [orders, customers]

/** Rows for the sources; one customer has no orders. */
export const rows = [
  `insert into customers select 'c' || n, 'Name ' || n, 'secret' from generate_series(1, 6) n`,
  `insert into orders select n, 'c' || 1 + n % 5, '2024-01-01'::date + n % 10, '2024-01-01Z'::timestamptz + n * interval '1 h', n * 1.5, n from generate_series(1, 40) n`,
]

interface Described {
  readonly description?: string
  readonly columns?: Readonly<Record<string, string>>
}

/** What a view says beside its query. */
export interface ViewDetails extends Described {
  readonly with?: readonly ViewParameter[]
}

/** A view by its text. */
export const viewOf = (name: string, grain: string, query: string, options: ViewDetails = {}): Definition =>
  view(name, {
    description,
    ...options,
    grain: grain === '' ? [] : grain.split(', '),
    query: sql<Record<string, unknown>>`${sql.raw(query)}`,
  })

/** A materialized view by its text. */
export const storedOf = (
  name: string,
  grain: string,
  query: string,
  options: Described & { readonly indexes?: readonly string[][] } = {},
): Definition =>
  materializedView(name, {
    description,
    ...options,
    grain: grain.split(', '),
    query: sql<Record<string, unknown>>`${sql.raw(query)}`,
  })

/** A function in SQL. */
export const functionOf = (name: string, parameters: string, returns: string, body: string): Definition =>
  sqlFunction(name, {
    description,
    parameters,
    returns,
    language: 'sql',
    volatility: 'stable',
    body: sql`${sql.raw(body)}`,
  })

/** A function whose result depends on its arguments alone. */
export const immutableOf = (name: string, parameters: string, returns: string, body: string): Definition =>
  sqlFunction(name, {
    description,
    parameters,
    returns,
    language: 'sql',
    volatility: 'immutable',
    body: sql`${sql.raw(body)}`,
  })

/** A dashboard with a table for each query. */
export const panelsOf = (...queries: string[]): Definition =>
  dashboard({
    uid: 'shop',
    title: 'Shop',
    description,
    rows: [
      row('All', {
        panels: queries.map((query, index) =>
          tablePanel({
            title: `Panel ${index + 1}`,
            description,
            query: sql<Record<string, unknown>>`${sql.raw(query)}`,
          }),
        ),
      }),
    ],
  })

/** A release of these definitions, whose reader is a role of this database alone. */
export function shopRelease(definitions: readonly Definition[], readerRole: string, version = '1.0.0') {
  const folder = { uid: 'shop', title: 'Shop' }
  const own = definitions.filter((definition) => !sources.includes(definition))
  return buildRelease(
    defineProject({
      name: 'shop',
      version,
      folder,
      readerRole,
      definitions: [...sources, ...own],
      sample: async () => {},
    }),
  )
}
