import { rememberSite } from '../../foundation/definition-site.ts'
import type { Query } from '../query.ts'
import type { ColumnOf } from './column-of.ts'
import type { ExportSet } from './export-set.ts'

export interface UserExportOptions<Row> {
  readonly description: string
  /** The column that says whose a row is: a user gets no other rows. */
  readonly userColumn: NoInfer<ColumnOf<Row, string | number>>
  /** The column by which `--from` and `--to` cut out a stretch of time. */
  readonly timeColumn?: NoInfer<ColumnOf<Row, Date>>
  readonly query: Query<Row>
}

/**
 * Defines rows that each user may take away as a file: their own, whatever the query returns.
 *
 * @example userExport('videos', { description: '…', userColumn: 'user_id', timeColumn: 'published_at', query })
 */
export function userExport<Row>(name: string, options: UserExportOptions<Row>): ExportSet {
  return rememberSite({ kind: 'export', name, timeColumn: undefined, ...options }, userExport)
}
