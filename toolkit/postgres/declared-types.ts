import type { ClientBase } from 'pg'

/** A type as a definition writes it, found in a database. */
export interface DeclaredType {
  readonly oid: number
  /** As Postgres prints it, with its size. */
  readonly printed: string
  /** The same without its size. */
  readonly base: string
}

/** The types that definitions write, as this database has them; those that it has not are left out. */
export async function declaredTypes(
  client: ClientBase,
  written: readonly string[],
): Promise<Map<string, DeclaredType>> {
  // A domain that stands in for the type of an extension takes no size.
  const { rows } = await client.query<{ type: string; asked: string }>(
    `select distinct type, case when typmodin::oid = 0 then sizeless else type end as asked
     from unnest($1::text[], $2::text[]) as written (type, sizeless) join pg_type t on t.oid = to_regtype(sizeless)`,
    [written, written.map(sizeless)],
  )
  if (rows.length === 0) return new Map()
  const known = rows.map(({ asked }) => asked)
  // What a value is told to be has its size in the description of the result, and a domain keeps its name in pg_typeof.
  const { fields } = await client.query(`select ${known.map((type) => `null::${type}`).join(', ')}`)
  const { rows: found } = await client.query<DeclaredType & { position: number }>(
    `select position::int, type::int as oid, format_type(type, nullif(size, -1)) as printed, format_type(type, null) as base
     from unnest(array[${known.map((type) => `pg_typeof(null::${type})`).join(', ')}]::oid[], $1::int[])
       with ordinality as declared (type, size, position)`,
    [fields.map(({ dataTypeModifier }) => dataTypeModifier)],
  )
  return new Map(found.map((type) => [rows[type.position - 1]?.type ?? '', type]))
}

const sizeless = (type: string): string => type.replace(/\s*\([^)]*\)/, '')
