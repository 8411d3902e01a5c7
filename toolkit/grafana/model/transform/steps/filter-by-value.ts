import type { MatcherConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import type { DataFrame } from '../../frames/frame.ts'
import { fieldDisplayName } from '../display-name.ts'
import { pickRows } from '../sort-frame.ts'
import { valueMatcher } from '../value-matchers.ts'
import type { Frames } from './frames.ts'

interface FilterByValue {
  readonly filters?: readonly { readonly fieldName: string; readonly config: MatcherConfig }[]
  readonly type?: 'include' | 'exclude'
  readonly match?: 'any' | 'all'
}

/** The rows whose values meet any or all of some conditions, or the others. */
export function filterByValue(
  frames: Frames,
  { filters = [], type = 'include', match = 'any' }: FilterByValue,
): Frames {
  if (filters.length === 0) return frames
  const matches = (frame: DataFrame) => {
    const conditions = filters.map(({ fieldName, config }) => {
      const field = frame.fields.findLast((one) => fieldDisplayName(one, frame, frames) === fieldName)
      const isMeant = field ? valueMatcher(config) : () => false
      return (row: number) => isMeant(field?.values[row])
    })
    return (row: number) =>
      match === 'all' ? conditions.every((meets) => meets(row)) : conditions.some((meets) => meets(row))
  }
  const firstLength = frames[0]?.length ?? 0
  return frames.map((frame) => {
    const meets = matches(frame)
    const rows = [...Array(frame.length).keys()].filter((row) => meets(row) === (type === 'include'))
    // Grafana takes the length of the first frame for that of all where rows are left out.
    const length = type === 'include' ? rows.length : firstLength - (frame.length - rows.length)
    return { ...pickRows(frame, rows), length }
  })
}
