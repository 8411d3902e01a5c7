import { type Expression, type RawBuilder, sql } from 'sightline'

/** An amount of US cents as exact US dollars. */
export function dollars<T extends number | null>(cents: Expression<T>): RawBuilder<T> {
  return sql<T>`(${cents} / 100.0)`
}
