import type { ClientBase } from 'pg'
import { needsBelow } from '../../postgres/needs-below.ts'
import { type CatalogObject, needKey } from '../../postgres/query-dependencies.ts'
import { mentionedNames } from '../../sql/mentioned-names.ts'
import { relationName } from '../../sql/relation-name.ts'
import { writtenNameSql } from '../../sql/written-name-sql.ts'
import {
  type BodyRelation,
  type FunctionBody,
  type FunctionText,
  functionBody,
  functionTextSql,
} from './function-body.ts'
import { type ShadowSchemas, withCatalogPath } from './shadow-schemas.ts'

/** A function that runs with the rights of who uses it, unless it is its owner's. */
export interface NeededFunction extends FunctionText {
  readonly schema: string
  readonly name: string
  /** The types of its arguments. */
  readonly signature: string
  /** Whether its body runs as whoever calls it, and its author did not pack it as an extension. */
  readonly isOpen: boolean
}

/** What is used, down to what functions call in their bodies. */
export interface NeedsGraph {
  readonly needs: ReadonlyMap<string, readonly CatalogObject[]>
  readonly functions: ReadonlyMap<number, NeededFunction>
  readonly bodies: ReadonlyMap<number, FunctionBody>
}

/** Follows what is used, from these on; rows that are stored in the relations of `stored` need nothing more. */
export async function needsGraph(
  client: ClientBase,
  roots: readonly CatalogObject[],
  { stored, shadow }: { readonly stored: readonly number[]; readonly shadow: ShadowSchemas },
): Promise<NeedsGraph> {
  const needs = new Map<string, CatalogObject[]>()
  const functions = new Map<number, NeededFunction>()
  const bodies = new Map<number, FunctionBody>()
  for (let next = [...new Map(roots.map((one) => [needKey(one), one])).values()]; next.length > 0; ) {
    const found = (await needsBelow(client, next, stored)).filter((one) => !needs.has(needKey(one)))
    for (const one of found) needs.set(needKey(one), [...one.needs])
    const called = await readFunctionTexts(client, found)
    next = []
    for (const one of called) {
      functions.set(one.oid, one)
      const body = one.isOpen ? await bodyOf(client, one, shadow) : undefined
      if (!body) continue
      bodies.set(one.oid, body)
      needs.get(needKey({ table: 'pg_proc', oid: one.oid }))?.push(...body.needs)
      next.push(...body.needs.filter((need) => !needs.has(needKey(need))))
    }
  }
  return { needs, functions, bodies }
}

/** The queries that come to each of these, by what they are made of themselves. */
export function whoUses(
  { needs }: NeedsGraph,
  queries: ReadonlyMap<string, readonly CatalogObject[]>,
  wanted: readonly CatalogObject[],
): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  if (wanted.length === 0) return found
  const above = new Map<string, Set<string>>()
  const note = (below: CatalogObject, user: string) =>
    above.set(needKey(below), (above.get(needKey(below)) ?? new Set()).add(user))
  for (const [user, below] of needs) for (const one of below) note(one, user)
  const asked = new Map([...queries].map(([where, direct]) => [`query ${where}`, { where, direct }]))
  for (const [key, { direct }] of asked) for (const one of direct) note(one, key)
  for (const one of wanted) {
    const callers = new Set([needKey(one)])
    for (const user of callers) for (const further of above.get(user) ?? []) callers.add(further)
    found.set(
      needKey(one),
      [...callers].flatMap((user) => asked.get(user)?.where ?? []),
    )
  }
  return found
}

function readFunctionTexts(client: ClientBase, found: readonly CatalogObject[]): Promise<NeededFunction[]> {
  return withCatalogPath(client, async () => {
    const { rows } = await client.query<NeededFunction>(
      `select n.nspname::text as schema, p.proname::text as name,
         oidvectortypes(p.proargtypes) as signature, ${functionTextSql},
         p.prokind = 'f' and not p.prosecdef and l.lanname in ('sql', 'plpgsql') and not exists (
           select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
         ) as "isOpen"
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
       where p.oid = any($1) and n.nspname not in ('pg_catalog', 'information_schema')
       order by n.nspname, p.proname, p.oid`,
      [found.filter(({ table }) => table === 'pg_proc').map(({ oid }) => oid)],
    )
    return rows
  })
}

/** Of a body that Postgres does not parse before it runs, all that has a name that stands in it. */
async function bodyOf(
  client: ClientBase,
  text: FunctionText,
  shadow: ShadowSchemas,
): Promise<FunctionBody | undefined> {
  const rewrite = (sql: string) => shadow.rewrite(sql)
  const parsed = await functionBody(client, text, rewrite)
  if (parsed || text.language === 'sql') return parsed
  const definition = rewrite(text.body)
  await client.query('savepoint body')
  if (text.path !== null) await client.query(`select set_config('search_path', $1, true)`, [text.path])
  const { needs, relations } = await namedIn(client, definition, text.path !== null)
  await client.query('rollback to savepoint body')
  return { definition, needs, relations }
}

/** What there is of the names in a text; where it has a search path of its own, those without a schema are looked up on it. */
async function namedIn(
  client: ClientBase,
  text: string,
  hasPath: boolean,
): Promise<Pick<FunctionBody, 'needs' | 'relations'>> {
  const { relations, functions } = mentionedNames(text)
  const called = await client.query<CatalogObject>(
    `select 'pg_proc' as table, p.oid::bigint::float8 as oid
     from unnest($1::text[], $2::text[]) as named (schema, name)
     join pg_proc p on p.proname = named.name
     join pg_namespace n on n.oid = p.pronamespace
     where case when $3 and named.schema = 'public' then pg_function_is_visible(p.oid) else n.nspname = named.schema end`,
    [...split(functions), hasPath],
  )
  const read = await client.query<BodyRelation & Pick<CatalogObject, 'oid'>>(
    `select c.oid::bigint::float8 as oid, ${writtenNameSql('n.nspname', 'c.relname')} as relation, columns,
       columns as "allColumns"
     from unnest($1::text[], $2::text[]) as named (schema, name)
     join pg_class c on c.relname = named.name and c.relkind in ('r', 'p', 'v', 'm', 'f')
     join pg_namespace n on n.oid = c.relnamespace
     cross join lateral (
       select array_agg(attname::text order by attnum) as columns from pg_attribute
       where attrelid = c.oid and attnum > 0 and not attisdropped
     ) a
     where case when $3 and named.schema = 'public' then pg_table_is_visible(c.oid) else n.nspname = named.schema end`,
    [...split(relations), hasPath],
  )
  const tables = read.rows.map(({ oid }): CatalogObject => ({ table: 'pg_class', oid }))
  return { needs: [...called.rows, ...tables], relations: read.rows }
}

function split(names: ReadonlySet<string>): [string[], string[]] {
  const all = [...names].map((name) => relationName(name))
  return [all.map(({ schema }) => schema), all.map(({ name }) => name)]
}
