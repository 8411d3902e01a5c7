import type { ClientBase } from 'pg'
import type { DesiredObject } from '../kinds/desired-object.ts'
import { objectKind } from '../kinds/object-kinds.ts'
import { beginWith } from '../postgres/session-settings.ts'
import { runEach } from '../query/run-each.ts'
import { type QueryResult, type RunQuery, runQueryInside } from '../query/run-query.ts'
import { noRenames, placeRelations, type Renames } from '../sql/place-relations.ts'
import { RelationName } from '../sql/relation-name.ts'
import type { AskedRelease } from './asked-release.ts'
import type { ComparedQuery } from './compared-release.ts'

/** A database on whose rows two releases are compared. */
export interface DataOptions {
  readonly client: ClientBase
  /** Milliseconds that one query may take. */
  readonly timeout: number
  /** Rows that one query may return. */
  readonly rows: number
}

type Results = ReadonlyMap<ComparedQuery, QueryResult>

/**
 * Runs the queries of releases on the same rows at the same moment: in one transaction that only reads, and in which
 * their views are temporary ones, since they were made before it began to only read. It is rolled back.
 */
export async function runOnData(
  releases: readonly AskedRelease[],
  { client, timeout, rows }: DataOptions,
): Promise<Results[]> {
  const limit = Math.floor(timeout)
  const begin = beginWith(
    'isolation level repeatable read',
    "set local lock_timeout = '2s'",
    `set local statement_timeout = ${limit}`,
    'set local idle_in_transaction_session_timeout = 0',
  )
  await client.query(begin)
  try {
    const renames: Renames[] = []
    for (const [side, { release }] of releases.entries())
      renames.push(await createViews(client, release.desired.objects, `sightline_side_${side}`))
    await client.query('set transaction read only')
    const found = await client.query<{ now: Date }>('select now() as now')
    const now = found.rows[0]?.now ?? new Date()
    const results: Results[] = []
    for (const [side, { queries, dashboards }] of releases.entries()) {
      const own = renames[side] ?? noRenames
      const run: RunQuery = (connection, query, options) => {
        const sql = limited(placeRelations(query.sql, { renames: own }).sql, rows)
        return runQueryInside(connection, { ...query, sql }, options).then((result) =>
          withinLimit(result, rows),
        )
      }
      const answered = await runEach(queries, dashboards, { client, now, run })
      results.push(new Map(answered.map(({ query, result }) => [query, result])))
    }
    return results
  } finally {
    await client.query('rollback').catch(() => {})
  }
}

/**
 * Makes temporary views of everything that a release selects from, and tells under which names. One that Postgres
 * refuses is left out: queries that read it then say why they cannot be run.
 */
async function createViews(
  client: ClientBase,
  objects: readonly DesiredObject[],
  prefix: string,
): Promise<Renames> {
  const to = new Map<string, RelationName>()
  const renames = { to, all: objects.map(({ name }) => name) }
  for (const [position, object] of objects.entries()) {
    const [rows] = objectKind(object).relations(object)
    if (rows?.query === undefined) continue
    const name = new RelationName('pg_temp', `${prefix}_${position}`)
    await client.query('savepoint made')
    const query = placeRelations(rows.query, { renames }).sql
    await client
      .query(`create temporary view ${name.name} as ${query}`)
      .catch(() => client.query('rollback to savepoint made'))
    for (const relation of objectKind(object).relations(object)) to.set(relation.name, name)
  }
  return renames
}

/** One row more than is allowed, which tells that there are too many. */
const limited = (sql: string, rows: number): string =>
  `select * from (\n${sql.trim().replace(/;$/, '')}\n) as sightline_rows limit ${Math.floor(rows) + 1}`

function withinLimit(result: QueryResult, rows: number): QueryResult {
  if (!result.ok || result.rows.length <= rows) return result
  return { ok: false, message: `it returns more than ${rows.toLocaleString('en-US')} rows`, sql: result.sql }
}
