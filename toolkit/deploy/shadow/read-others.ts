import type { ClientBase } from 'pg'
import { isRelation, isStored } from '../../kinds/desired-object.ts'
import { type CatalogObject, needKey } from '../../postgres/query-dependencies.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { LiveState } from '../live/live-state.ts'
import { viewsAboveCitus } from './above-citus.ts'
import { closedOfServer, closedSequences, viewsThatCallClosed } from './closed-to-reader.ts'
import { foreignWithoutUser, readByOwner } from './foreign-tables.ts'
import { invokerReads } from './invoker-reads.ts'
import { type AskedText, namedSchemas } from './named-schemas.ts'
import { type NeededFunction, needsGraph, whoUses } from './needs-graph.ts'
import type { OthersFunction, OthersUsed } from './others-used.ts'
import type { QueryReads } from './query-reads.ts'
import { columnsOf } from './read-bodies.ts'
import type { ShadowSchemas } from './shadow-schemas.ts'

interface Input {
  readonly live: LiveState
  readonly shadow: ShadowSchemas
  readonly queries: QueryReads
  keyOf(relation: string): string | undefined
}

/** Lets Postgres say which functions, and which schemas, of others a release uses. */
export async function readOthers(
  client: ClientBase,
  desired: DesiredState,
  { shadow, live, queries, keyOf }: Input,
): Promise<OthersUsed> {
  const stored = (await keptHere(client, shadow, desired)).map(({ oid }) => oid)
  const roots = [...queries.needs.values()].flat()
  const made = desired.objects
    .filter(isRelation)
    .map(({ kind, name }) => ({ where: `the ${kind} ${name}`, name: shadow.nameOf(name) }))
  const graph = await needsGraph(client, roots, { stored, shadow })
  const views = await viewsThatCallClosed(client, desired.readerRole, graph, stored)
  const functions = [...graph.functions.values()]
  const invokers = await invokersHere(client, shadow, desired, live)
  const inBodies = [...graph.bodies.values()].flatMap(({ needs }) => needs)
  const invoked = await invokerReads(client, desired.readerRole, [...roots, ...inBodies], invokers, keyOf)
  const callers = whoUses(graph, queries.needs, [
    ...functions.map(asObject),
    ...views.map(({ view }) => view),
    ...invoked.map(({ root }) => root),
  ])
  const whereOf = (one: CatalogObject) => callers.get(needKey(one)) ?? []
  const others = functions.filter(({ schema }) => !shadow.isHere(schema))
  const texts = [
    ...desired.queries.map(
      ({ where, sql }): AskedText => ({ sql, where: [where], needs: queries.needs.get(where) ?? [] }),
    ),
    ...functions
      .filter(({ isOpen }) => isOpen)
      .map((one): AskedText => {
        const object = asObject(one)
        return { sql: one.body, where: whereOf(object), needs: graph.needs.get(needKey(object)) ?? [] }
      }),
  ]
  const reading = { role: desired.readerRole }
  const byReader = [
    ...texts.flatMap(({ where, needs = [] }) =>
      needs.flatMap(({ table, oid }) => (table === 'pg_class' ? [{ ...reading, oid, where }] : [])),
    ),
    ...invoked.map(({ root, oid }) => ({ ...reading, oid, where: whereOf(root) })),
  ]
  return {
    functions: others.map((one) => named(one, whereOf(asObject(one)))),
    closed: [
      ...views.map(({ view, what, grant }) => ({ what, grant, where: whereOf(view) })),
      ...(await closedOfServer(client, desired.readerRole, texts)),
      ...(await closedSequences(client, desired.readerRole, texts)),
      ...(await foreignWithoutUser(client, [...(await readByOwner(client, made)), ...byReader])),
    ],
    schemas: await namedSchemas(client, await schemasOfOthers(client, shadow, queries), texts),
    reads: [
      ...invoked.flatMap(({ root, relation, column }) =>
        whereOf(root).map((where) => ({ where, relation: shadow.restoreName(relation), column })),
      ),
      ...others.flatMap((one) => {
        const body = graph.bodies.get(one.oid)
        const columns = body ? columnsOf(body, shadow, keyOf) : []
        return whereOf(asObject(one)).flatMap((where) => columns.map((column) => ({ where, ...column })))
      }),
    ],
    own: await ownFunctions(client, shadow, desired),
  }
}

const asObject = ({ oid }: NeededFunction): CatalogObject => ({ table: 'pg_proc', oid })

const named = (
  { schema, name, signature }: Pick<OthersFunction, 'schema' | 'name' | 'signature'>,
  where: readonly string[],
): OthersFunction => ({ schema, name, signature, where })

/** The relations here that stand for rows that are stored. */
async function keptHere(
  client: ClientBase,
  shadow: ShadowSchemas,
  { objects }: DesiredState,
): Promise<{ readonly where: string; readonly oid: number }[]> {
  const kept = objects.filter(isStored)
  const { rows } = await client.query<{ where: string; oid: number }>(
    `select kept.where, c.oid::bigint::float8 as oid
     from unnest($1::text[], $2::text[]) as kept ("where", name) join pg_class c on c.oid = to_regclass(kept.name)`,
    [kept.map(({ kind, name }) => `the ${kind} ${name}`), kept.map(({ name }) => shadow.nameOf(name))],
  )
  return rows
}

/** The views here that will read with the rights of who reads them, be it by their definition or by hand. */
async function invokersHere(
  client: ClientBase,
  shadow: ShadowSchemas,
  { objects }: DesiredState,
  { relations, hosts }: LiveState,
): Promise<number[]> {
  const names = objects.filter(isRelation).flatMap((object) => {
    const wanted = 'options' in object ? (object.options ?? []) : []
    const all = [...wanted, ...(relations.get(object.name)?.options ?? [])]
    return all.some((option) => /^security_invoker=(?!false|off|no|0)/.test(option))
      ? [shadow.nameOf(object.name)]
      : []
  })
  const { rows } = await client.query<{ oid: number }>(
    'select to_regclass(name)::oid::bigint::float8 as oid from unnest($1::text[]) as one (name)',
    [names],
  )
  const above = hosts.versions.has('citus') ? await viewsAboveCitus(client) : []
  return [...rows.map(({ oid }) => oid), ...above]
}

/** The schemas that the reader is not let into for what it reads in them. */
async function schemasOfOthers(
  client: ClientBase,
  shadow: ShadowSchemas,
  { reads }: QueryReads,
): Promise<Set<string>> {
  const known = new Set(reads.map(({ relation }) => relationName(relation).schema))
  const { rows } = await client.query<{ schema: string }>(
    `select nspname::text as schema from pg_namespace where nspname !~ '^(pg_|information_schema$)'`,
  )
  const all = rows.map(({ schema }) => schema)
  return new Set(all.filter((schema) => !known.has(schema) && !shadow.isHere(schema)))
}

/** The functions of others that this role calls itself. */
async function ownFunctions(
  client: ClientBase,
  shadow: ShadowSchemas,
  desired: DesiredState,
): Promise<OthersFunction[]> {
  const roots = await ownRoots(client, shadow, desired)
  const graph = await needsGraph(client, [...roots.values()].flat(), { stored: [], shadow })
  const others = [...graph.functions.values()].filter(({ schema }) => !shadow.isHere(schema))
  const callers = whoUses(graph, roots, others.map(asObject))
  return others.map((one) => named(one, callers.get(needKey(asObject(one))) ?? []))
}

/** What is run as this role, by what runs it: the queries whose rows are stored, and the defaults and checks of tables. */
async function ownRoots(
  client: ClientBase,
  shadow: ShadowSchemas,
  desired: DesiredState,
): Promise<Map<string, CatalogObject[]>> {
  const { objects } = desired
  const roots = new Map<string, CatalogObject[]>()
  const add = (where: string, one: CatalogObject) => roots.set(where, [...(roots.get(where) ?? []), one])
  for (const { where, oid } of await keptHere(client, shadow, desired)) add(where, { table: 'pg_class', oid })
  const { rows } = await client.query<CatalogObject & { readonly where: string }>(
    `select made.where, t.relname as table, d.refobjid::bigint::float8 as oid
     from unnest($1::text[], $2::text[]) as made ("where", name)
     cross join lateral (
       select 'pg_attrdef'::regclass as class, oid from pg_attrdef where adrelid = to_regclass(made.name)
       union all
       select 'pg_constraint'::regclass, oid from pg_constraint where conrelid = to_regclass(made.name) and contype = 'c'
     ) part
     join pg_depend d on d.classid = part.class and d.objid = part.oid
     join pg_class t on t.oid = d.refclassid and t.relname in ('pg_proc', 'pg_operator', 'pg_type')`,
    [objects.map(({ kind, name }) => `the ${kind} ${name}`), objects.map(({ name }) => shadow.nameOf(name))],
  )
  for (const { where, ...one } of rows) add(where, one)
  return roots
}
