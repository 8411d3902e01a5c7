import type { ClientBase } from 'pg'
import { typeParts } from '../sql/type-parts.ts'

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
  const { rows } = await client.query<{ type: string; asked: string; domain: number | null }>(
    `select distinct type, case when typmodin::oid = 0 then sizeless else type end as asked,
       case typtype when 'd' then t.oid::int end as domain
     from unnest($1::text[], $2::text[]) as written (type, sizeless) join pg_type t on t.oid = to_regtype(sizeless)`,
    [written, written.map((type) => typeParts(type).base)],
  )
  if (rows.length === 0) return new Map()
  // A result is described with the sizes of its columns, also where it has no row: a domain may not be null. Only what
  // domains are is not in the description.
  const nulls = rows.map(({ asked }) => `null::${asked}`)
  const { fields } = await client.query(`select ${nulls.join(', ')} where false`)
  const { rows: found } = await client.query<DeclaredType & { position: number }>(
    `select position::int, type::int as oid, format_type(type, nullif(size, -1)) as printed, format_type(type, null) as base
     from unnest($1::oid[], $2::int[]) with ordinality as declared (type, size, position)`,
    [
      fields.map(({ dataTypeID }, index) => rows[index]?.domain ?? dataTypeID),
      fields.map(({ dataTypeModifier }) => dataTypeModifier),
    ],
  )
  return new Map(found.map((type) => [rows[type.position - 1]?.type ?? '', type]))
}
