import type { GivenTable } from '../define/proofs/given-row.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { place } from '../release/project-index.ts'

interface RowContext {
  /** Which row of its table it is, from 1. */
  readonly number: number
  readonly now: Date
}

type MakeDefault = (column: string, context: RowContext & { readonly isKey: boolean }) => unknown

/** What stands in a column that a proof does not speak of, by the type of the column. */
const defaults: readonly (readonly [RegExp, MakeDefault])[] = [
  [
    /^(text|varchar|character varying|citext)\b/,
    (column, { isKey, number }) => (isKey ? `${column} ${number}` : column),
  ],
  [/^(smallint|integer|bigint)$/, (_, { isKey, number }) => (isKey ? number : 0)],
  [/^(numeric|double precision|real)\b/, (_, { isKey, number }) => (isKey ? number : 0)],
  [/^boolean$/, () => false],
  [/^date$/, (_, { now }) => now.toISOString().slice(0, 10)],
  [/^(timestamp|timestamptz)\b/, (_, { now }) => now.toISOString()],
  [/^jsonb?$/, () => ({})],
  [/^uuid$/, (_, { number }) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`],
]

/**
 * The value of a column that must have one and that a proof leaves out.
 *
 * @throws SightlineError for a type of which no value is known
 */
export function typedDefault(table: GivenTable, column: string, context: RowContext): unknown {
  const shape = table.columns[column]?.shape
  const isKey = shape?.primaryKey === true || shape?.unique === true || table.primaryKey.includes(column)
  const made = defaults.find(([type]) => type.test(shape?.type ?? ''))
  if (made) return made[1](column, { ...context, isKey })
  throw new SightlineError({
    code: 'no-typed-default',
    what: `The column ${column} of ${table.name} has a type of which proofs know no value.`,
    value: shape?.type ?? column,
    ...place(table),
    next: `Say the value of ${column} in the rows that the proof gives, or in their factory.`,
  })
}
