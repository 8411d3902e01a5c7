import type { MatcherConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import type { FieldValue } from '../frames/frame.ts'
import { NotFound } from './not-found.ts'

/** Whether a value is one of those that are meant. */
export type ValueMatcher = (value: FieldValue) => boolean

interface Options {
  readonly value?: unknown
  readonly from?: number | string
  readonly to?: number | string
}

const isNull = (value: unknown): boolean => value === null || value === undefined

/** Sameness as a filter takes it: a number and its text are the same, NULL is only itself. */
function isEqual(value: unknown, wanted: unknown): boolean {
  if (isNull(value) || isNull(wanted)) return isNull(value) && isNull(wanted)
  if (typeof value === typeof wanted) return value === wanted
  return Number(value) === Number(wanted)
}

/** A comparison of numbers, and of texts with texts; what is no number meets none. */
const comparing =
  (meets: (value: number, bound: number) => boolean) =>
  ({ value: bound }: Options): ValueMatcher =>
  (value) => {
    if (value === undefined || Number.isNaN(Number(value))) return false
    if (typeof value === 'string' && typeof bound === 'string') {
      return meets(value < bound ? -1 : value > bound ? 1 : 0, 0)
    }
    return meets(Number(value), Number(bound))
  }

const bound = (value: number | string | undefined): number =>
  typeof value === 'number' ? value : Number.parseInt(String(value), 10)

function containing({ value: wanted }: Options): ValueMatcher {
  const part = String(wanted ?? '').toLowerCase()
  return (value) =>
    wanted === '' || (typeof value === 'string' && part !== '' && value.toLowerCase().includes(part))
}

function notContaining({ value: wanted }: Options): ValueMatcher {
  const part = String(wanted ?? '').toLowerCase()
  return (value) =>
    typeof value === 'string' && value !== '' && part !== '' && !value.toLowerCase().includes(part)
}

const makers: Readonly<Record<string, (options: Options) => ValueMatcher>> = {
  isNull: () => isNull,
  isNotNull: () => (value) => !isNull(value),
  greater: comparing((value, least) => value > least),
  greaterOrEqual: comparing((value, least) => value >= least),
  lower: comparing((value, most) => value < most),
  lowerOrEqual: comparing((value, most) => value <= most),
  equal: (options) => (value) => isEqual(value, options.value),
  notEqual: (options) => (value) => !isEqual(value, options.value),
  substring: containing,
  notSubstring: notContaining,
  between:
    ({ from, to }) =>
    (value) =>
      Number(value) > bound(from) && Number(value) < bound(to),
  regex: ({ value: pattern }) => {
    const expression = new RegExp(String(pattern))
    return (value) => expression.test(String(value))
  },
}

/** The values that a filter means. */
export function valueMatcher({ id, options }: MatcherConfig): ValueMatcher {
  const make = Object.hasOwn(makers, id) ? makers[id] : undefined
  if (!make) throw new NotFound(id, Object.keys(makers))
  return make(options ?? {})
}
