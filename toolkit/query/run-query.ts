import type { ClientBase } from 'pg'
import pg from 'pg'
import { expandMacros } from '../grafana/expand-macros.ts'
import { interpolateVariables, type VariableValues } from '../grafana/interpolate-variables.ts'
import { intervalFor } from '../grafana/interval.ts'
import type { Field, FieldType } from './field.ts'
import type { ProjectQuery, QueriedDashboard } from './project-query.ts'
import { type ReadOptions, readingOnly, type SingleStatement } from './reading-only.ts'

export type { Field, FieldType }

/** What a query returned, or why it did not. */
export type QueryResult =
  | {
      readonly ok: true
      readonly fields: readonly Field[]
      readonly rows: readonly Readonly<Record<string, unknown>>[]
      readonly milliseconds: number
      readonly sql: string
    }
  | { readonly ok: false; readonly message: string; readonly sql: string }

const { builtins } = pg.types

const fieldTypes = new Map<number, FieldType>([
  [builtins.TIMESTAMPTZ, 'time'],
  [builtins.TIMESTAMP, 'time'],
  [builtins.DATE, 'time'],
  [builtins.INT2, 'number'],
  [builtins.INT4, 'number'],
  [builtins.INT8, 'number'],
  [builtins.FLOAT4, 'number'],
  [builtins.FLOAT8, 'number'],
  [builtins.NUMERIC, 'number'],
  [builtins.TEXT, 'text'],
  [builtins.VARCHAR, 'text'],
  [builtins.BPCHAR, 'text'],
  [builtins.BOOL, 'boolean'],
])

export interface RunOptions extends ReadOptions {
  readonly now: Date
  readonly variables: VariableValues
}

/** What kind of values a column of this Postgres type holds. */
export const fieldType = (dataTypeID: number): FieldType => fieldTypes.get(dataTypeID) ?? 'other'

/** A query's SQL with its macros and variables put in, as Grafana would send it; data checks are sent by us. */
export function expandQuery(query: ProjectQuery<QueriedDashboard>, { now, variables }: RunOptions): string {
  if (query.kind === 'data check') return query.sql
  const range = query.rangeAt(now)
  const interval = intervalFor(range, query.panel?.maxDataPoints, query.panel?.interval)
  return expandMacros(interpolateVariables(query.sql, variables), { range, interval })
}

/** Something that runs a query of the project. */
export type RunQuery = (
  client: ClientBase,
  query: ProjectQuery<QueriedDashboard>,
  options: RunOptions,
) => Promise<QueryResult>

/** Runs a query of the project, reading only, and tells what came back and how long it took. */
export const runQuery: RunQuery = async (client, query, options) => {
  let sql = query.sql
  try {
    sql = expandQuery(query, options)
    return await readingOnly(client, options, () => ask(client, sql))
  } catch (error) {
    return refused(sql, error)
  }
}

/** Runs queries inside of a transaction of the caller, which goes on where Postgres refuses one. */
export const runQueryInside: RunQuery = async (client, query, options) => {
  let sql = query.sql
  await client.query('savepoint query')
  try {
    sql = expandQuery(query, options)
    return await ask(client, sql)
  } catch (error) {
    return refused(sql, error)
  } finally {
    await client.query('rollback to savepoint query')
  }
}

async function ask(client: ClientBase, sql: string): Promise<QueryResult> {
  const start = performance.now()
  const single: SingleStatement = { text: sql, queryMode: 'extended' }
  const { rows, fields } = await client.query<Record<string, unknown>>(single)
  const milliseconds = performance.now() - start
  const typed = fields.map(({ name, dataTypeID }) => ({ name, type: fieldType(dataTypeID) }))
  return { ok: true, fields: typed, rows, milliseconds, sql }
}

const refused = (sql: string, error: unknown): QueryResult => ({
  ok: false,
  message: error instanceof Error ? error.message : String(error),
  sql,
})
