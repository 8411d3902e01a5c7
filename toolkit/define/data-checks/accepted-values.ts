import type { DataCheck } from '../data-check.ts'
import {
  type CheckedRelation,
  type CheckOptions,
  type ColumnOf,
  keyOf,
  type ValueIn,
} from './checked-relation.ts'
import { type LooseOptions, looked, readyCheck } from './faulty-rows.ts'

/**
 * Checks that a column holds nothing but these values; null is left to `notNull`.
 *
 * @example acceptedValues(orders, 'status', ['placed', 'paid', 'cancelled'])
 */
export function acceptedValues<R extends CheckedRelation, const C extends ColumnOf<R>>(
  relation: R,
  column: C,
  values: readonly NoInfer<ValueIn<R, C>>[],
  options?: CheckOptions<R>,
): DataCheck
export function acceptedValues(
  relation: CheckedRelation,
  column: string,
  values: readonly unknown[],
  options: LooseOptions = {},
): DataCheck {
  const query = looked(relation, options)
    .where(column, 'not in', values)
    .select([...new Set([...keyOf(relation), column])])
  return readyCheck(
    {
      name: `accepted-values ${relation.name} (${column})`,
      description: `${column} of ${relation.name} is one of ${values.join(', ')}.`,
      remedy:
        'Correct the value at its source, or accept the new one here and wherever values are told apart.',
    },
    options,
    query,
    acceptedValues,
  )
}
