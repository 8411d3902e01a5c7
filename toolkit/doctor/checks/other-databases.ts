import type { ClientBase } from 'pg'
import type { OtherDataSource } from '../../define/data-source.ts'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { connectionUrl, type Environment, postgresConnection } from '../../grafana-api/postgres-connection.ts'
import { withConnection } from '../../postgres/with-connection.ts'
import { otherAsked } from '../../release/other-asked.ts'
import { parsableQuery } from '../../release/parsable-query.ts'
import { projectQueries } from '../../release/project-query.ts'
import type { Release } from '../../release/release.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'
import { examineTable } from './source-tables.ts'

const { ok, warning, failure } = findingsOf('other databases')

/** That other databases have what is declared of them, and answer the queries of their data sources as their own roles. */
export async function examineOtherDatabases({ release, environment }: DoctorContext): Promise<DoctorCheck[]> {
  const checks: DoctorCheck[] = []
  for (const dataSource of release.project.dataSources)
    checks.push(...(await examine(dataSource, release, environment)))
  return checks
}

async function examine(
  dataSource: OtherDataSource,
  release: Release,
  environment: Environment,
): Promise<DoctorCheck[]> {
  const { database } = dataSource
  try {
    const url = connectionUrl(postgresConnection(environment, dataSource))
    return await withConnection(url, (client) => examineDatabase(client, dataSource, release))
  } catch (error) {
    if (!(error instanceof SightlineError)) throw error
    const { what, value, next, code } = error.problem
    const isUnset = code === 'data-source-settings-missing'
    return isUnset
      ? [
          warning(
            `The database ${database} is not looked at: ${value}.`,
            'Set these variables for the doctor too.',
          ),
        ]
      : [failure(`The database ${database} cannot be reached: ${what}`, next)]
  }
}

async function examineDatabase(
  client: ClientBase,
  dataSource: OtherDataSource,
  release: Release,
): Promise<DoctorCheck[]> {
  const { database } = dataSource
  const checks: DoctorCheck[] = []
  const sources = release.otherSources.filter((source) => source.database?.name === database)
  for (const source of sources)
    checks.push(...(await examineTable(client, source, findingsOf('other databases'))))
  const queries = projectQueries(release).filter((query) => otherAsked(query, [dataSource]))
  for (const query of queries) {
    const refused = await refusal(client, parsableQuery(query, new Date()))
    if (refused !== undefined)
      checks.push(
        failure(
          `${query.where} is not answered by ${database}: ${refused}.`,
          'Put right what Postgres names.',
        ),
      )
  }
  const answered = `${queries.length} ${queries.length === 1 ? 'query' : 'queries'}`
  return checks.length > 0
    ? checks
    : [ok(`The database ${database} has its tables, and answers ${answered}.`)]
}

/** Why Postgres does not plan a query for this role; nothing is run. */
async function refusal(client: ClientBase, sql: string): Promise<string | undefined> {
  try {
    await client.query(`explain ${sql}`)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
