/** Something in the database that is not as it was released. */
export interface DriftFinding {
  readonly object: string
  readonly kind: 'missing' | 'changed' | 'comment' | 'options' | 'invalid index' | 'grant' | 'schedule'
  /** Lines with `-` were released, lines with `+` are there now. */
  readonly difference: readonly string[]
}
