/** The Grafana data source through which dashboards and rules read. */
export interface DataSource {
  readonly uid: string
  readonly name: string
  /** `grafana-postgresql-datasource`, or `postgres` for Grafana before 10. */
  readonly plugin: 'grafana-postgresql-datasource' | 'postgres'
  /** `replica` for a streaming replica, and the primary where that does not answer; the primary unless said otherwise. */
  readonly readFrom?: 'primary' | 'replica'
}

/** What may be said of the data source of another database. */
export type OtherDataSourceOptions = Partial<Pick<DataSource, 'uid' | 'name' | 'plugin'>>

/** Another Postgres database, of which the project only reads. */
export interface OtherDatabase<Name extends string = string> {
  readonly kind: 'data source'
  /** What its variables in the environment are called after. */
  readonly name: Name
  readonly options: OtherDataSourceOptions
}

/** The data source of another database, as a project has it. */
export interface OtherDataSource extends DataSource {
  /** The name of the database in definitions. */
  readonly database: string
}

/** Something of another database. */
export interface InDatabase<Name extends string = string> {
  readonly database: OtherDatabase<Name>
}
