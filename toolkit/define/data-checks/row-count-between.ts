import type { DataCheck } from '../data-check.ts'
import type { CheckedRelation, CheckOptions } from './checked-relation.ts'
import { type LooseOptions, looked, readyCheck } from './faulty-rows.ts'

/**
 * Checks that there are neither too few rows nor too many.
 *
 * @example rowCountBetween(orders, 1, 10_000, { where: (eb) => eb('placed_at', '>', ago({ days: 1 })) })
 */
export function rowCountBetween<R extends CheckedRelation>(
  relation: R,
  least: number,
  most: number,
  options?: CheckOptions<R>,
): DataCheck
export function rowCountBetween(
  relation: CheckedRelation,
  least: number,
  most: number,
  options: LooseOptions = {},
): DataCheck {
  const query = looked(relation, options)
    .having((eb) => eb.not(eb.between(eb.fn.countAll(), least, most)))
    .select((eb) => eb.fn.countAll().as('row_count'))
  return readyCheck(
    {
      name: `row-count ${relation.name}`,
      description: `${relation.name} has ${least} to ${most} rows.`,
      remedy: 'Look at what writes these rows, or at what removes them.',
    },
    options,
    query,
    rowCountBetween,
  )
}
