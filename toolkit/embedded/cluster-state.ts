import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { contentHash } from '../foundation/content-hash.ts'
import { withClient } from '../postgres/with-client.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import type { EmbeddedServer } from './embedded-server.ts'

/** What a whole cluster has, as far as it outlives the databases of a run. */
export interface ClusterState {
  readonly databases: readonly string[]
  readonly roles: readonly string[]
  /** A hash over the settings and over the rows of every catalogue of the databases that stay. */
  readonly hash: string
}

const settingsFiles = ['postgresql.conf', 'postgresql.auto.conf', 'pg_hba.conf', 'pg_ident.conf']

/** Looks at everything in a cluster that could reach whoever uses it next. */
export async function clusterState(folder: string, server: EmbeddedServer): Promise<ClusterState> {
  const settings = await Promise.all(
    settingsFiles.map((name) => readFile(join(folder, 'data', name), 'utf8').catch(() => '')),
  )
  const shared = await withClient(server.connectionString('postgres'), async (client) => ({
    databases: await names(client, 'select datname as name from pg_database order by 1'),
    roles: await names(client, 'select rolname as name from pg_roles order by 1'),
    unfinished: await names(
      client,
      'select gid as name from pg_prepared_xacts union all select slot_name from pg_replication_slots',
    ),
    rows: await catalogueRows(client),
  }))
  const template = await withClient(server.connectionString('template1'), catalogueRows)
  const { databases, roles } = shared
  return { databases, roles, hash: contentHash(JSON.stringify([settings, shared, template])) }
}

/** Removes the databases and roles that came since; what keeps one of them from going is an error. */
export async function removeAllSince(
  server: EmbeddedServer,
  { databases, roles }: ClusterState,
): Promise<void> {
  await withClient(server.connectionString('postgres'), async (client) => {
    const found = await names(client, 'select datname as name from pg_database')
    for (const name of found.filter((one) => !databases.includes(one)))
      await client.query(`drop database ${quoteIdentifier(name)} with (force)`)
    const known = await names(client, 'select rolname as name from pg_roles')
    for (const name of known.filter((one) => !roles.includes(one)))
      await client.query(`drop role ${quoteIdentifier(name)}`)
  })
}

async function names(client: pg.ClientBase, query: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(query)
  return rows.map(({ name }) => name)
}

/**
 * How many rows each catalogue has, and which transaction wrote the latest of them: no change of a catalogue leaves
 * both as they were. What autovacuum writes about the catalogues themselves is no change.
 */
async function catalogueRows(client: pg.ClientBase): Promise<unknown[]> {
  const catalogues = await names(
    client,
    `select oid::regclass::text as name from pg_class
    where relnamespace = 'pg_catalog'::regnamespace and relkind = 'r' and relname <> 'pg_statistic' order by 1`,
  )
  const counts = catalogues.map(
    (name) => `select '${name}' as name, count(*)::text, max(xmin::text::bigint)::text from ${name}`,
  )
  const { rows } = await client.query(counts.join(' union all '))
  return rows
}
