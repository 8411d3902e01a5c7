import type { ServerField } from './server-frame.ts'

/** Which fields of a frame are its time, what tells series apart, and values; positions. */
export interface SeriesSchema {
  readonly kind: 'none' | 'wide' | 'long'
  readonly time: number
  readonly factors: readonly number[]
  readonly values: readonly number[]
}

/** How Grafana takes a frame for time series: the first time leads, texts and booleans are labels, all others values. */
export function seriesSchema(fields: readonly ServerField[]): SeriesSchema {
  const time = fields.findIndex(({ storage }) => storage === 'time')
  const positions = [...fields.keys()].filter((position) => position !== time)
  const isFactor = (position: number) => ['string', 'bool'].includes(fields[position]?.storage ?? '')
  const factors = positions.filter(isFactor)
  const values = positions.filter((position) => !isFactor(position))
  if (time < 0 || values.length === 0) return { kind: 'none', time, factors, values }
  return { kind: factors.length === 0 ? 'wide' : 'long', time, factors, values }
}
