import type { Fill } from '../macros/fill.ts'
import { compareTexts } from './compare-texts.ts'
import type { FieldValue } from './frame.ts'
import { FrameError } from './frame-error.ts'
import { fillValue } from './resample.ts'
import { seriesSchema } from './series-schema.ts'
import {
  nanosecondsAt,
  type ServerField,
  type ServerFrame,
  serverField,
  splitNanoseconds,
} from './server-frame.ts'

/** A series that grows while rows are read. */
interface GrowingField {
  readonly source: ServerField
  readonly labels: Readonly<Record<string, string>>
  readonly values: FieldValue[]
}

/**
 * Makes a field of each number column and each combination of labels, as Grafana's server does.
 *
 * @throws FrameError for moments that are NULL or not in their order
 */
export function longToWide(frame: ServerFrame, fill: Fill | undefined): ServerFrame {
  const { time, factors, values } = seriesSchema(frame.fields)
  const fieldsAt = (positions: readonly number[]) =>
    positions.flatMap((position) => frame.fields[position] ?? [])
  const [timeField] = fieldsAt([time])
  if (!timeField) return frame
  const labelFields = fieldsAt(factors)
  const valueFields = fieldsAt(values)
  const moments: bigint[] = []
  const seen = new Map<string, readonly GrowingField[]>()
  const grown: GrowingField[] = []
  for (let row = 0; row < frame.length; row++) {
    const moment = momentAt(timeField, row)
    const last = moments.at(-1)
    if (last !== undefined && moment < last) throw new FrameError(unsorted)
    if (last === undefined || moment > last) {
      if (last !== undefined)
        for (const { source, values } of grown) values.push(fillValue(source, values.at(-1), fill))
      moments.push(moment)
    }
    const texts = labelFields.map((field) => labelText(field, row))
    const key = JSON.stringify(texts)
    const series =
      seen.get(key) ?? startSeries(valueFields, labelsOf(labelFields, texts), moments.length, fill)
    if (!seen.has(key)) {
      seen.set(key, series)
      grown.push(...series)
    }
    for (const { source, values } of series) values[moments.length - 1] = source.values[row] ?? null
  }
  const names = labelFields.map(({ name }) => name)
  const sorted = sortSeries(grown, names).map(({ source, labels, values }) => ({ ...source, labels, values }))
  const split = moments.map(splitNanoseconds)
  const wideTime = serverField(timeField.name, 'time', {
    values: split.map(({ milliseconds }) => milliseconds),
    nanos: split.map(({ nanos }) => nanos),
    nullable: false,
  })
  return { ...frame, fields: [wideTime, ...sorted], length: moments.length, shape: 'timeseries-wide' }
}

const unsorted =
  'unable to process the data because it is not sorted in ascending order by time, please updated your query to sort the data by time if possible'
const nullTime =
  'unable to process the data to wide series because input has null time values, make sure all time values are not null'

function momentAt(field: ServerField, row: number): bigint {
  const moment = nanosecondsAt(field, row)
  if (moment === null) throw new FrameError(nullTime)
  return moment
}

// A NULL and an empty text are the same label; a NULL among booleans is false.
const labelText = ({ storage, values }: ServerField, row: number): string =>
  String(values[row] ?? (storage === 'bool' ? false : ''))

function startSeries(
  sources: readonly ServerField[],
  labels: Readonly<Record<string, string>>,
  length: number,
  fill: Fill | undefined,
): GrowingField[] {
  return sources.map((source) => {
    const before = fillValue(source, undefined, fill)
    return { source, labels, values: new Array<FieldValue>(length).fill(before) }
  })
}

/** Of two columns with one name, Grafana's error names the first one's value. */
function labelsOf(fields: readonly ServerField[], texts: readonly string[]): Record<string, string> {
  const pairs = fields.map(({ name }, index) => [name, texts[index] ?? ''] as const)
  for (const [index, [name]] of pairs.entries()) {
    const first = pairs.findIndex(([other]) => other === name)
    if (first < index) {
      const list = pairs.map(([key, text]) => `[${key} ${text}]`).join(' ')
      throw new FrameError(`duplicate key '${texts[first] ?? ''}' in lables: [${list}]`)
    }
  }
  return Object.fromEntries(pairs)
}

/** By name, then by labels in the order of their columns; of equal ones the last goes first, as it falls out in Grafana. */
function sortSeries(series: readonly GrowingField[], labelNames: readonly string[]): GrowingField[] {
  const last = series.at(-1)
  const asSwapped = last ? [last, ...series.slice(0, -1)] : []
  return asSwapped.toSorted((a, b) => {
    const byName = compareTexts(a.source.name, b.source.name)
    if (byName !== 0) return byName
    for (const name of labelNames) {
      const byLabel = compareTexts(a.labels[name] ?? '', b.labels[name] ?? '')
      if (byLabel !== 0) return byLabel
    }
    return 0
  })
}
