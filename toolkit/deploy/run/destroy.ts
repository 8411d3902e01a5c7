import type { ClientBase } from 'pg'
import { inTransaction } from '../../postgres/client.ts'
import { postgresProblem } from '../../postgres/postgres-problem.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { roleComment } from '../reader/reader-role.ts'
import { dropUnlessUsed } from '../records/drop-unless-used.ts'
import { dropUnusedRecords } from '../records/drop-unused-records.ts'
import { adopted, hasRecords, type Records, readRecords } from '../records/records.ts'
import { sqlName } from '../shadow/shadow-schemas.ts'
import { type ApplyOptions, applyLocked } from './apply.ts'
import { withDeployLock } from './deploy-lock.ts'

/** What removing a project did. */
export interface Destroyed {
  readonly outcome: 'nothing to do' | 'not confirmed' | 'removed'
  readonly dropped: readonly string[]
  /** What stays, and why. */
  readonly kept: readonly string[]
}

export interface DestroyOptions extends Omit<ApplyOptions, 'confirm' | 'phase' | 'repair'> {
  /** Told what would be dropped before anything is done; nothing is done when it returns false. */
  readonly confirm?: (names: readonly string[]) => Promise<boolean>
}

/**
 * Removes everything that releases of a project made in a database, and nothing else.
 *
 * @throws SightlineError naming what somebody else built on it; nothing is dropped with CASCADE
 * @example const { kept } = await destroyProject(client, 'shop')
 */
export async function destroyProject(
  client: ClientBase,
  project: string,
  options: DestroyOptions = {},
): Promise<Destroyed> {
  const { onStep = () => {}, lockWait = 60_000, confirm = async () => true, ...others } = options
  const onWait = (holder: string) => onStep(`Waiting for another deploy: ${holder}`)
  try {
    return await withDeployLock(client, { wait: lockWait, onWait }, async (lock) => {
      const records = await readRecords(client, project)
      const { current } = records
      if (!current) return { outcome: 'nothing to do', dropped: [], kept: [] }
      const dropped = ownObjects(records)
      if (!(await confirm(dropped))) return { outcome: 'not confirmed', dropped: [], kept: [] }
      await applyLocked(client, emptied(current.desired), { ...others, onStep, lock })
      onStep('Forgetting the project')
      const kept = await forgetProject(client, records, current.desired)
      return { outcome: 'removed', dropped: dropped.filter((name) => !kept.includes(name)), kept }
    })
  } catch (error) {
    throw postgresProblem(error)
  }
}

/** What is dropped, as `kind name`; stored rows and copies go with their views. */
function ownObjects({ objects }: Records): string[] {
  return objects
    .filter(({ kind, canonical }) => !['storage', 'view copy'].includes(kind) && canonical !== adopted)
    .map(({ kind, name }) => `${kind} ${name}`)
}

function emptied({ project, readerRole }: DesiredState): DesiredState {
  const nothing = { sources: [], objects: [], schedules: [], queries: [] }
  return { project, readerRole, version: 'removed', contentHash: 'removed', ...nothing }
}

/** Tables, schemas, the reader and the records, in one transaction; returns what somebody else still uses. */
async function forgetProject(
  client: ClientBase,
  { objects }: Records,
  { project, readerRole }: DesiredState,
): Promise<string[]> {
  const own = (wanted: string) =>
    objects.filter(({ kind, canonical }) => kind === wanted && canonical !== adopted).map(({ name }) => name)
  return inTransaction(client, async () => {
    const kept: string[] = []
    for (const table of own('table')) await client.query(`drop table if exists ${sqlName(table)}`)
    await revokeSchemas(client, readerRole)
    for (const schema of own('schema'))
      if (!(await dropUnlessUsed(client, `schema if exists ${quoteIdentifier(schema)}`)))
        kept.push(`schema ${schema}`)
    if (await isOurRole(client, readerRole))
      if (!(await dropUnlessUsed(client, `role ${quoteIdentifier(readerRole)}`)))
        kept.push(`role ${readerRole}`)
    await forgetRecords(client, project)
    return kept
  })
}

async function revokeSchemas(client: ClientBase, role: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname as name from pg_namespace n, aclexplode(n.nspacl) x join pg_roles r on r.oid = x.grantee
     where r.rolname = $1 and x.privilege_type = 'USAGE'`,
    [role],
  )
  for (const { name } of rows)
    await client.query(`revoke usage on schema ${quoteIdentifier(name)} from ${quoteIdentifier(role)}`)
}

async function isOurRole(client: ClientBase, role: string): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>(
    `select shobj_description(oid, 'pg_authid') = $2 as ours from pg_roles where rolname = $1`,
    [role, roleComment],
  )
  return rows[0]?.ours ?? false
}

/** The schema of the records goes with the last project. */
async function forgetRecords(client: ClientBase, project: string): Promise<void> {
  if (!(await hasRecords(client))) return
  await client.query('delete from sightline.release_object where project = $1', [project])
  await client.query('delete from sightline.release where project = $1', [project])
  await dropUnusedRecords(client)
}
