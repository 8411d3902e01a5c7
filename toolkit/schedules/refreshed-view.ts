/** What one refresh of a materialized view did. */
export interface RefreshedView {
  readonly view: string
  readonly rows: number
  readonly milliseconds: number
}
