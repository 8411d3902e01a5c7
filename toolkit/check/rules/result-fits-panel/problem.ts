import type { Field } from '../../../query/run-query.ts'

/** What does not fit, and what to do about it. */
export interface Problem {
  readonly what: string
  readonly next: string
}

/** The fields of a result for a message: `day (time), views (number)`. */
export function describeFields(fields: readonly Field[]): string {
  return fields.length === 0 ? 'no columns' : fields.map(({ name, type }) => `${name} (${type})`).join(', ')
}

/** The advice to name a field that is there. */
export function nameOneOf(names: Iterable<string>): string {
  const all = [...names]
  return all.length === 0 ? 'Let the query return it.' : `Name a field that is there: ${all.join(', ')}.`
}
