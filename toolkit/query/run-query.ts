import type { ClientBase } from 'pg'
import pg from 'pg'
import type { Field, FieldType } from '../grafana/field.ts'
import type { DatabaseProblem } from '../grafana/model/frames/database-error.ts'
import type { StatementResult } from '../grafana/model/frames/read-results.ts'
import { type ExpandOptions, expandQuery } from '../release/expand-query.ts'
import type { ProjectQuery, QueriedDashboard } from '../release/project-query.ts'
import { rawResults } from './raw-results.ts'
import { type ReadOptions, readingOnly } from './reading-only.ts'

export type { Field, FieldType }

/** What a query returned, or why it did not. */
export type QueryResult =
  | {
      readonly ok: true
      readonly fields: readonly Field[]
      readonly rows: readonly Readonly<Record<string, unknown>>[]
      /** The same as Postgres sent it, for what reads types and texts. */
      readonly statement: StatementResult
      readonly milliseconds: number
      readonly sql: string
    }
  | {
      readonly ok: false
      readonly message: string
      /** What Postgres said, where it was Postgres that refused. */
      readonly problem?: DatabaseProblem
      readonly sql: string
    }

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
  const [statement] = await rawResults(client, sql, 'extended')
  const milliseconds = performance.now() - start
  const { columns, rows } = statement
  const fields = columns.map(({ name, typeId }) => ({ name, type: fieldType(typeId) }))
  const parsers = columns.map(({ name, typeId }) => ({ name, parse: client.getTypeParser(typeId, 'text') }))
  const parsed = rows.map((row) =>
    Object.fromEntries(
      parsers.map(({ name, parse }, index) => {
        const text = row[index] ?? null
        return [name, text === null ? null : parse(text)]
      }),
    ),
  )
  return { ok: true, fields, rows: parsed, statement, milliseconds, sql }
}

function refused(sql: string, error: unknown): QueryResult {
  if (error instanceof pg.DatabaseError) {
    const { message, severity = 'ERROR', code = '' } = error
    return { ok: false, message, problem: { severity, message, code }, sql }
  }
  return { ok: false, message: error instanceof Error ? error.message : String(error), sql }
}
