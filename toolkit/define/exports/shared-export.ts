import { rememberSite } from '../../foundation/definition-site.ts'
import type { Query } from '../query.ts'
import type { ColumnOf } from './column-of.ts'
import type { ExportSet } from './export-set.ts'

export interface SharedExportOptions<Row> {
  readonly description: string
  /** The column by which `--from` and `--to` cut out a stretch of time. */
  readonly timeColumn?: NoInfer<ColumnOf<Row, Date>>
  readonly query: Query<Row>
}

/**
 * Defines rows that may be taken away as a file by everybody who may read at all.
 *
 * @example sharedExport('niches', { description: 'What the videos of each niche reach.', query })
 */
export function sharedExport<Row>(name: string, options: SharedExportOptions<Row>): ExportSet {
  return rememberSite(
    { kind: 'export', name, userColumn: undefined, allUsers: undefined, timeColumn: undefined, ...options },
    sharedExport,
  )
}
