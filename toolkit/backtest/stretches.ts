import { type Moment, worstOf } from './replay.ts'

/** A part of the time of a backtest: the least and the most of what is watched, and the worst state. */
export interface Stretch {
  readonly at: number
  readonly state: Moment['state']
  readonly least: number | null
  readonly most: number | null
}

/** The evaluations of a backtest put together into at most so many parts of the same length, as a picture needs them. */
export function stretchesOf(moments: readonly Moment[], count: number): Stretch[] {
  const width = Math.min(count, moments.length)
  const edge = (index: number) => Math.floor((index * moments.length) / width)
  return Array.from({ length: width }, (_, index) => together(moments.slice(edge(index), edge(index + 1))))
}

function together(some: readonly Moment[]): Stretch {
  const values = some.flatMap(({ value }) => value ?? [])
  const [least, most] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [null, null]
  return { at: some[0]?.at ?? 0, state: worstOf(some.map(({ state }) => state)), least, most }
}
