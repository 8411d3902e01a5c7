import { rememberSite } from '../../foundation/definition-site.ts'
import type { Query } from '../query.ts'
import type { ColumnOf } from './column-of.ts'
import type { ExportSet } from './export-set.ts'

export interface UserExportOptions<Row, UserColumn extends string> {
  readonly description: string
  /** The column that says whose a row is: a user gets no other rows. */
  readonly userColumn: UserColumn & NoInfer<ColumnOf<Row, string | number>>
  /** Everybody who is a user: one without rows gets an empty file, and anybody else an error. */
  readonly allUsers?: Query<{ readonly [K in NoInfer<UserColumn>]: string | number }>
  /** The column by which `--from` and `--to` cut out a stretch of time. */
  readonly timeColumn?: NoInfer<ColumnOf<Row, Date>>
  readonly query: Query<Row>
}

/**
 * Defines rows that each user may take away as a file: their own, whatever the query returns.
 *
 * @example userExport('videos', { description: '…', userColumn: 'user_id', timeColumn: 'published_at', allUsers, query })
 */
export function userExport<Row, const UserColumn extends string>(
  name: string,
  options: UserExportOptions<Row, UserColumn>,
): ExportSet {
  return rememberSite(
    { kind: 'export', name, allUsers: undefined, timeColumn: undefined, ...options },
    userExport,
  )
}
