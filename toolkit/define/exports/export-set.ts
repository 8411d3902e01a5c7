import type { Query } from '../query.ts'

/** Rows that people take away as a file. */
export interface ExportSet {
  readonly kind: 'export'
  readonly name: string
  readonly description: string
  readonly query: Query
  /** The column that says whose a row is; undefined where a row is nobody's. */
  readonly userColumn: string | undefined
  /** Everybody who is a user, also without rows; undefined where nobody says. */
  readonly allUsers: Query | undefined
  /** The column by which a stretch of time is cut out. */
  readonly timeColumn: string | undefined
}
