/** A query of a panel, variable, annotation, alert, export or report, such that Postgres can parse it. */
export interface DesiredQuery {
  readonly kind: 'panel' | 'variable' | 'annotation' | 'alert' | 'export' | 'report'
  readonly where: string
  readonly sql: string
}
