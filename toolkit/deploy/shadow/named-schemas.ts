import type { ClientBase } from 'pg'
import { type CatalogObject, needKey } from '../../postgres/query-dependencies.ts'
import { namesInLiterals, qualifiedNames } from '../../sql/qualified-names.ts'
import type { RelationName } from '../../sql/relation-name.ts'

/** What is sent to Postgres, and what sends it. */
export interface AskedText {
  readonly sql: string
  readonly where: readonly string[]
  /** What Postgres found in it, where it was asked. */
  readonly needs?: readonly CatalogObject[]
  /** Whether Postgres refused to look something up, which a literal may name. */
  readonly isForbidden?: boolean
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
  const named = texts.flatMap((text) => [
    ...qualifiedNames(text.sql).map((name) => ({ name, text, isSure: true })),
    ...namesInLiterals(text.sql).map((name) => ({ name, text, isSure: text.isForbidden ?? false })),
  ])
  const known = named.filter(({ name }) => schemas.has(name.schema))
  const things = await thingsNamed(
    client,
    known.map(({ name }) => name),
  )
  const mentions = new Map<string, Set<string>>()
  for (const { name, text, isSure } of known) {
    const found = things.get(name.written) ?? []
    if (!(isSure ? found.length > 0 : text.needs?.some((one) => found.includes(needKey(one))))) continue
    const where = mentions.get(name.schema) ?? new Set()
    for (const one of text.where) where.add(one)
    mentions.set(name.schema, where)
  }
  return [...mentions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([schema, where]) => ({ schema, where: [...where] }))
}

/** What is there of these names: relations, functions and the like, by their numbers. */
async function thingsNamed(
  client: ClientBase,
  names: readonly RelationName[],
): Promise<Map<string, string[]>> {
  const distinct = [...new Map(names.map((name) => [name.written, name])).values()]
  const kinds = [
    ['pg_class', 'rel'],
    ['pg_proc', 'pro'],
    ['pg_type', 'typ'],
    ['pg_operator', 'opr'],
    ['pg_collation', 'coll'],
    ['pg_ts_config', 'cfg'],
    ['pg_ts_dict', 'dict'],
  ] as const
  const found = kinds.map(
    ([table, prefix]) =>
      `select '${table} ' || oid as thing from ${table} where ${prefix}namespace = n.oid and ${prefix}name = named.name`,
  )
  const { rows } = await client.query<{ written: string; things: string[] }>(
    `select named.written, array(${found.join(' union all ')}) as things
     from unnest($1::text[], $2::text[], $3::text[]) as named (schema, name, written)
     join pg_namespace n on n.nspname = named.schema`,
    [
      distinct.map(({ schema }) => schema),
      distinct.map(({ name }) => name),
      distinct.map(({ written }) => written),
    ],
  )
  return new Map(rows.map(({ written, things }) => [written, things]))
}
