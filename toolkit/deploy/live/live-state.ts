import type { ClientBase } from 'pg'
import { type DesiredObject, isRelation } from '../../kinds/desired-object.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { splitName } from '../../sql/identifier.ts'
import type { ObjectRecord } from '../records/record.ts'
import type { Records } from '../records/records.ts'
import { type LiveFunction, readFunctions } from './live-function.ts'
import { type LiveIndex, readIndexes } from './live-index.ts'
import { type LiveRelation, readRelations } from './live-relation.ts'

/** What is in the database of all that a release or an earlier one of the project names. */
export interface LiveState {
  readonly relations: ReadonlyMap<string, LiveRelation>
  readonly functions: readonly LiveFunction[]
  readonly indexes: ReadonlyMap<string, LiveIndex>
  readonly schemas: ReadonlySet<string>
  readonly user: string
}

/** Reads the live state, inside a transaction whose search path is `pg_catalog`. */
export async function readLiveState(
  client: ClientBase,
  desired: DesiredState,
  { objects, current }: Records,
): Promise<LiveState> {
  const states = [desired, ...(current ? [current.desired] : [])]
  const wanted = states.flatMap((state) => state.objects)
  const recorded = (kinds: readonly string[]) =>
    objects.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name)
  const relations = await readRelations(client, [
    ...states.flatMap(({ sources }) => sources.map(({ name }) => name)),
    ...relationNames(wanted),
    ...recorded(['table', 'view', 'view copy', 'storage']),
  ])
  const functions = await readFunctions(client, [
    ...wanted.filter(({ kind }) => kind === 'function').map(({ name }) => name),
    ...recorded(['function']),
  ])
  const indexes = await readIndexes(client, [...wanted.flatMap(indexName), ...objects.flatMap(recordedIndex)])
  const schemas = await client.query<{ name: string }>('select nspname::text as name from pg_namespace')
  const { rows } = await client.query<{ user: string }>('select current_user::text as user')
  return {
    relations,
    functions,
    indexes,
    schemas: new Set(schemas.rows.map(({ name }) => name)),
    user: rows[0]?.user ?? '',
  }
}

/** Every relation that these objects are, storages included. */
export function relationNames(objects: readonly DesiredObject[]): string[] {
  return objects.flatMap((object) => {
    if (object.kind === 'materialized view') return [object.storage, object.name]
    return isRelation(object) || object.kind === 'view copy' || object.kind === 'table' ? [object.name] : []
  })
}

/** An index of an earlier release with its schema, which Postgres printed before its table. */
function recordedIndex({ kind, name, canonical }: ObjectRecord): string[] {
  if (kind !== 'index') return []
  const [, schema = 'public'] = / ON (?:ONLY )?("(?:[^"]|"")+"|[^.\s]+)\./.exec(canonical) ?? []
  return [`${schema.replace(/^"(.*)"$/, '$1')}.${name}`]
}

/** An index with the schema of its table, and the name of what replaces it while both exist. */
function indexName(object: DesiredObject): string[] {
  if (object.kind !== 'index') return []
  const name = `${splitName(object.on).schema}.${object.name}`
  return [name, `${name}__new`, `${name}__old`]
}
