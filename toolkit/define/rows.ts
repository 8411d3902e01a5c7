import { from } from './from.ts'
import type { Rows } from './queries/rows.ts'
import type { DatabaseOf, InOneDatabase, Relation } from './relation.ts'

/**
 * The rows of a relation, to select from; the relations after it may be joined.
 *
 * @example rows(orders).where('status', '=', 'paid').select(['order_id', 'amount'])
 */
export function rows<const First extends Relation, const Others extends readonly Relation[]>(
  relation: First,
  ...others: InOneDatabase<First, Others>
): Rows<DatabaseOf<[First, ...Others]>, First['name'], unknown>
export function rows(relation: Relation, ...others: readonly Relation[]) {
  return from(relation, ...others).selectFrom(relation.name)
}
