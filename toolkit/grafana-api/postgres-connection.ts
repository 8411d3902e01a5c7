import { SightlineError } from '../foundation/sightline-error.ts'

/** How a data source reaches its database. */
export interface PostgresConnection {
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
export function postgresConnection(environment: Environment, dataSource: string): PostgresConnection {
  const missing: string[] = []
  const read = (name: string): string => {
    const value = environment[`SIGHTLINE_POSTGRES_${name}`]
    if (value === undefined || value === '') missing.push(`SIGHTLINE_POSTGRES_${name}`)
    return value ?? ''
  }
  const connection = {
    host: read('HOST'),
    user: read('USER'),
    database: read('DATABASE'),
    sslmode: read('SSLMODE'),
    password: read('PASSWORD'),
  }
  if (missing.length === 0) return connection
  throw new SightlineError({
    code: 'data-source-settings-missing',
    what: `Grafana has no data source ${dataSource}, and how to reach its database is not known.`,
    value: `not set: ${missing.join(', ')}`,
    next: 'Set these variables as for the grafana server, or create the data source in Grafana with this uid.',
  })
}
