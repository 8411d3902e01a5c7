/** The Grafana data source through which dashboards and rules read. */
export interface DataSource {
  readonly uid: string
  readonly name: string
  /** `grafana-postgresql-datasource`, or `postgres` for Grafana before 10. */
  readonly plugin: 'grafana-postgresql-datasource' | 'postgres'
  /** `replica` for a streaming replica, and the primary where that does not answer; the primary unless said otherwise. */
  readonly readFrom?: 'primary' | 'replica'
}
