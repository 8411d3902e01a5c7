import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import type { DesiredObject } from '../../kinds/desired-object.ts'
import type { DesiredIndex } from '../../kinds/index/desired-index.ts'
import { isIndex } from '../../kinds/index/index-kind.ts'
import { createIndexSql } from '../../kinds/index/index-sql.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { RelationName, relationName } from '../../sql/relation-name.ts'
import { deployedKind } from '../kinds/deployed-kinds.ts'
import { type LiveFunction, readFunctions } from '../live/live-function.ts'
import { readIndexes } from '../live/live-index.ts'
import type { LiveState } from '../live/live-state.ts'
import { relationNames } from '../live/relation-names.ts'
import { type FinalShadow, finalPrefix } from './final-shadow.ts'
import { calledFunctions } from './function-reads.ts'
import { indexUses } from './index-uses.ts'
import { readQueryReads } from './query-reads.ts'
import { readBodies } from './read-bodies.ts'
import { readOthers } from './read-others.ts'
import { refusedDefinition } from './refused-definition.ts'
import { requireIndexUses } from './require-index-uses.ts'
import { ShadowSchemas, withCatalogPath } from './shadow-schemas.ts'
import { tryStorages } from './try-storages.ts'

/** Creates the desired state in schemas of its own, inside a transaction that the caller rolls back, and reads it. */
export async function finalShadow(
  client: ClientBase,
  desired: DesiredState,
  live: LiveState,
  searchPath: string,
): Promise<FinalShadow> {
  const { objects } = desired
  const functionNames = objects.flatMap((object) => deployedKind(object).live(object).functions ?? [])
  const shadow = new ShadowSchemas(client, finalPrefix, [...relationNames(objects), ...functionNames])
  await shadow.create(searchPath)
  for (const object of objects) {
    for (const statement of deployedKind(object).shadow(object, shadow, live)) {
      await client.query(statement).catch((error: unknown) => {
        throw refusedDefinition(object, error)
      })
    }
  }
  await tryStorages(client, objects, shadow, live)
  const relations = await shadow.read(relationNames(objects))
  const keys = new Map(desired.sources.map(({ name, key }) => [name, key]))
  for (const object of objects) if ('grain' in object) keys.set(object.name, object.grain[0] ?? '')
  const keyOf = (name: string) => keys.get(name) || relations.get(name)?.columns[0]?.name
  const queries = await readQueryReads(client, desired.queries, {
    rewrite: (sql) => shadow.rewrite(sql),
    restoreName: (name) => shadow.restoreName(name),
    keyOf,
  })
  const functions = calledFunctions(objects, queries.functions, queries.reads)
  const below = await readBodies(client, desired, { shadow, relations, functions, keyOf })
  const others = await readOthers(client, desired, { shadow, live, queries, keyOf })
  await requireIndexUses(client, await indexUses(client, objects, shadow), live)
  return {
    relations,
    writable: await writableViews(client, shadow, relations.keys()),
    others,
    functions: await shadowFunctions(client, shadow, functionNames),
    indexes: await shadowIndexes(client, shadow, objects, searchPath),
    queries: { ...queries, functions, reads: [...queries.reads, ...below, ...others.reads] },
  }
}

async function writableViews(
  client: ClientBase,
  shadow: ShadowSchemas,
  names: Iterable<string>,
): Promise<Set<string>> {
  const all = [...names]
  const insert = 8
  const { rows } = await client.query<{ n: number }>(
    `select n::int from unnest($1::text[]) with ordinality as one (name, n)
     where pg_relation_is_updatable(to_regclass(name), false) & $2::int > 0`,
    [all.map((name) => shadow.nameOf(name)), insert],
  )
  return new Set(rows.flatMap(({ n }) => all[n - 1] ?? []))
}

async function shadowFunctions(
  client: ClientBase,
  shadow: ShadowSchemas,
  names: readonly string[],
): Promise<Map<string, LiveFunction>> {
  const here = names.map((name) => shadow.here(name).written)
  const found = await withCatalogPath(client, () => readFunctions(client, here))
  return new Map(
    found.map((one) => {
      const name = shadow.restoreName(one.name)
      const [canonical = '', parameters = '', signature = '', result = ''] = [
        one.canonical,
        one.arguments,
        one.signature,
        one.result,
      ].map((text) => shadow.restore(text))
      return [name, { ...one, name, canonical, arguments: parameters, signature, result, usedBy: [] }]
    }),
  )
}

const noIndexOn = ({ name, on, where }: DesiredIndex, what: string) =>
  new SightlineError({
    code: 'definition-refused',
    what: `The index ${name} stands on ${on}, which is ${what} in this database, and Postgres makes no index there.`,
    value: on,
    ...(where === undefined ? {} : { where }),
    next: 'Index the tables below it, or leave the index out; nothing was changed.',
  })

/** Indexes are printed from an empty table like theirs, so that nothing live is locked. */
async function shadowIndexes(
  client: ClientBase,
  shadow: ShadowSchemas,
  objects: readonly DesiredObject[],
  searchPath: string,
): Promise<Map<string, string>> {
  const definitions = new Map<string, string>()
  const made = new Set(relationNames(objects))
  for (const object of objects.filter(isIndex)) {
    const tables = new ShadowSchemas(client, 'sightline_index__', [object.on])
    await client.query('savepoint index')
    try {
      await tables.create(searchPath)
      const target = tables.nameOf(object.on)
      const table = made.has(object.on) ? shadow.nameOf(object.on) : relationName(object.on).sql
      const { rows } = await client.query<{ key: string | null; unfit: string | null }>(
        `select pg_get_partkeydef(oid) as key,
           case relkind when 'v' then 'a view' when 'f' then 'a foreign table' end as unfit
         from pg_class where oid = to_regclass($1)`,
        [table],
      )
      const { key = null, unfit = null } = rows[0] ?? {}
      if (unfit !== null) throw noIndexOn(object, unfit)
      // Of a column that is worked out when it is read there is no index.
      await client.query(
        `create table ${target} (like ${table} including generated)${key === null ? '' : ` partition by ${key}`}`,
      )
      await client.query(shadow.rewrite(createIndexSql({ ...object, on: target })))
    } catch (error) {
      throw refusedDefinition(object, error)
    }
    const index = new RelationName(tables.here(object.on).schema, object.name).written
    const found = await withCatalogPath(client, () => readIndexes(client, [index]))
    const canonical = found.get(object.name)?.canonical ?? ''
    definitions.set(object.name, tables.restore(shadow.restore(canonical)))
    await client.query('rollback to savepoint index')
  }
  return definitions
}
