import type { FieldValue } from '../frames/frame.ts'
import { findReducer, type Reducer } from './reducers.ts'
import type { Reducible } from './reducible.ts'
import { standardCalculations } from './standard-calculations.ts'

/**
 * Calculates several values of a field at once; what Grafana does not know is left out.
 *
 *     reduceField(field, ['min', 'max']) // { min: 1, max: 5, … }
 */
export function reduceField(field: Reducible, ids: readonly string[]): Readonly<Record<string, FieldValue>> {
  const mode = field.config.nullValueMode ?? 'connected'
  const asked = ids.map(findReducer).filter((reducer): reducer is Reducer => reducer !== undefined)
  if (field.values.length === 0) return Object.fromEntries(asked.map(({ id, ofNothing }) => [id, ofNothing]))
  const [only] = asked
  if (asked.length === 1 && only?.reduce) return { [only.id]: only.reduce(field, mode) }
  const found: Record<string, FieldValue> = { ...standardCalculations(field, mode) }
  for (const { id, reduce } of asked) if (reduce && !Object.hasOwn(found, id)) found[id] = reduce(field, mode)
  return found
}

/** One calculation of a field. */
export const reduceValue = (field: Reducible, id: string): FieldValue =>
  reduceField(field, [id])[findReducer(id)?.id ?? id]
