import type { ClientBase } from 'pg'
import pg from 'pg'
import type { DatabaseProblem } from '../grafana/model/frames/database-error.ts'
import { type Answer, readAnswer } from '../grafana/model/frames/read-answer.ts'
import type { StatementResult } from '../grafana/model/frames/read-results.ts'
import { type ExpandOptions, expandQuery, type SentQuery } from '../release/expand-query.ts'
import type { ProjectQuery, QueriedDashboard } from '../release/project-query.ts'
import { type Field, fieldsOf, type Row, rowsOf } from './plain-rows.ts'
import { rawResults } from './raw-results.ts'
import { type ReadOptions, readingOnly } from './reading-only.ts'

export type { Field }

/** What a query returned, or why it did not. */
export type QueryResult =
  | {
      readonly ok: true
      /** What Grafana makes of it, which may be an error. */
      readonly answer: Answer
      readonly fields: readonly Field[]
      readonly rows: readonly Row[]
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

export interface RunOptions extends ReadOptions, ExpandOptions {}

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
    const sent = expandQuery(query, options)
    sql = sent.sql
    return await readingOnly(client, options, () => ask(client, query, sent))
  } catch (error) {
    return refused(sql, error)
  }
}

/** Runs queries inside of a transaction of the caller, which goes on where Postgres refuses one. */
export const runQueryInside: RunQuery = async (client, query, options) => {
  let sql = query.sql
  await client.query('savepoint query')
  try {
    const sent = expandQuery(query, options)
    sql = sent.sql
    return await ask(client, query, sent)
  } catch (error) {
    return refused(sql, error)
  } finally {
    await client.query('rollback to savepoint query')
  }
}

async function ask(
  client: ClientBase,
  { format, kind }: ProjectQuery<QueriedDashboard>,
  { sql, range, fill }: SentQuery,
): Promise<QueryResult> {
  const start = performance.now()
  const [statement] = await rawResults(client, sql, 'extended')
  const milliseconds = performance.now() - start
  const answer = readAnswer([statement], { format: kind === 'panel' ? format : 'table', range, fill })
  return {
    ok: true,
    answer,
    statement,
    fields: fieldsOf(statement),
    rows: rowsOf(statement),
    milliseconds,
    sql,
  }
}

function refused(sql: string, error: unknown): QueryResult {
  if (error instanceof pg.DatabaseError) {
    const { message, severity = 'ERROR', code = '' } = error
    return { ok: false, message, problem: { severity, message, code }, sql }
  }
  return { ok: false, message: error instanceof Error ? error.message : String(error), sql }
}
