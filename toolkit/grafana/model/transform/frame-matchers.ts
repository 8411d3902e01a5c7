import type { MatcherConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { expressionOf } from '../display/expression.ts'
import type { DataFrame } from '../frames/frame.ts'
import { NotFound } from './not-found.ts'

/** Whether a frame is one of those that are meant. */
export type FrameMatcher = (frame: DataFrame) => boolean

/** Frames of queries: by one name, by several with lines between, or by an expression. */
function byRefId(pattern: string): FrameMatcher {
  if (pattern.startsWith('/')) {
    try {
      const expression = expressionOf(pattern)
      return ({ refId }) => expression.test(refId)
    } catch {
      return ({ refId }) => refId === pattern
    }
  }
  const names = pattern.split('|')
  return ({ refId }) => names.includes(refId)
}

const makers: Readonly<Record<string, (options: MatcherConfig['options']) => FrameMatcher>> = {
  anyMatch: (options: readonly MatcherConfig[]) => {
    const children = options.map(frameMatcher)
    return (frame) => children.some((matches) => matches(frame))
  },
  allMatch: (options: readonly MatcherConfig[]) => {
    const children = options.map(frameMatcher)
    return (frame) => children.every((matches) => matches(frame))
  },
  invertMatch: (options: MatcherConfig) => {
    const matches = frameMatcher(options)
    return (frame) => !matches(frame)
  },
  alwaysMatch: () => () => true,
  neverMatch: () => () => false,
  byName: (pattern: string) => {
    const expression = expressionOf(pattern)
    return ({ name = '' }) => expression.test(name)
  },
  byRefId,
}

/** The frames that a transformation means. */
export function frameMatcher({ id, options }: MatcherConfig): FrameMatcher {
  const make = Object.hasOwn(makers, id) ? makers[id] : undefined
  if (!make) throw new NotFound(id, Object.keys(makers))
  return make(options)
}
