import type { ClientBase } from 'pg'
import type { DesiredState } from '../../release/desired-state.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { ReadColumn } from '../records/record.ts'
import type { Records } from '../records/records.ts'
import type { ExpandShadow } from '../shadow/expand-shadow.ts'
import type { FinalShadow } from '../shadow/final-shadow.ts'
import { presentGrants } from './present-grants.ts'
import {
  grantKey,
  type ReaderGrant,
  type RecordedGrant,
  readerSettings,
  roleComment,
  roleGrant,
  without,
} from './reader-grant.ts'

/** What has to become of the grants of a project. */
export interface ReaderPlan {
  readonly wanted: readonly ReaderGrant[]
  /** Those of them that the reader has, whoever gave them. */
  readonly present: readonly ReaderGrant[]
  /** What it lacks of what queries read only until the contract phase: columns that `select *` gives until then. */
  readonly between: readonly ReaderGrant[]
  /** What the project remembers and does not want any more. */
  readonly stale: readonly RecordedGrant[]
  /** Those of them that a deploy gave, that are still there, and that no other project needs. */
  readonly taken: readonly RecordedGrant[]
}

/** What the reader needs for these queries. */
export function wantedGrants(
  asked: DesiredState['queries'],
  { queries, functions, relations, others }: FinalShadow,
): ReaderGrant[] {
  const { reads, functions: called } = queries
  if (asked.length === 0) return []
  const columns = reads.map(columnGrant)
  const calls = called.flatMap(({ name }): ReaderGrant[] => {
    const found = functions.get(name)
    return found ? [{ kind: 'function', ...relationName(name), part: found.signature }] : []
  })
  const ofOthers = others.functions.map(({ schema, name, signature }): ReaderGrant => {
    return { kind: 'function', schema, name, part: signature }
  })
  const wholes = queries.wholes
    .filter((relation) => !relations.has(relation))
    .map((relation): ReaderGrant => ({ kind: 'relation', ...relationName(relation), part: '' }))
  const schemas = [...columns, ...calls, ...others.schemas].map(({ schema }): ReaderGrant => {
    return { kind: 'schema', schema, name: '', part: '' }
  })
  const settings = Object.keys(readerSettings).map((name): ReaderGrant => {
    return { kind: 'setting', schema: '', name, part: '' }
  })
  return distinct([roleGrant, ...settings, ...schemas, ...calls, ...ofOthers, ...wholes, ...columns])
}

/** Several queries may need the same. */
const distinct = (grants: readonly ReaderGrant[]): ReaderGrant[] => [
  ...new Map(grants.map((grant) => [grantKey(grant), grant])).values(),
]

const columnGrant = ({ relation, column }: Pick<ReadColumn, 'relation' | 'column'>): ReaderGrant => {
  return { kind: 'column', ...relationName(relation), part: column }
}

/** Compares what the reader needs with what it has, and with what every project remembers. */
export async function readReaderPlan(
  client: ClientBase,
  { project, readerRole, queries }: DesiredState,
  { grants }: Records,
  final: FinalShadow,
  expand: ExpandShadow | undefined,
): Promise<ReaderPlan> {
  const wanted = await grantable(client, wantedGrants(queries, final))
  const keys = new Set(wanted.map(grantKey))
  const isWanted = (grant: RecordedGrant) => grant.role === readerRole && keys.has(grantKey(grant))
  const own = grants.filter((grant) => grant.project === project && grant.kind !== 'role')
  const stale = own.filter((grant) => !isWanted(grant))
  const created = await createdRoles(client, stale)
  const taken: RecordedGrant[] = []
  for (const role of new Set(stale.map((grant) => grant.role))) {
    const given = stale.filter(
      (grant) =>
        grant.role === role &&
        grant.made &&
        !isShared(grants, project, grant) &&
        !(grant.kind === 'setting' && created.has(role)),
    )
    taken.push(...(await presentGrants(client, role, given)))
  }
  const until = without(distinct((expand?.reads ?? []).map(columnGrant)), wanted)
  const present = await presentGrants(client, readerRole, [...wanted, ...until])
  return { wanted, present: without(present, until), between: without(until, present), stale, taken }
}

/**
 * A whole relation is given where this role may give it: then queries of `*` go on when somebody adds a column. Columns
 * that may not be given have stopped the plan.
 */
async function grantable(client: ClientBase, wanted: readonly ReaderGrant[]): Promise<ReaderGrant[]> {
  const wholes = wanted.filter(({ kind }) => kind === 'relation')
  if (wholes.length === 0) return [...wanted]
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select w.schema, w.name from unnest($1::text[], $2::text[]) as w (schema, name)
     join pg_namespace s on s.nspname = w.schema
     join pg_class c on c.relnamespace = s.oid and c.relname = w.name
     where has_table_privilege(c.oid, 'select with grant option')`,
    [wholes.map(({ schema }) => schema), wholes.map(({ name }) => name)],
  )
  return wanted.filter(
    ({ kind, schema, name }) =>
      kind !== 'relation' || rows.some((one) => one.schema === schema && one.name === name),
  )
}

/** The roles that deploys created, which keep their settings for as long as there are such roles. */
async function createdRoles(client: ClientBase, grants: readonly RecordedGrant[]): Promise<Set<string>> {
  const { rows } = await client.query<{ role: string }>(
    `select rolname::text as role from pg_roles
     where rolname = any($1) and shobj_description(oid, 'pg_authid') = $2`,
    [grants.map(({ role }) => role), roleComment],
  )
  return new Set(rows.map(({ role }) => role))
}

/** Whether another project needs the same for the same role. */
export function isShared(
  grants: readonly RecordedGrant[],
  project: string,
  grant: ReaderGrant & Pick<RecordedGrant, 'role'>,
): boolean {
  return grants.some(
    (one) => one.project !== project && one.role === grant.role && grantKey(one) === grantKey(grant),
  )
}
