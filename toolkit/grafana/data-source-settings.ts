import type { DataSource, OtherDataSource } from '../define/data-source.ts'

export type AnyDataSource = DataSource | OtherDataSource

/** The variables of the environment that say how Grafana reaches a database. */
export interface DataSourceVariables {
  readonly host: string
  readonly user: string
  readonly database: string
  readonly sslmode: string
  readonly password: string
}

/**
 * The names of those variables.
 *
 * @example dataSourceVariables(warehouse).host // SIGHTLINE_WAREHOUSE_HOST
 */
export function dataSourceVariables(dataSource: AnyDataSource): DataSourceVariables {
  const prefix = `SIGHTLINE_${databaseOf(dataSource).toUpperCase()}`
  return {
    host: `${prefix}_HOST`,
    user: `${prefix}_USER`,
    database: `${prefix}_DATABASE`,
    sslmode: `${prefix}_SSLMODE`,
    password: `${prefix}_PASSWORD`,
  }
}

/** What the database is called in variables. */
export const databaseOf = (dataSource: AnyDataSource): string =>
  'database' in dataSource ? dataSource.database : 'postgres'

/** Where Grafana connects to: it takes the first host that answers. */
export const hostsOf = ({ readFrom }: AnyDataSource, replica: string, primary: string): string =>
  readFrom === 'replica' ? `${replica},${primary}` : primary

/** How Grafana keeps connections: one to the primary is soon made anew where a replica may be back. */
export const poolSettings = ({ readFrom }: AnyDataSource) => ({
  maxOpenConns: 10,
  maxIdleConns: 2,
  connMaxLifetime: readFrom === 'replica' ? 300 : 14_400,
})
