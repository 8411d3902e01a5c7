import type { Source } from '../define/source.ts'
import type { Release } from './release.ts'

/** The sources of all databases, which a database of our own holds together. */
export const allSources = ({ sources, otherSources }: Release): readonly Source[] => [
  ...sources,
  ...otherSources,
]
