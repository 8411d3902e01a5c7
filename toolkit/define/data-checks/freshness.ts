import { sql } from 'kysely'
import type { DataCheck } from '../data-check.ts'
import { ago, type Duration } from '../expressions/clock.ts'
import type { Relation } from '../relation.ts'
import type { CheckedRelation, CheckOptions } from './checked-relation.ts'
import { type LooseOptions, looked, readyCheck } from './faulty-rows.ts'

/** A column of a relation that holds times or dates. */
export type TimeColumnOf<R> =
  R extends Relation<string, infer Row>
    ? { [C in keyof Row & string]: Extract<Row[C], Date> extends never ? never : C }[keyof Row & string]
    : never

/**
 * Checks that the latest row is not older than this, and that there is one.
 *
 * @example freshness(orders, 'placed_at', { hours: 6 })
 */
export function freshness<R extends CheckedRelation>(
  relation: R,
  column: TimeColumnOf<R>,
  within: Duration,
  options?: CheckOptions<R>,
): DataCheck
export function freshness(
  relation: CheckedRelation,
  column: string,
  within: Duration,
  options: LooseOptions = {},
): DataCheck {
  const query = looked(relation, options)
    .having((eb) => sql<boolean>`coalesce(${eb.fn.max(column)} < ${ago(within)}, true)`)
    .select((eb) => eb.fn.max(column).as('latest'))
  const length = Object.entries(within)
    .map(([unit, count]) => `${count} ${unit}`)
    .join(' ')
  return readyCheck(
    {
      name: `freshness ${relation.name} (${column})`,
      description: `The latest ${column} of ${relation.name} is not older than ${length}.`,
      remedy: 'Look whether what writes these rows still runs.',
    },
    options,
    query,
    freshness,
  )
}
