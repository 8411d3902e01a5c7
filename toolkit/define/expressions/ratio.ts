import { type Expression, type RawBuilder, sql } from 'kysely'
import { operand } from './operand.ts'

/** An exact quotient: it never truncates, and is NULL where the divisor is 0 or NULL. */
export function ratio(
  dividend: Expression<number | null>,
  divisor: Expression<number | null>,
): RawBuilder<number | null> {
  return sql<number | null>`${operand(dividend)}::numeric / nullif(${divisor}, 0)`
}

/**
 * A percentile, interpolated: `percentile_cont`.
 *
 * @example percentile(0.95, eb.ref('response_time_ms'))
 */
export function percentile(fraction: number, value: Expression<number | null>): RawBuilder<number | null> {
  return sql<number | null>`percentile_cont(${sql.lit(fraction)}) within group (order by ${value})`
}
