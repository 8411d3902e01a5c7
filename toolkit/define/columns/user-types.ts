import { quoteIdentifier } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { type Column, columnOf } from './column.ts'

/** Makes a column of a type that is defined once. */
export type TypedColumn<Value> = () => Column<Value>

/**
 * An enum; its columns have its labels as type.
 *
 * @example const rating = enumType('mpaa_rating', ['G', 'PG', 'R']), columns: { rating: rating().nullable() }
 */
export function enumType<const Labels extends readonly string[]>(
  name: string,
  labels: Labels,
): TypedColumn<Labels[number]> {
  const { sql, written } = relationName(name)
  return () => columnOf<Labels[number]>(sql, { types: [{ kind: 'enum', name: written, labels }] })
}

export interface DomainOptions {
  /** What must hold of `value`, as SQL text. */
  readonly check?: string
  readonly notNull?: boolean
}

/**
 * A domain; its columns have the values of what it is made of.
 *
 * @example const year = domain('year', integer(), { check: 'value between 1901 and 2155' })
 */
export function domain<Value>(
  name: string,
  base: Column<Value>,
  options: DomainOptions = {},
): TypedColumn<Value> {
  const { sql, written } = relationName(name)
  const { type, types, zone } = base.shape
  const { check, notNull = false } = options
  const definition = { kind: 'domain', name: written, base: type, notNull, check, types } as const
  return () => columnOf<Value>(sql, { zone, types: [definition] })
}

/**
 * A composite type; its value is the text that Postgres writes, as `("Main Street 1",0150)`.
 *
 * @example const address = compositeType('address', { street: text(), postcode: varchar(10) })
 */
export function compositeType(
  name: string,
  fields: Readonly<Record<string, Column<unknown>>>,
): TypedColumn<string> {
  const { sql, written } = relationName(name)
  const entries = Object.entries(fields)
  const types = entries.flatMap(([, { shape }]) => shape.types)
  const texts = Object.fromEntries(entries.map(([field, { shape }]) => [quoteIdentifier(field), shape.type]))
  return () => columnOf<string>(sql, { types: [{ kind: 'composite', name: written, fields: texts, types }] })
}
