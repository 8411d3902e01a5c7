import type { DataSource } from '../define/data-source.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { hostsOf } from '../grafana/data-source-hosts.ts'

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
export function postgresConnection(environment: Environment, dataSource: DataSource): PostgresConnection {
  const missing: string[] = []
  const readVariable = (name: string): string => {
    const value = environment[name] ?? ''
    if (value === '') missing.push(name)
    return value
  }
  const read = (name: string): string => readVariable(`SIGHTLINE_POSTGRES_${name}`)
  const replica = dataSource.readFrom === 'replica' ? readVariable('SIGHTLINE_REPLICA_HOST') : ''
  const connection = {
    host: hostsOf(dataSource, replica, read('HOST')),
    user: read('USER'),
    database: read('DATABASE'),
    sslmode: read('SSLMODE'),
    password: read('PASSWORD'),
  }
  if (missing.length === 0) return connection
  throw new SightlineError({
    code: 'data-source-settings-missing',
    what: `Grafana has no data source ${dataSource.uid}, and how to reach its database is not known.`,
    value: `not set: ${missing.join(', ')}`,
    next: 'Set these variables as for the grafana server, or create the data source in Grafana with this uid.',
  })
}
