import type { ShownAnswer } from './compare-values.ts'
import type { Difference, SeriesChange } from './number-change.ts'
import { type Sameness, sameNumber, worse } from './same-number.ts'
import { pairedSeries, type Series } from './series-of.ts'
import { changedNumber } from './shown-number.ts'
import { changeText, momentText } from './value-text.ts'

/** Compares the lines of a graph point by point. */
export function compareSeries(before: ShownAnswer, after: ShownAnswer): Difference {
  const [old, now] = pairedSeries(before, after)
  let sameness: Sameness = 'equal'
  const series: SeriesChange[] = []
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const found = comparePoints(name, [old.get(name), now.get(name)], after)
    sameness = worse(sameness, found.sameness)
    if (found.sameness === 'different') series.push(found.change)
  }
  return sameness === 'different'
    ? { kind: 'series', series }
    : { kind: 'same', rounded: sameness === 'rounding' }
}

function comparePoints(
  name: string,
  [before, after]: readonly [Series | undefined, Series | undefined],
  { panel }: ShownAnswer,
): { sameness: Sameness; change: SeriesChange } {
  const [old, now] = [pointsOf(before), pointsOf(after)]
  const times = [...new Set([...old.keys(), ...now.keys()])].sort()
  const field = after?.field ?? before?.field ?? ''
  const shown = { panel, field }
  const changedAt = (time: string) => {
    const [from, to] = [old.get(time), now.get(time)]
    return changedNumber([from, to], [shown, shown], changeText(from, to, panel, field))
  }
  let sameness: Sameness = before && after ? 'equal' : 'different'
  let [points, come, gone] = [0, 0, 0]
  let largest: { time: string; size: number } | undefined
  for (const time of times) {
    const [a, b] = [old.get(time) ?? null, now.get(time) ?? null]
    const found = sameNumber(a, b)
    sameness = worse(sameness, found)
    if (found !== 'different') continue
    points++
    if (a === null) come++
    if (b === null) gone++
    if (typeof a !== 'number' || typeof b !== 'number') continue
    const size = Math.abs(b - a)
    if (!largest || size > largest.size) largest = { time, size }
  }
  const at = largest && { at: momentText(new Date(largest.time)), ...changedAt(largest.time) }
  const presence = before && after ? 'both' : after ? 'added' : 'removed'
  return { sameness, change: { name, points, of: times.length, come, gone, largest: at, presence } }
}

function pointsOf(series: Series | undefined): Map<string, unknown> {
  return new Map(series?.times.map((time, index) => [time, series.values[index]]))
}
