import { SightlineError } from '../foundation/sightline-error.ts'
import { type AnyDataSource, dataSourceVariables, hostsOf } from '../grafana/data-source-settings.ts'

/** How a data source reaches its database. */
export interface PostgresConnection {
  /** One host with its port, or several of which Grafana takes the first that answers. */
  readonly host: string
  readonly user: string
  readonly database: string
  readonly sslmode: string
  readonly password: string
}

/** The environment, as `process.env` has it. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The connection that the environment names, as for Grafana's file provisioning.
 *
 * @throws SightlineError naming the variables that are missing
 */
export function postgresConnection(environment: Environment, dataSource: AnyDataSource): PostgresConnection {
  const missing: string[] = []
  const read = (name: string): string => {
    const value = environment[name] ?? ''
    if (value === '') missing.push(name)
    return value
  }
  const names = dataSourceVariables(dataSource)
  const replica = dataSource.readFrom === 'replica' ? read('SIGHTLINE_REPLICA_HOST') : ''
  const connection = {
    host: hostsOf(dataSource, replica, read(names.host)),
    user: read(names.user),
    database: read(names.database),
    sslmode: read(names.sslmode),
    password: read(names.password),
  }
  if (missing.length === 0) return connection
  throw new SightlineError({
    code: 'data-source-settings-missing',
    what: `How to reach the database of the data source ${dataSource.uid} is not known.`,
    value: `not set: ${missing.join(', ')}`,
    next: 'Set these variables as for the grafana server; where they are for Grafana, it may also have a data source of this uid already.',
  })
}

/** The same as an address that a client connects to. */
export function connectionUrl({ host, user, database, sslmode, password }: PostgresConnection): string {
  const url = new URL(`postgres://${host}/${encodeURIComponent(database)}`)
  url.username = encodeURIComponent(user)
  url.password = encodeURIComponent(password)
  url.searchParams.set('sslmode', sslmode)
  return url.href
}
