import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import pg from 'pg'
import { contactPoint, type Definition, dashboard, defineProject, from, row, source } from 'sightline'
import { integer, numeric, text, timestamptz } from 'sightline/columns'
import type { Row } from 'sightline/engine'
import { buildRelease } from 'sightline/engine'
import { email } from 'sightline/integrations'
import type { CheckContext, CheckedGrain, Rule, StoredView } from '../../../toolkit/check/rule.ts'
import type { FieldType } from '../../../toolkit/grafana/model/frames/frame.ts'
import { readAnswer } from '../../../toolkit/grafana/model/frames/read-answer.ts'
import type { QueryResult } from '../../../toolkit/query/run-query.ts'
import { projectQueries } from '../../../toolkit/release/project-query.ts'

/** The table that the projects of these tests read. */
export const orders = source('orders', {
  description: 'One row per order.',
  columns: {
    order_id: integer().primaryKey(),
    status: text(),
    amount: numeric(12, 2),
    created_at: timestamptz(),
  },
})

/** The orders, to select from. */
export const fromOrders = () => from(orders).selectFrom('orders')

/** Somebody to tell. */
export const sales = contactPoint('sales', {
  description: 'The sales team.',
  integrations: [email({ to: ['sales@example.com'] })],
})

/** A panel of this toolkit or of the foundation SDK. */
export type AnyPanel = Builder<Panel>

/** The dashboard `shop` with one row of these panels. */
export function shop(...panels: readonly AnyPanel[]) {
  return shopOfRows(row('Orders', { panels }))
}

/** The dashboard `shop` with these rows. */
export function shopOfRows(...rows: readonly Row[]) {
  return dashboard({ uid: 'shop', title: 'Shop', description: 'How the shop does.', rows })
}

interface Given {
  /** What each query returned, by its name; one that is not named here returned nothing. */
  readonly results?: Readonly<Record<string, QueryResult>>
  readonly grains?: readonly CheckedGrain[]
  readonly storedViews?: readonly StoredView[]
  readonly filled?: readonly string[]
  readonly incrementalFaults?: CheckContext['incrementalFaults']
  readonly budgets?: Readonly<Record<string, number>>
}

/** What a rule sees of a project with these definitions. */
export function contextOf(definitions: readonly Definition[], given: Given = {}): CheckContext {
  const {
    results = {},
    grains = [],
    storedViews = [],
    incrementalFaults = [],
    filled = [],
    budgets = {},
  } = given
  const project = defineProject({
    name: 'shop',
    version: '1.0.0',
    folder: { uid: 'shop', title: 'Shop' },
    definitions: [orders, sales, ...definitions],
    sample: async () => {},
    check: { budgets },
  })
  const release = buildRelease(project)
  const queries = projectQueries(release).map((query) => ({
    query,
    result: results[query.where] ?? returned({}),
  }))
  const asked = queries.map(({ query }) => query.where)
  const unknown = Object.keys(results).filter((where) => !asked.includes(where))
  if (unknown.length > 0) throw new Error(`No query is named ${unknown}; there are ${asked}.`)
  const { slowQueryBudget } = project
  return {
    release,
    queries,
    grains,
    storedViews,
    incrementalFaults,
    filled: new Set(filled),
    slowQueryBudget,
  }
}

const { builtins } = pg.types

const typeIds: Readonly<Record<FieldType, number>> = {
  number: builtins.FLOAT8,
  string: builtins.TEXT,
  boolean: builtins.BOOL,
  time: builtins.TIMESTAMPTZ,
  other: builtins.JSON,
}

/** A value as Postgres sends it. */
function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', '+00')
  if (typeof value === 'boolean') return value ? 't' : 'f'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The result of a query that ran. */
export function returned(
  fields: Readonly<Record<string, FieldType>>,
  rows: readonly Readonly<Record<string, unknown>>[] = [],
  milliseconds = 3,
): QueryResult {
  const typed = Object.entries(fields).map(([name, type]) => ({ name, type }))
  const columns = typed.map(({ name, type }) => ({ name, typeId: typeIds[type] }))
  const texts = rows.map((values) => typed.map(({ name }) => asText(values[name])))
  const statement = { command: 'SELECT', columns, rows: texts }
  const range = { from: new Date(0), to: new Date(0) }
  const answer = readAnswer([statement], { format: 'table', range, fill: undefined })
  return { ok: true, answer, fields: typed, rows, statement, milliseconds, sql: '' }
}

/** The result of a query that did not run. */
export const failed = (message: string): QueryResult => ({ ok: false, message, sql: '' })

/** What a rule tells the user, without the line of the definition. */
export function findings(rule: Rule, context: CheckContext) {
  return [...rule.check(context)].map(({ where, what, next }) => ({ where, what, next }))
}

/** Where a rule says that the definitions stand. */
export function sites(rule: Rule, context: CheckContext) {
  return [...rule.check(context)].map(({ site }) => site)
}
