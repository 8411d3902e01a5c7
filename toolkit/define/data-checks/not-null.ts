import type { DataCheck } from '../data-check.ts'
import { type CheckedRelation, type CheckOptions, type ColumnOf, keyOf } from './checked-relation.ts'
import { type LooseOptions, looked, readyCheck } from './faulty-rows.ts'

/**
 * Checks that columns are never null.
 *
 * @example notNull(videos, ['published_at'], { where: (eb) => eb('status', '=', 'published') })
 */
export function notNull<R extends CheckedRelation>(
  relation: R,
  columns: readonly [ColumnOf<R>, ...ColumnOf<R>[]],
  options?: CheckOptions<R>,
): DataCheck
export function notNull(
  relation: CheckedRelation,
  columns: readonly string[],
  options: LooseOptions = {},
): DataCheck {
  const listed = columns.join(', ')
  const query = looked(relation, options)
    .where((eb) => eb.or(columns.map((column) => eb(column, 'is', null))))
    .select([...new Set([...keyOf(relation), ...columns])])
  return readyCheck(
    {
      name: `not-null ${relation.name} (${listed})`,
      description: `No row of ${relation.name} lacks ${listed}.`,
      remedy: `Fill what is missing at its source.`,
    },
    options,
    query,
    notNull,
  )
}
