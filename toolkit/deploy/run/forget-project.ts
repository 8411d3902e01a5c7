import type { ClientBase } from 'pg'
import { inTransaction } from '../../postgres/client.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { roleComment } from '../reader/reader-grant.ts'
import { dropUnlessUsed } from '../records/drop-unless-used.ts'
import { dropUnusedRecords } from '../records/drop-unused-records.ts'
import { adopted, type Records, readRecords } from '../records/records.ts'
import type { DeployLock } from './deploy-lock.ts'

/** Something that stays, and why. */
export interface Kept {
  readonly object: string
  readonly why: string
}

/** Drops the tables, schemas and readers of a project with all that is remembered of it: all of it, or nothing. */
export async function forgetProject(
  client: ClientBase,
  project: string,
  lock: DeployLock,
): Promise<readonly Kept[]> {
  return inTransaction(client, async () => {
    await client.query(lock.keep())
    const records = await readRecords(client, project)
    const kept = [
      ...(await dropTables(client, project, [...namesOf(records, 'table'), ...namesOf(records, 'rollup')])),
      ...(await dropSchemas(client, project, namesOf(records, 'schema'))),
      ...(await dropReaders(client, project, records)),
    ]
    for (const table of ['stream_shard', 'stream_worker', 'reader_grant', 'release_object', 'release'])
      await client.query(`delete from sightline.${table} where project = $1`, [project])
    await dropUnusedRecords(client)
    return kept
  })
}

const namesOf = ({ objects }: Records, wanted: 'table' | 'rollup' | 'schema') =>
  objects.filter(({ kind, canonical }) => kind === wanted && canonical !== adopted).map(({ name }) => name)

/** Together, for they may refer to each other; where something stands in the way of one, one after the other. */
async function dropTables(client: ClientBase, project: string, names: readonly string[]): Promise<Kept[]> {
  const { rows } = await client.query<{ name: string; quoted: string }>(
    `select name, quoted from unnest($1::text[], $2::text[]) as own (name, quoted)
     where obj_description(to_regclass(quoted), 'pg_class') like '%sightline: ' || $3 || ' %'`,
    [names, names.map((name) => relationName(name).sql), project.replaceAll(/[\\%_]/g, '\\$&')],
  )
  if (rows.length === 0) return []
  const together = rows.map(({ quoted }) => quoted).join(', ')
  if ((await dropUnlessUsed(client, `table ${together}`)) === undefined) return []
  const kept: Kept[] = []
  for (const { name, quoted } of rows) {
    const why = await dropUnlessUsed(client, `table ${quoted}`)
    if (why !== undefined) kept.push({ object: `table ${name}`, why })
  }
  return kept
}

/** A schema that another project of ours uses is that one's from now on: it goes with the last of them. */
async function dropSchemas(client: ClientBase, project: string, names: readonly string[]): Promise<Kept[]> {
  const kept: Kept[] = []
  for (const name of names) {
    const why = await dropUnlessUsed(client, `schema if exists ${quoteIdentifier(name)}`)
    if (why === undefined) continue
    const { rows } = await client.query<{ project: string }>(
      `update sightline.release_object set canonical = ''
       where kind = 'schema' and name = $2 and project = (
         select min(project) from sightline.release_object where kind = 'schema' and name = $2 and project <> $1)
       returning project`,
      [project, name],
    )
    const [heir] = rows
    kept.push({ object: `schema ${name}`, why: heir ? `the project ${heir.project} uses it` : why })
  }
  return kept
}

/** Every role that was the reader in some release. */
async function dropReaders(client: ClientBase, project: string, { grants }: Records): Promise<Kept[]> {
  const own = grants.filter((grant) => grant.project === project && grant.kind === 'role')
  const { rows } = await client.query<{ role: string; ours: boolean }>(
    `select rolname::text as role, coalesce(shobj_description(oid, 'pg_authid') = $2, false) as ours
     from pg_roles where rolname = any($1) order by 1`,
    [own.map(({ role }) => role), roleComment],
  )
  const kept: Kept[] = []
  for (const { role, ours } of rows) {
    const other = grants.find((grant) => grant.project !== project && grant.role === role)
    const why = other
      ? `the project ${other.project} reads with it`
      : ours
        ? await dropUnlessUsed(client, `role ${quoteIdentifier(role)}`)
        : 'sightline did not create it'
    if (why !== undefined) kept.push({ object: `role ${role}`, why })
  }
  return kept
}
