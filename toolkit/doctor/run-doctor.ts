import type { ClientBase } from 'pg'
import type { Environment } from '../grafana-api/postgres-connection.ts'
import type { Release } from '../release/release.ts'
import { examineEverybody } from './checks/everybody.ts'
import { examineExtensions } from './checks/extensions.ts'
import { examineFollowedTables } from './checks/followed-tables.ts'
import { examineOtherDatabases } from './checks/other-databases.ts'
import { examinePartitions } from './checks/partitions.ts'
import { examinePooler } from './checks/pooler.ts'
import { examinePrivileges } from './checks/privileges.ts'
import { examineReaderRole } from './checks/reader-role.ts'
import { examineReaders } from './checks/readers.ts'
import { examineReplicas } from './checks/replicas.ts'
import { examineRowSecurity } from './checks/row-security.ts'
import { examineScheduler } from './checks/scheduler.ts'
import { examineServer } from './checks/server.ts'
import { examineSettings } from './checks/settings.ts'
import { examineSourcePrivileges } from './checks/source-privileges.ts'
import { examineSourceSchemas } from './checks/source-schemas.ts'
import { examineSourceTables } from './checks/source-tables.ts'
import { examineWritable } from './checks/writable.ts'
import { type DoctorCheck, type Examination, findingsOf } from './doctor-check.ts'

const examinations: Readonly<Record<string, Examination>> = {
  server: examineServer,
  pooler: examinePooler,
  writable: examineWritable,
  schedules: examineScheduler,
  privileges: examinePrivileges,
  'source schemas': examineSourceSchemas,
  'source tables': examineSourceTables,
  'source privileges': examineSourcePrivileges,
  'row security': examineRowSecurity,
  extensions: examineExtensions,
  'followed tables': examineFollowedTables,
  partitions: examinePartitions,
  'reader role': examineReaderRole,
  readers: examineReaders,
  everybody: examineEverybody,
  replicas: examineReplicas,
  settings: examineSettings,
  'other databases': examineOtherDatabases,
}

/**
 * Examines a database before a release is deployed to it, and changes nothing.
 *
 * @example const checks = await runDoctor(client, buildRelease(project))
 */
export async function runDoctor(
  client: ClientBase,
  release: Release,
  environment: Environment = {},
): Promise<DoctorCheck[]> {
  const { rows } = await client.query<{ role: string; database: string; address: string }>(
    `select current_user as role, current_database() as database,
       coalesce(host(inet_server_addr()) || ':' || inet_server_port(), 'a local socket') as address`,
  )
  const { role = '', database = '', address = '' } = rows[0] ?? {}
  const reached = findingsOf('connection').ok(`Connected to ${database} at ${address} as ${role}.`)
  const checks: DoctorCheck[] = [reached]
  for (const [name, examine] of Object.entries(examinations)) {
    checks.push(
      ...(await examine({ client, release, role, database, environment }).catch((error) => [
        broken(name, error),
      ])),
    )
  }
  return checks
}

/** A check that Postgres itself stops is a finding, and the others go on. */
function broken(name: string, error: unknown): DoctorCheck {
  const message = error instanceof Error ? error.message : String(error)
  const denied = error instanceof Error && 'code' in error && error.code === '42501'
  const next = denied ? 'Let an administrator grant it to this role.' : 'Put right what Postgres names.'
  return findingsOf(name).failure(`This cannot be examined: ${message}.`, next)
}
