import type { MatcherConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { frameMatcher } from '../frame-matchers.ts'
import type { Frames } from './frames.ts'

interface FilterFrames {
  readonly include?: MatcherConfig | undefined
  readonly exclude?: MatcherConfig | undefined
}

/** The frames that are meant and not excluded. */
export function filterFrames(frames: Frames, { include, exclude }: FilterFrames): Frames {
  const isIncluded = include ? frameMatcher(include) : () => true
  const isExcluded = exclude ? frameMatcher(exclude) : () => false
  return frames.filter((frame) => !isExcluded(frame) && isIncluded(frame))
}

/** The frames of some queries. */
export function filterByRefId(
  frames: Frames,
  { include, exclude }: { readonly include?: string; readonly exclude?: string },
): Frames {
  const byRefId = (options: string | undefined) => (options ? { id: 'byRefId', options } : undefined)
  return filterFrames(frames, { include: byRefId(include), exclude: byRefId(exclude) })
}
