import type { FieldValue } from '../../frames/frame.ts'
import { findReducer, reducers } from '../../reduce/reducers.ts'
import type { NullMode } from '../../reduce/reducible.ts'
import { standardCalculations } from '../../reduce/standard-calculations.ts'
import { fieldMatcher } from '../field-matchers.ts'
import { NotFound } from '../not-found.ts'
import type { Calculate } from './calculate.ts'
import type { Frames } from './frames.ts'

export interface ReduceRow {
  readonly reducer?: string
  readonly include?: readonly string[]
  readonly nullValueMode?: NullMode
}

/** One calculation of the numbers of each row. */
export function reduceRowValues(
  frames: Frames,
  { reducer = 'sum', include = [], nullValueMode = 'null' }: ReduceRow,
): Calculate {
  const isPart = fieldMatcher(
    include.length > 0 ? { id: 'byNames', options: { names: include } } : { id: 'numeric' },
  )
  const found = findReducer(reducer)
  if (!found) {
    throw new NotFound(
      reducer,
      reducers.map(({ id }) => id),
    )
  }
  const reduce = (values: readonly FieldValue[]): FieldValue => {
    const row = { type: 'number' as const, values, config: {} }
    if (found.reduce) return found.reduce(row, nullValueMode)
    const all: Readonly<Record<string, FieldValue>> = { ...standardCalculations(row, nullValueMode) }
    return all[reducer]
  }
  return (frame) => {
    const parts = frame.fields.filter((field) => isPart(field, frame, frames))
    return Array.from({ length: frame.length }, (_, row) => reduce(parts.map(({ values }) => values[row])))
  }
}
