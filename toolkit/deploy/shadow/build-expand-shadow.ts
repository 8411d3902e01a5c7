import type { ClientBase } from 'pg'
import { type DesiredObject, isRelation } from '../../kinds/desired-object.ts'
import { queryOf } from '../../kinds/query-of.ts'
import type { DesiredQuery } from '../../release/desired-query.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { deployedKind } from '../kinds/deployed-kinds.ts'
import type { LiveRelation } from '../live/live-relation.ts'
import type { LiveState } from '../live/live-state.ts'
import { relationNames } from '../live/relation-names.ts'
import { expandOrder } from '../plan/expand-order.ts'
import { type ExpandedForm, expandedForm } from '../plan/expanded-form.ts'
import { leftovers } from '../plan/leftovers.ts'
import { matchColumns } from '../plan/match-columns.ts'
import type { ReadColumn } from '../records/record.ts'
import type { Records } from '../records/records.ts'
import type { ExpandShadow } from './expand-shadow.ts'
import type { FinalShadow } from './final-shadow.ts'
import { calledFunctions } from './function-reads.ts'
import { readQueryReads } from './query-reads.ts'
import { readBodies } from './read-bodies.ts'
import { ShadowSchemas } from './shadow-schemas.ts'

export interface ExpandInput {
  readonly client: ClientBase
  readonly desired: DesiredState
  readonly live: LiveState
  readonly records: Records
  readonly final: FinalShadow
  readonly searchPath: string
  /** Pairs of types between which Postgres has a cast: `integer numeric`. */
  readonly casts: ReadonlySet<string>
}

/**
 * Tries the expand phase in schemas of its own, inside a transaction that the caller rolls back. Columns keep their old
 * types in it; where new queries do not work with those, the new types are taken at once.
 */
export async function expandShadow(input: ExpandInput): Promise<ExpandShadow> {
  const { client, final } = input
  await client.query('savepoint expand')
  const first = await attempt(input, new Set())
  const retyped = [...first.forms].filter(([, { retyped }]) => retyped.length > 0).map(([name]) => name)
  const readers = new Set(first.brokenNew.keys())
  const flipped = new Set(
    retyped.filter((name) =>
      final.queries.reads.some(({ relation, where }) => relation === name && readers.has(where)),
    ),
  )
  if (flipped.size === 0) return first
  await client.query('rollback to savepoint expand')
  return attempt(input, flipped)
}

async function attempt(input: ExpandInput, takeNewTypes: ReadonlySet<string>): Promise<ExpandShadow> {
  const { client, desired, live, records, final, searchPath } = input
  const gone = leftovers(input)
  const objects = objectsByName(desired)
  const managed = new Set([...relationNames(desired.objects), ...gone])
  const functions = desired.objects.flatMap((object) => deployedKind(object).live(object).functions ?? [])
  const shadow = new ShadowSchemas(client, 'sightline_expand__', [...managed, ...functions])
  await shadow.create(searchPath)
  const { order, unmatched } = expandOrder(
    [...new Set([...objects.keys(), ...gone])].map((name) => {
      const reads = live.relations.get(name)?.reads ?? []
      const own = objects.get(name) ?? []
      const isGone = !own.some(isRelation)
      const needs = [...own.flatMap(({ dependsOn }) => dependsOn), ...(isGone ? reads : [])]
      return { name, needs: needs.filter((needed) => needed !== name), needed: isGone ? [] : reads }
    }),
  )
  const forms = new Map<string, ExpandedForm>()
  const matching = matchColumns(input)
  for (const name of order) {
    const own = objects.get(name) ?? []
    for (const one of own)
      for (const statement of deployedKind(one).shadow(one, shadow, live)) await client.query(statement)
    const found = live.relations.get(name)
    const object = own.find(isRelation)
    if (!object) {
      if (gone.includes(name))
        await client.query(
          `create view ${shadow.nameOf(name)} as\n${shadow.rewrite(found?.definition ?? '')}`,
        )
      continue
    }
    const actual = (await shadow.read([name])).get(name)?.columns ?? []
    const ends = final.relations.get(name)
    const form = expandedForm({
      query: queryOf(object),
      actual,
      final: ends?.columns ?? [],
      live: found,
      sameText: found?.canonical === ends?.canonical,
      join: unmatched.has(name) ? undefined : matching.columnsFor(object, actual, found),
      takeNewTypes: takeNewTypes.has(name),
      castable: matching.castable,
    })
    forms.set(name, form)
    if (form.query !== queryOf(object)) {
      await client.query(`drop view ${shadow.nameOf(name)}`)
      await client.query(`create view ${shadow.nameOf(name)} as\n${shadow.rewrite(form.query)}`)
    }
  }
  const relations = await shadow.read(managed)
  const keyOf = (name: string) => relations.get(name)?.columns[0]?.name
  const options = {
    rewrite: (sql: string) => shadow.rewrite(sql),
    restoreName: (name: string) => shadow.restoreName(name),
    keyOf,
  }
  const news = affected(desired.queries, final.queries.reads, relations, final.relations)
  const olds = affected(
    records.current?.desired.queries ?? [],
    hasOtherFunctions(input) ? [] : (records.current?.reads ?? []),
    relations,
    live.relations,
  )
  const [fresh, old] = [
    await readQueryReads(client, news, options),
    await readQueryReads(client, olds, options),
  ]
  const direct = [...fresh.reads, ...old.reads]
  const called = calledFunctions(desired.objects, [...fresh.functions, ...old.functions], direct)
  const below = await readBodies(client, desired, { shadow, relations, functions: called, keyOf })
  return {
    order,
    isCircular: unmatched.size > 0,
    forms,
    relations,
    reads: [...direct, ...below].filter(({ relation }) => relations.has(relation)),
    brokenNew: new Map([...fresh.refused].filter(([where]) => !final.queries.refused.has(where))),
    brokenOld: old.refused,
  }
}

/** A schema or a function may have the name of a relation, which is another thing. */
function objectsByName({ objects }: DesiredState): Map<string, DesiredObject[]> {
  const found = new Map<string, DesiredObject[]>()
  for (const object of objects) found.set(object.name, [...(found.get(object.name) ?? []), object])
  return found
}

type Relations = ReadonlyMap<string, LiveRelation>

/** The queries that a relation's form may break: those that read one with other columns, and those of which it is not known. */
function affected(
  queries: readonly DesiredQuery[],
  reads: readonly ReadColumn[],
  expanded: Relations,
  usual: Relations,
): DesiredQuery[] {
  const columnsIn = (relations: Relations, name: string) =>
    JSON.stringify(relations.get(name)?.columns.map((column) => [column.name, column.type]))
  const others = new Set(
    [...expanded.keys()].filter((name) => columnsIn(expanded, name) !== columnsIn(usual, name)),
  )
  const known = new Set(reads.map(({ where }) => where))
  const touched = new Set(reads.filter(({ relation }) => others.has(relation)).map(({ where }) => where))
  return queries.filter(({ where }) => touched.has(where) || !known.has(where))
}

/** Whether a function of the release is another one than what the database has. */
function hasOtherFunctions({ live, final }: ExpandInput): boolean {
  return [...final.functions.values()].some(
    ({ name, canonical }) => !live.functions.some((one) => one.name === name && one.canonical === canonical),
  )
}
