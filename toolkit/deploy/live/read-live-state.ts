import type { ClientBase } from 'pg'
import type { DesiredState } from '../../release/desired-state.ts'
import { deployedKind } from '../kinds/deployed-kinds.ts'
import { recordedKind } from '../kinds/recorded-kinds.ts'
import type { Records } from '../records/records.ts'
import { readFunctions } from './live-function.ts'
import { readHosts } from './live-host.ts'
import { readIndexes } from './live-index.ts'
import { readPartitions } from './live-partitions.ts'
import { readRelations } from './live-relation.ts'
import type { LiveState } from './live-state.ts'
import { readTriggers } from './live-trigger.ts'

/** Reads the live state, inside a transaction whose search path is `pg_catalog`. */
export async function readLiveState(
  client: ClientBase,
  desired: DesiredState,
  { objects, current, deployed, unfinished }: Records,
): Promise<LiveState> {
  const states = [desired, ...[current, deployed].flatMap((record) => record?.desired ?? [])]
  const names = [
    ...states.flatMap((state) => state.objects).map((object) => deployedKind(object).live(object)),
    ...objects.map((record) => recordedKind(record).live(record)),
  ]
  const sources = states.flatMap((state) => state.sources.map(({ name }) => name))
  const relations = await readRelations(client, [...sources, ...names.flatMap((one) => one.relations ?? [])])
  const functions = await readFunctions(
    client,
    names.flatMap((one) => one.functions ?? []),
  )
  const begun = unfinished.flatMap(({ desired }) => desired.objects)
  const indexes = await readIndexes(
    client,
    [...names, ...begun.map((object) => deployedKind(object).live(object))].flatMap(
      (one) => one.indexes ?? [],
    ),
    names.flatMap((one) => one.printedIndexes ?? []),
  )
  const partitions = await readPartitions(
    client,
    names.flatMap((one) => one.partitioned ?? []),
  )
  const hosts = await readHosts(client, relations.keys())
  const triggers = await readTriggers(
    client,
    names.flatMap((one) => one.triggers ?? []),
  )
  const schemas = await client.query<{ name: string }>('select nspname::text as name from pg_namespace')
  const { rows } = await client.query<{ user: string }>('select current_user::text as user')
  return {
    relations,
    functions,
    indexes,
    partitions,
    hosts,
    triggers,
    schemas: new Set(schemas.rows.map(({ name }) => name)),
    user: rows[0]?.user ?? '',
  }
}
