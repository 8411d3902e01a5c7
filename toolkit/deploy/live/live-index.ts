import type { ClientBase } from 'pg'
import { qualify, splitName } from '../../sql/identifier.ts'

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
  readonly comment: string | null
}

const query = `
select
  c.relname::text as name,
  n.nspname::text as schema,
  case when n.nspname = 'public' then t.relname else n.nspname || '.' || t.relname end::text as on,
  pg_get_indexdef(c.oid) as canonical,
  i.indisvalid and i.indisready as valid,
  obj_description(c.oid, 'pg_class') as comment
from unnest($1::text[], $2::text[]) as wanted (schema, name)
join pg_namespace n on n.nspname = wanted.schema
join pg_class c on c.relnamespace = n.oid and c.relname = wanted.name and c.relkind in ('i', 'I')
join pg_index i on i.indexrelid = c.oid
join pg_class t on t.oid = i.indrelid`

/** Reads the indexes of these names, each written with its schema. */
export async function readIndexes(
  client: ClientBase,
  names: Iterable<string>,
): Promise<Map<string, LiveIndex>> {
  const split = [...new Set(names)].map((name) => splitName(qualify(name)))
  const { rows } = await client.query<LiveIndex>(query, [
    split.map(({ schema }) => schema),
    split.map(({ name }) => name),
  ])
  return new Map(rows.map((row) => [row.name, row]))
}
