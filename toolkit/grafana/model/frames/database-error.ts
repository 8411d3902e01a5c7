/** What Postgres says of a query that it refuses. */
export interface DatabaseProblem {
  readonly severity: string
  readonly message: string
  /** The SQLSTATE. */
  readonly code: string
}

/** An error of Postgres in the words of Grafana, which leaves out its detail and hint. */
export const describeDatabaseError = ({ severity, message, code }: DatabaseProblem): string =>
  `db query error: ${severity}: ${message} (SQLSTATE ${code})`

/** What Grafana says where it cannot reach the database. */
export const unreachableDatabase =
  'db query error: failed to connect to server - please inspect Grafana server log for details'
