import type { DataCheck } from '../data-check.ts'
import { type CheckedRelation, type CheckOptions, type ColumnOf, keyOf } from './checked-relation.ts'
import { anyRows, type LooseOptions, looked, readyCheck } from './faulty-rows.ts'

/**
 * Checks that each value of a column is one of a column elsewhere, as a foreign key would; null is left to `notNull`.
 *
 * @example relationship(orders, 'customer_id', customers, 'customer_id')
 */
export function relationship<R extends CheckedRelation, To extends CheckedRelation>(
  relation: R,
  column: ColumnOf<R>,
  to: To,
  toColumn: ColumnOf<To>,
  options?: CheckOptions<R>,
): DataCheck
export function relationship(
  relation: CheckedRelation,
  column: string,
  to: CheckedRelation,
  toColumn: string,
  options: LooseOptions = {},
): DataCheck {
  const there = anyRows(to).where(toColumn, 'is not', null).select(toColumn)
  const query = looked(relation, options)
    .where(column, 'is not', null)
    .where(column, 'not in', there)
    .select([...new Set([...keyOf(relation), column])])
  return readyCheck(
    {
      name: `relationship ${relation.name} (${column})`,
      description: `${column} of ${relation.name} is a ${toColumn} of ${to.name}.`,
      remedy: `Add what is missing to ${to.name}, or correct the row that refers to it.`,
    },
    options,
    query,
    relationship,
  )
}
