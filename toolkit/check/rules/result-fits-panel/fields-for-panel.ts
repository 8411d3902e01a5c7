import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Field } from '../../../query/run-query.ts'
import type { CheckedQuery } from '../../rule.ts'
import { atPath } from '../at-path.ts'
import { describeFields, type Problem } from './problem.ts'

/** The kinds of fields that a panel of this type needs and a query of it does not return. */
export function* missingFields(panel: Panel, { query, result }: CheckedQuery): Generator<Problem> {
  if (!result.ok) return
  const { fields, rows } = result
  if (query.format === 'time_series' && !fields.some(isNamedTime)) {
    yield {
      what: `The query is a time series, but has no column "time" that holds a time: it returns ${describeFields(fields)}.`,
      next: 'Name the time "time", or use the format \'table\'.',
    }
  }
  if (panel.transformations?.some(({ disabled }) => !disabled)) return
  if (panel.type === 'timeseries') {
    if (query.format === 'table') yield* withoutTime(fields)
    yield* withoutNumber(fields, 'time series', ({ type }) => type === 'number' || type === 'boolean')
  }
  const name = oneNumberPanels.get(panel.type)
  if (name === undefined || atPath(panel.options, 'reduceOptions', 'fields')) return
  yield* withoutNumber(fields, name, ({ type }) => type === 'number')
  const slicePerRow = panel.type === 'piechart' && atPath(panel.options, 'reduceOptions', 'values') === true
  if (slicePerRow && rows.length > 1 && !isNamed(panel, fields)) {
    yield {
      what: `The pie chart has ${rows.length} rows and no text that names its slices: the query returns ${describeFields(fields)}.`,
      next: 'Select a text column beside the number.',
    }
  }
}

const oneNumberPanels = new Map([
  ['stat', 'stat'],
  ['gauge', 'gauge'],
  ['bargauge', 'bar gauge'],
  ['piechart', 'pie chart'],
])

/** A number in a column named `time` is seconds since 1970. */
function isNamedTime({ name, type }: Field): boolean {
  return name === 'time' && (type === 'time' || type === 'number')
}

function* withoutTime(fields: readonly Field[]): Generator<Problem> {
  if (fields.some((field) => field.type === 'time' || isNamedTime(field))) return
  yield {
    what: `A time series needs a time, but the query returns ${describeFields(fields)}.`,
    next: 'Select the time and name it "time".',
  }
}

function* withoutNumber(
  fields: readonly Field[],
  panel: string,
  isNumeric: (field: Field) => boolean,
): Generator<Problem> {
  if (fields.some((field) => field.name !== 'time' && isNumeric(field))) return
  yield {
    what: `A ${panel} needs a number, but the query returns ${describeFields(fields)}.`,
    next: 'Select a numeric column; cast one that is text.',
  }
}

function isNamed(panel: Panel, fields: readonly Field[]): boolean {
  const fromFields = panel.fieldConfig?.defaults.displayName?.includes('${__data.fields') ?? false
  return fromFields || fields.some(({ type }) => type === 'string' || type === 'other')
}
