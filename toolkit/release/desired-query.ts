/** A query of a panel, variable, annotation, alert or export, such that Postgres can parse it. */
export interface DesiredQuery {
  readonly kind: 'panel' | 'variable' | 'annotation' | 'alert' | 'export'
  readonly where: string
  readonly sql: string
}
