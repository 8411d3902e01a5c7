import { secondsOf } from '../go/seconds.ts'
import type { Fill } from '../macros/fill.ts'
import type { TimeRange } from '../time/time-range.ts'
import type { FieldValue } from './frame.ts'
import { FrameError } from './frame-error.ts'
import { seriesSchema } from './series-schema.ts'
import { nanosecondsAt, type ServerField, type ServerFrame, splitNanoseconds } from './server-frame.ts'

/** What stands where a series has no value: what was last seen, NULL or a number. */
export function fillValue(
  { storage }: ServerField,
  previous: FieldValue,
  fill: Fill | undefined,
): FieldValue {
  if (fill?.mode === 'previous') return previous ?? null
  if (fill?.mode !== 'value') return null
  if (storage === 'float64') return fill.value
  return storage.startsWith('int') ? Math.trunc(fill.value) : null
}

/** A frame with a row for each interval of the range; undefined where Grafana gives no answer at all. */
export function resample(frame: ServerFrame, fill: Fill, range: TimeRange): ServerFrame | undefined {
  const { kind, time } = seriesSchema(frame.fields)
  const timeField = frame.fields[time]
  if (kind === 'none' || !timeField) return undefined
  const times = timeField.values.map((_, row) => nanosecondsAt(timeField, row))
  const grid = gridOf(fill, range)
  const rows = pickRows(times, grid, fill.interval)
  if (!rows) return undefined
  const split = grid.map(splitNanoseconds)
  const fields = frame.fields.map((field): ServerField => {
    if (field === timeField) {
      const [values, nanos] = [split.map(({ milliseconds }) => milliseconds), split.map(({ nanos }) => nanos)]
      return { ...field, values, nanos }
    }
    const isValue = field.storage !== 'string' && field.storage !== 'bool'
    const values = rows.map(({ inside, lastSeen }) => {
      if (inside !== undefined && isValue) return field.values[inside] ?? null
      const previous = lastSeen < 0 ? null : field.values[lastSeen]
      return isValue ? fillValue(field, previous, fill) : (previous ?? null)
    })
    return { ...field, values }
  })
  return { ...frame, fields, length: grid.length }
}

/** The moments of the rows, from the start of the range rounded down to a whole interval. */
function gridOf({ interval }: Fill, { from, to }: TimeRange): bigint[] {
  const seconds = Math.trunc(secondsOf(interval))
  if (seconds === 0) throw new FrameError('runtime error: integer divide by zero')
  if (seconds < 0) throw new FrameError('Grafana never ends to fill in values at a negative interval.')
  const start = Math.trunc(Math.floor(from.getTime() / 1000) / seconds) * seconds
  const moments: bigint[] = []
  const end = BigInt(to.getTime()) * 1_000_000n
  for (let moment = BigInt(start) * 1_000_000_000n; moment <= end; moment += interval) moments.push(moment)
  return moments
}

/** Which row of the data each moment gets, if any, and which was seen last by then. */
function pickRows(
  times: readonly (bigint | null)[],
  grid: readonly bigint[],
  interval: bigint,
): { inside: number | undefined; lastSeen: number }[] | undefined {
  const picked: { inside: number | undefined; lastSeen: number }[] = []
  let lastSeen = -1
  for (const moment of grid) {
    let inside: number | undefined
    // The first row is looked at again until a second one was seen, as in Grafana.
    for (let row = lastSeen > 0 ? lastSeen + 1 : 0; row < times.length; row++) {
      const time = times[row]
      if (time === null || time === undefined) return undefined
      if (time > moment) break
      if (time > moment - interval) inside = row
      lastSeen = row
    }
    picked.push({ inside, lastSeen })
  }
  return picked
}
