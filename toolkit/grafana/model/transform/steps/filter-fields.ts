import type { MatcherConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { fieldMatcher } from '../field-matchers.ts'
import type { Frames } from './frames.ts'

export interface FilterFields {
  readonly include?: MatcherConfig | undefined
  readonly exclude?: MatcherConfig | undefined
}

/** The fields that are meant and not excluded; a frame without any is gone. */
export function filterFields(frames: Frames, { include, exclude }: FilterFields): Frames {
  if (!include && !exclude) return frames
  const isIncluded = include ? fieldMatcher(include) : () => true
  const isExcluded = exclude ? fieldMatcher(exclude) : () => false
  return frames
    .map((frame) => {
      const fields = frame.fields.filter(
        (field) => !isExcluded(field, frame, frames) && isIncluded(field, frame, frames),
      )
      return { ...frame, fields }
    })
    .filter(({ fields }) => fields.length > 0)
}

interface Named {
  readonly names?: readonly string[]
  readonly pattern?: string
  readonly variable?: string
}

export interface FilterFieldsByName {
  readonly include?: Named | undefined
  readonly exclude?: Named | undefined
  readonly byVariable?: boolean
}

/** The fields of some names, of a pattern, or of a variable that lists names. */
export function filterFieldsByName(
  frames: Frames,
  { include, exclude, byVariable = false }: FilterFieldsByName,
): Frames {
  return filterFields(frames, {
    include: matcherOf(include, byVariable),
    exclude: matcherOf(exclude, byVariable),
  })
}

function matcherOf(named: Named | undefined, byVariable: boolean): MatcherConfig | undefined {
  if (!named) return undefined
  const { names = [], pattern = '', variable } = named
  if (byVariable && variable) {
    const list = /^\{.*\}$/.test(variable) ? variable.slice(1, -1) : variable
    return { id: 'byNames', options: { names: list.split(',') } }
  }
  if (names.length === 0 && pattern === '') return undefined
  if (pattern === '') return { id: 'byNames', options: { names } }
  if (names.length === 0) return { id: 'byRegexp', options: pattern }
  return { id: 'byRegexpOrNames', options: { names, pattern } }
}
