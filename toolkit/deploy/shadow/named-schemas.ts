import type { ClientBase } from 'pg'
import { qualifiedNames } from '../../sql/qualified-names.ts'
import type { RelationName } from '../../sql/relation-name.ts'

/** What is sent to Postgres, and what sends it. */
export interface AskedText {
  readonly sql: string
  readonly where: readonly string[]
}

/** A schema in which something is looked up. */
export interface NamedSchema {
  readonly schema: string
  readonly where: readonly string[]
}

/** Those of these schemas in which texts look something up. */
export async function namedSchemas(
  client: ClientBase,
  schemas: ReadonlySet<string>,
  texts: readonly AskedText[],
): Promise<NamedSchema[]> {
  if (schemas.size === 0) return []
  const names = new Map<string, { readonly name: RelationName; readonly where: Set<string> }>()
  for (const { sql, where } of texts) {
    for (const name of qualifiedNames(sql)) {
      if (!schemas.has(name.schema)) continue
      const found = names.get(name.written) ?? { name, where: new Set() }
      for (const one of where) found.where.add(one)
      names.set(name.written, found)
    }
  }
  const { rows } = await client.query<{ schema: string; written: string }>(
    `select named.schema, named.written
     from unnest($1::text[], $2::text[], $3::text[]) as named (schema, name, written)
     join pg_namespace n on n.nspname = named.schema
     where exists (select from pg_class where relnamespace = n.oid and relname = named.name)
       or exists (select from pg_proc where pronamespace = n.oid and proname = named.name)
       or exists (select from pg_type where typnamespace = n.oid and typname = named.name)
       or exists (select from pg_operator where oprnamespace = n.oid and oprname = named.name)
       or exists (select from pg_collation where collnamespace = n.oid and collname = named.name)
     order by 1`,
    [
      [...names.values()].map(({ name }) => name.schema),
      [...names.values()].map(({ name }) => name.name),
      [...names.keys()],
    ],
  )
  const found = new Set(rows.map(({ schema }) => schema))
  return [...found].map((schema) => {
    const own = rows.filter((row) => row.schema === schema)
    return {
      schema,
      where: [...new Set(own.flatMap(({ written }) => [...(names.get(written)?.where ?? [])]))],
    }
  })
}
