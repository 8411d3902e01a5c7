import type { ClientBase } from 'pg'
import { relationName } from '../../sql/relation-name.ts'
import { writtenNameSql } from '../../sql/written-name-sql.ts'

/** An index as it is in the database. */
export interface LiveIndex {
  readonly name: string
  /** The schema that it and its table stand in. */
  readonly schema: string
  /** Its table, as definitions write it. */
  readonly on: string
  /** As Postgres prints it. */
  readonly canonical: string
  /** False where building it was broken off. */
  readonly valid: boolean
  /** Whether it is the index of a partitioned table, made of those of its partitions. */
  readonly isPartitioned: boolean
  readonly comment: string | null
}

const query = `
select
  c.relname::text as name,
  n.nspname::text as schema,
  ${writtenNameSql('n.nspname', 't.relname')} as on,
  pg_get_indexdef(c.oid) as canonical,
  i.indisvalid and i.indisready as valid,
  c.relkind = 'I' as "isPartitioned",
  obj_description(c.oid, 'pg_class') as comment
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_index i on i.indexrelid = c.oid
join pg_class t on t.oid = i.indrelid
where c.relkind in ('i', 'I') and (
  (n.nspname, c.relname) in (select * from unnest($1::text[], $2::text[]))
  or c.relname = any($3::text[]) and (c.relname, pg_get_indexdef(c.oid)) in (select * from unnest($3::text[], $4::text[]))
)`

/** An index as Postgres printed it once. */
export type PrintedIndex = Pick<LiveIndex, 'name' | 'canonical'>

/** Reads the indexes of these names, each written with its schema, and those that are printed like this. */
export async function readIndexes(
  client: ClientBase,
  names: Iterable<string>,
  printed: readonly PrintedIndex[] = [],
): Promise<Map<string, LiveIndex>> {
  const split = [...new Set(names)].map((name) => relationName(name))
  const { rows } = await client.query<LiveIndex>(query, [
    split.map(({ schema }) => schema),
    split.map(({ name }) => name),
    printed.map(({ name }) => name),
    printed.map(({ canonical }) => canonical),
  ])
  return new Map(rows.map((row) => [row.name, row]))
}
