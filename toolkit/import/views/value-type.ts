import type { ImportedType } from '../imported.ts'
import { literal } from '../written-code.ts'

/** The types of Postgres whose values are no texts. */
const values: readonly (readonly [RegExp, string])[] = [
  [/^boolean$/, 'boolean'],
  [/^(smallint|integer|bigint|numeric.*|real|double precision)$/, 'number'],
  [/^(date|timestamp.* with time zone)$/, 'Date'],
  [/^jsonb?$/, 'unknown'],
  [/^bytea$/, 'Uint8Array'],
]

/** The TypeScript type of what a query returns for a column of a type. */
export function valueType(
  { type, named }: { readonly type: string; readonly named: string | null },
  types: readonly ImportedType[],
): string {
  if (type.endsWith('[]')) {
    const element = valueType({ type: type.slice(0, -2), named }, types)
    return element.includes('|') ? `(${element})[]` : `${element}[]`
  }
  const own = types.find(({ schema, name }) => `${schema}.${name}` === named)
  if (own?.kind === 'enum') return own.labels.map(literal).join(' | ') || 'string'
  if (own?.kind === 'domain') return valueType({ type: own.base, named: own.named }, types)
  if (own) return 'string'
  return values.find(([pattern]) => pattern.test(type))?.[1] ?? 'string'
}
