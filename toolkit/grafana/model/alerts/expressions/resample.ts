import {
  type AlertValue,
  kindText,
  noDataValue,
  type Point,
  type SeriesValue,
  seriesValue,
} from '../alert-value.ts'
import { windowDuration } from '../durations.ts'
import { alertReducer } from '../reducers.ts'
import { Refusal } from '../refusal.ts'
import type { Command } from './command.ts'
import { goType, type JsonObject } from './json-shape.ts'

/** A time range in seconds back from the evaluation. */
export interface RelativeTimeRange {
  readonly from: number
  readonly to: number
}

/** Reads an expression that gives a series one point for each window of the time range. */
export function readResample(json: JsonObject, range: RelativeTimeRange): Command {
  const input = requireText(json.expression, {
    missing: 'no expression ID to resample. must be a reference to an existing query or expression',
    wrong: 'expected resample input variable to be type string, but got type',
  }).replace(/^\$/, '')
  const windowText = requireText(json.window, {
    missing: 'no time duration specified for the window in resample command',
    wrong: 'resample window is expected to be a string, got',
  })
  const downsampler = requireText(json.downsampler, {
    missing: 'no downsampler function specified in resample command',
    wrong: 'expected resample downsampler to be a string, got type',
  })
  const upsampler = requireText(json.upsampler, {
    missing: 'no upsampler specified in resample command',
    wrong: 'expected resample downsampler to be a string, got type',
  })
  const step = windowDuration(windowText)
  if (Number.isNaN(step))
    throw new Refusal(
      `failed to parse resample "window" duration field "0s": time: invalid duration ${JSON.stringify(windowText)}`,
    )
  return {
    type: 'resample',
    needs: [input],
    run({ valuesOf, at }) {
      const window = { from: at - range.from * 1000, to: at - range.to * 1000, step }
      const resampled: AlertValue[] = []
      for (const value of valuesOf(input)) {
        if (value.kind === 'no data') return [...resampled, noDataValue()]
        if (value.kind !== 'series')
          throw new Refusal(`can only resample type series, got type ${kindText(value)}`)
        resampled.push(resample(value, window, downsampler, upsampler))
      }
      return resampled
    },
  }
}

function requireText(
  value: unknown,
  { missing, wrong }: Readonly<Record<'missing' | 'wrong', string>>,
): string {
  if (value === undefined) throw new Refusal(missing)
  if (typeof value !== 'string') throw new Refusal(`${wrong} ${goType(value)}`)
  return value
}

interface Window {
  readonly from: number
  readonly to: number
  readonly step: number
}

function resample(
  series: SeriesValue,
  { from, to, step }: Window,
  downsampler: string,
  upsampler: string,
): SeriesValue {
  const count = Math.trunc((to - from) / step)
  // A window of no length divides by zero, which Go makes the least of all integers.
  if (!(count > 0 && Number.isFinite(count)))
    throw new Refusal('the series cannot be sampled further; the time range is shorter than the interval')
  let position = 0
  const points: Point[] = []
  for (let index = 0; index <= count; index++) {
    const time = from + index * step
    const values: (number | null)[] = []
    for (let point = series.points[position]; point && point[0] <= time; point = series.points[position]) {
      values.push(point[1])
      position++
    }
    const value =
      values.length === 0 ? upsample(upsampler, series.points, position) : downsample(downsampler, values)
    points.push([time, value])
  }
  return seriesValue(series.labels, points)
}

function upsample(upsampler: string, points: readonly Point[], position: number): number | null {
  switch (upsampler) {
    case 'pad':
      return points[position - 1]?.[1] ?? null
    case 'backfilling':
      return points[position]?.[1] ?? null
    case 'fillna':
      return null
    default:
      throw new Refusal(`upsampling ${upsampler} not implemented`)
  }
}

function downsample(downsampler: string, values: readonly (number | null)[]): number | null {
  const [only] = values
  if (values.length === 1 && only !== undefined) return only
  const known = ['sum', 'mean', 'min', 'max', 'last'].includes(downsampler)
  const reduce = known ? alertReducer(downsampler) : undefined
  if (!reduce) throw new Refusal(`downsampling ${downsampler} not implemented`)
  return reduce(values)
}
