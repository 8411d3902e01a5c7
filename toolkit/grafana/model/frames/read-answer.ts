import type { Fill } from '../macros/fill.ts'
import type { TimeRange } from '../time/time-range.ts'
import { FrameError } from './frame-error.ts'
import { longToWide } from './long-to-wide.ts'
import { numberOf } from './number-of.ts'
import { readResults, type StatementResult, seenColumns, selectsOf } from './read-results.ts'
import { resample } from './resample.ts'
import { requireSameTypes } from './same-types.ts'
import { seriesSchema } from './series-schema.ts'
import { type ServerField, type ServerFrame, serverField } from './server-frame.ts'
import { asTimeField } from './time-column.ts'

/** What a data source answers: a frame, an error in Grafana's words, or nothing at all. */
export type Answer =
  | { readonly kind: 'frame'; readonly frame: ServerFrame }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'nothing' }

export interface AnswerOptions {
  /** The format of the query: `table`, and anything else means time series. */
  readonly format: string | undefined
  readonly range: TimeRange
  /** What `$__timeGroup` said of missing values. */
  readonly fill: Fill | undefined
  /** The most rows of one statement; Grafana's setting `row_limit`. */
  readonly rowLimit?: number
  readonly refId?: string
}

/** Grafana's own row limit. */
export const defaultRowLimit = 1_000_000

/** What Grafana's Postgres data source makes of the results of a query. */
export function readAnswer(results: readonly StatementResult[], options: AnswerOptions): Answer {
  const { rowLimit = defaultRowLimit, refId = 'A' } = options
  const columns = results.flatMap((result) => seenColumns(result).columns.map(({ name }) => name))
  return orRefused(() => {
    const read = inStage('convert frame from rows error', () => readResults(results, { rowLimit, refId }))
    requireSameTypes(selectsOf(results))
    return inFormat(read, columns, options)
  })
}

/** What the data source makes of a frame that is read, in the format of its query. */
export const formatAnswer = (frame: ServerFrame, options: AnswerOptions): Answer =>
  orRefused(() =>
    inFormat(
      frame,
      frame.fields.map(({ name }) => name),
      options,
    ),
  )

function orRefused(answer: () => Answer): Answer {
  try {
    return answer()
  } catch (error) {
    if (error instanceof FrameError) return { kind: 'error', error: error.message }
    throw error
  }
}

function inFormat(read: ServerFrame, columns: readonly string[], options: AnswerOptions): Answer {
  if (read.length === 0) return { kind: 'frame', frame: { ...read, fields: [] } }
  const places = findColumns(columns, options.format)
  const timed = inStage('converting time columns failed', () => withTimes(read, places))
  if (options.format === 'table') return { kind: 'frame', frame: timed }
  const frame = asSeries(timed, places, options)
  return frame ? { kind: 'frame', frame } : { kind: 'nothing' }
}

/** Puts what was being done before an error, as Grafana does. */
function inStage<T>(stage: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof FrameError) throw new FrameError(`${stage}: ${error.message}`, { cause: error })
    throw error
  }
}

/** The positions of the columns that mean something; -1 where there is none. */
interface ColumnPlaces {
  readonly time: number
  readonly timeEnd: number
  readonly metric: number
  readonly count: number
}

/** Grafana counts columns over all statements, and the last one of a name is the one that counts. */
function findColumns(columns: readonly string[], format: string | undefined): ColumnPlaces {
  const isTimeEnd = (name: string) => format === 'table' && name.toLowerCase() === 'timeend'
  return {
    time: columns.lastIndexOf('time'),
    timeEnd: columns.findLastIndex(isTimeEnd),
    metric: columns.lastIndexOf('metric'),
    count: columns.length,
  }
}

function withTimes(frame: ServerFrame, { time, timeEnd }: ColumnPlaces): ServerFrame {
  const convert = (fields: readonly ServerField[], position: number, what: string): ServerField[] => {
    if (position < 0) return [...fields]
    const field = fields[position]
    return inStage(`failed to convert ${what} column`, () => {
      if (!field) throw new FrameError(`timeIndex ${position} is out of range`)
      return fields.with(position, asTimeField(field))
    })
  }
  return { ...frame, fields: convert(convert(frame.fields, time, 'time'), timeEnd, 'timeend') }
}

const noTime =
  "db has no time column: time column is missing; make sure your data includes a time column for time series format or switch to a table format that doesn't require it"

/** A frame in the format of time series; undefined where Grafana gives no answer. */
function asSeries(
  frame: ServerFrame,
  places: ColumnPlaces,
  { fill, range }: AnswerOptions,
): ServerFrame | undefined {
  if (places.time < 0) throw new FrameError(noTime)
  // Of several statements without a time in the last, Grafana runs past the end of the fields.
  if (places.count > frame.fields.length)
    throw new FrameError(
      `runtime error: index out of range [${frame.fields.length}] with length ${frame.fields.length}`,
    )
  const fields = inStage('convert value to float failed', () =>
    frame.fields.map((field, position) => {
      if (position === places.time) return { ...field, name: 'Time' }
      return position === places.metric ? field : asFloats(field)
    }),
  )
  const series: ServerFrame = { ...frame, fields }
  const isLong = seriesSchema(fields).kind === 'long'
  const wide = isLong
    ? inStage('failed to convert long to wide series when converting from dataframe', () =>
        longToWide(series, fill),
      )
    : series
  const named = isLong && fields.length === 3 ? { ...wide, fields: wide.fields.map(namedByMetric) } : wide
  return fill ? resample(named, fill, range) : named
}

function asFloats(field: ServerField): ServerField {
  if (field.storage === 'string' || field.storage === 'float64') return field
  return serverField(field.name, 'float64', { values: field.values.map((_, row) => numberOf(field, row)) })
}

/** A series whose only label is `metric` is called by it. */
function namedByMetric(field: ServerField): ServerField {
  const { metric } = field.labels
  if (metric === undefined || Object.keys(field.labels).length !== 1) return field
  return { ...field, name: metric, labels: {} }
}
