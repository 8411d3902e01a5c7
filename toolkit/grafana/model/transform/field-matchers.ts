import type { MatcherConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { expressionOf } from '../display/expression.ts'
import type { DataField, DataFrame, FieldType } from '../frames/frame.ts'
import { reduceField } from '../reduce/reduce-field.ts'
import { compareBy } from './compare-by.ts'
import { fieldDisplayName } from './display-name.ts'
import { NotFound } from './not-found.ts'

/** Whether a field is one of those that are meant. */
export type FieldMatcher = (field: DataField, frame: DataFrame, frames: readonly DataFrame[]) => boolean

interface Names {
  readonly names?: readonly string[]
  readonly mode?: 'include' | 'exclude'
}

/** Fields by their names or titles; `Value` and `Time` stand also for what is called otherwise. */
function byNames({ names = [], mode = 'include' }: Names): FieldMatcher {
  const isTime = !names.includes('Value') && (names.includes('Time') || names.includes('time'))
  const isValue = ({ labels, name }: DataField) => names.includes('Value') && labels.__name__ === name
  const isMeant: FieldMatcher = (field, frame, frames) =>
    names.includes(field.name) ||
    names.includes(fieldDisplayName(field, frame, frames)) ||
    isValue(field) ||
    (isTime && field.type === 'time')
  return mode === 'exclude' ? (...field) => !isMeant(...field) : isMeant
}

/** Fields whose title fits a pattern; none where the pattern is no expression. */
function byRegexp(pattern: string): FieldMatcher {
  const expression = pattern ? expressionIfValid(pattern) : undefined
  if (!expression) return () => false
  return (field, frame, frames) => expression.test(fieldDisplayName(field, frame, frames))
}

function expressionIfValid(pattern: string): RegExp | undefined {
  try {
    return expressionOf(pattern)
  } catch {
    return undefined
  }
}

interface ReducedValue {
  readonly reducer?: string
  readonly op?: string
  readonly value?: unknown
}

function byValue({ reducer, op = '==', value }: ReducedValue): FieldMatcher {
  if (!reducer) return () => false
  return (field) => {
    const left = reduceField(field, [reducer])[reducer]
    return reducer === 'allIsNull' || reducer === 'allIsZero' ? Boolean(left) : compareBy(op, left, value)
  }
}

/** A matcher of options that have the type that it needs. */
const of =
  <Options>(make: (options: Options) => FieldMatcher) =>
  ({ options }: MatcherConfig): FieldMatcher =>
    make(options ?? {})

const makers: Readonly<Record<string, (config: MatcherConfig) => FieldMatcher>> = {
  anyMatch: of((options: readonly MatcherConfig[]) => {
    const children = options.map(fieldMatcher)
    return (...field) => children.some((matches) => matches(...field))
  }),
  allMatch: of((options: readonly MatcherConfig[]) => {
    const children = options.map(fieldMatcher)
    return (...field) => children.every((matches) => matches(...field))
  }),
  invertMatch: of((options: MatcherConfig) => {
    const matches = fieldMatcher(options)
    return (...field) => !matches(...field)
  }),
  alwaysMatch: () => () => true,
  neverMatch: () => () => false,
  byType: of(
    (type: FieldType) =>
      ({ type: own }) =>
        own === type,
  ),
  byTypes: of(
    (types: Iterable<FieldType>) =>
      ({ type }) =>
        [...types].includes(type),
  ),
  numeric:
    () =>
    ({ type }) =>
      type === 'number',
  time:
    () =>
    ({ type }) =>
      type === 'time',
  byName: ({ options }) => byNames({ names: [String(options ?? '')] }),
  byRegexp: of(byRegexp),
  byNames: of(byNames),
  byRegexpOrNames: of(({ pattern = '', names = [] }: { pattern?: string; names?: readonly string[] }) => {
    const [isNamed, fits] = [byNames({ names }), byRegexp(pattern)]
    return (...field) => isNamed(...field) || fits(...field)
  }),
  byFrameRefID: of(
    (refId: string) =>
      (_, { refId: own }) =>
        own === refId,
  ),
  first:
    () =>
    (field, { fields }) =>
      field === fields[0],
  firstTimeField:
    () =>
    (field, { fields }) =>
      field === fields.find(({ type }) => type === 'time'),
  byValue: of(byValue),
}

/** The fields that an override or a transformation means. */
export function fieldMatcher(config: MatcherConfig): FieldMatcher {
  const make = Object.hasOwn(makers, config.id) ? makers[config.id] : undefined
  if (!make) throw new NotFound(config.id, Object.keys(makers))
  return make(config)
}
