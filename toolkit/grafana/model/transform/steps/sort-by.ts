import { fieldDisplayName } from '../display-name.ts'
import { sortFrame } from '../sort-frame.ts'
import type { Frames } from './frames.ts'

interface SortBy {
  readonly sort?: readonly { readonly field?: string; readonly index?: number; readonly desc?: boolean }[]
}

/** Rows by the first of the fields that are named; other ones do not count. */
export function sortBy(frames: Frames, { sort = [] }: SortBy): Frames {
  const [first] = sort
  if (!first) return frames
  return frames.map((frame) => {
    const field =
      typeof first.index === 'number'
        ? frame.fields[first.index]
        : frame.fields.find((one) => fieldDisplayName(one, frame) === first.field)
    return field ? sortFrame(frame, field, first.desc) : frame
  })
}
