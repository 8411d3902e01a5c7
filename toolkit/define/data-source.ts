/** The Grafana data source through which dashboards and rules read. */
export interface DataSource {
  readonly uid: string
  readonly name: string
  /** `grafana-postgresql-datasource`, or `postgres` for Grafana before 10. */
  readonly plugin: 'grafana-postgresql-datasource' | 'postgres'
}
