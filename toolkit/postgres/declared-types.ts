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
  const { rows } = await client.query<{ type: string }>(
    'select type from unnest($1::text[], $2::text[]) as written (type, sizeless) where to_regtype(sizeless) is not null',
    [written, written.map(sizeless)],
  )
  const known = [...new Set(rows.map(({ type }) => type))]
  if (known.length === 0) return new Map()
  // What a value is told to be has its size in the description of the result, and a domain keeps its name in pg_typeof.
  const { fields } = await client.query(`select ${known.map((type) => `null::${type}`).join(', ')}`)
  const { rows: found } = await client.query<DeclaredType & { position: number }>(
    `select position::int, type::int as oid, format_type(type, nullif(size, -1)) as printed, format_type(type, null) as base
     from unnest(array[${known.map((type) => `pg_typeof(null::${type})`).join(', ')}]::oid[], $1::int[])
       with ordinality as declared (type, size, position)`,
    [fields.map(({ dataTypeModifier }) => dataTypeModifier)],
  )
  return new Map(found.map((type) => [known[type.position - 1] ?? '', type]))
}

const sizeless = (type: string): string => type.replace(/\s*\([^)]*\)/, '')
