/** The Grafana data source through which dashboards and rules read. */
export interface DataSource {
  readonly uid: string
  readonly name: string
  /** `grafana-postgresql-datasource`, or `postgres` for Grafana before 10. */
  readonly plugin: 'grafana-postgresql-datasource' | 'postgres'
  /** `replica` for a streaming replica, and the primary where that does not answer; the primary unless said otherwise. */
  readonly readFrom?: 'primary' | 'replica'
}

/** Where Grafana connects to: it takes the first host that answers. */
export const hostsOf = ({ readFrom }: DataSource, replica: string, primary: string): string =>
  readFrom === 'replica' ? `${replica},${primary}` : primary

/** For how many seconds Grafana keeps a connection: one to the primary is soon made anew where a replica may be back. */
export const connectionLifetime = ({ readFrom }: DataSource): number =>
  readFrom === 'replica' ? 300 : 14_400
