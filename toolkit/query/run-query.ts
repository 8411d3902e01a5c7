import type { ClientBase } from 'pg'
import pg from 'pg'
import type { Field, FieldType } from '../grafana/field.ts'
import { type ExpandOptions, expandQuery } from '../release/expand-query.ts'
import type { ProjectQuery, QueriedDashboard } from '../release/project-query.ts'
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

export interface RunOptions extends ReadOptions, ExpandOptions {}

/** What kind of values a column of this Postgres type holds. */
export const fieldType = (dataTypeID: number): FieldType => fieldTypes.get(dataTypeID) ?? 'other'

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
