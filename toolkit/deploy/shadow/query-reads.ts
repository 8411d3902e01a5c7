import type { ClientBase } from 'pg'
import type { DesiredQuery } from '../../release/desired-state.ts'
import { sqlTokens } from '../../sql/sql-tokens.ts'
import type { ReadColumn } from '../records/records.ts'

/** What the queries read, and those that Postgres refuses. */
export interface QueryReads {
  readonly reads: readonly ReadColumn[]
  readonly refused: ReadonlyMap<string, string>
}

interface QueryRead {
  readonly view: string
  readonly definition: string
  readonly relation: string
  readonly columns: readonly string[]
  readonly allColumns: readonly string[]
}

/**
 * Whether a query needs every column of a relation, as `to_json(users)` does: Postgres lists no column for it, as for
 * `count(*)`, but prints `users.*`.
 */
function readsWholeRows({ view, definition, columns }: QueryRead, rows: readonly QueryRead[]): boolean {
  const tokens = sqlTokens(definition)
  const whole = tokens.some(
    ({ kind }, index) =>
      kind === 'name' && tokens[index + 1]?.text === '.' && tokens[index + 2]?.text === '*',
  )
  return whole && (columns.length === 0 || rows.filter((row) => row.view === view).length === 1)
}

interface ReadOptions {
  rewrite(sql: string): string
  restoreName(name: string): string
  /** The column by which a relation is read whose rows are only counted. */
  keyOf(relation: string): string | undefined
}

/** Lets Postgres say which columns queries read: each becomes a temporary view, inside the transaction of the caller. */
export async function readQueryReads(
  client: ClientBase,
  queries: readonly DesiredQuery[],
  { rewrite, restoreName, keyOf }: ReadOptions,
): Promise<QueryReads> {
  const refused = new Map<string, string>()
  for (const [index, { where, sql }] of queries.entries()) {
    await client.query('savepoint query')
    try {
      await client.query(`create temporary view sightline_query_${index} as ${rewrite(sql)}`)
    } catch (error) {
      await client.query('rollback to savepoint query')
      refused.set(where, error instanceof Error ? error.message : String(error))
    }
    await client.query('release savepoint query')
  }
  const { rows } = await client.query<QueryRead>(`
    select reader.relname::text as view, pg_get_viewdef(reader.oid) as definition,
      case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end::text as relation,
      coalesce(array_agg(distinct a.attname::text) filter (where a.attname is not null), '{}') as columns,
      array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) as "allColumns"
    from pg_class reader
    join pg_rewrite r on r.ev_class = reader.oid
    join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
    join pg_class c on c.oid = d.refobjid and c.oid <> reader.oid and c.relkind in ('r', 'v', 'm', 'p', 'f')
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid and a.attnum > 0
    where reader.relnamespace = pg_my_temp_schema() and reader.relname like 'sightline\\_query\\_%'
      and n.nspname not in ('pg_catalog', 'information_schema')
    group by reader.oid, c.oid, 1, 3`)
  const reads = rows.flatMap((row) => {
    const name = restoreName(row.relation)
    const key = keyOf(name)
    const named = readsWholeRows(row, rows)
      ? row.allColumns
      : row.columns.length > 0
        ? row.columns
        : key === undefined
          ? []
          : [key]
    const where = queries[Number(row.view.replace('sightline_query_', ''))]?.where ?? ''
    return named.map((column) => ({ where, relation: name, column }))
  })
  await client.query(
    `drop view if exists ${queries.map((_, index) => `pg_temp.sightline_query_${index}`).join(', ') || 'pg_temp.none'}`,
  )
  const order = ({ where, relation, column }: ReadColumn) => `${relation} ${column} ${where}`
  return { reads: reads.sort((a, b) => (order(a) < order(b) ? -1 : 1)), refused }
}
