import { formatInterval } from './format-interval.ts'
import { frontEndInterval } from './front-end-interval.ts'
import type { TimeRange } from './time-range.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Grafana rounds an interval to one of these steps: `[below this many milliseconds, this step]`. */
const steps: readonly (readonly [limit: number, step: number])[] = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1.5 * second, second],
  [3.5 * second, 2 * second],
  [7.5 * second, 5 * second],
  [12.5 * second, 10 * second],
  [17.5 * second, 15 * second],
  [25 * second, 20 * second],
  [45 * second, 30 * second],
  [1.5 * minute, minute],
  [3.5 * minute, 2 * minute],
  [7.5 * minute, 5 * minute],
  [12.5 * minute, 10 * minute],
  [17.5 * minute, 15 * minute],
  [25 * minute, 20 * minute],
  [45 * minute, 30 * minute],
  [1.5 * hour, hour],
  [2.5 * hour, 2 * hour],
  [4.5 * hour, 3 * hour],
  [9 * hour, 6 * hour],
  [day, 12 * hour],
  [7 * day, day],
  [21 * day, 7 * day],
  [42 * day, 30 * day],
]

/** The time between two points of a graph. */
export interface Interval {
  /** As `$__interval_ms` has it. */
  readonly milliseconds: number
  /** As `$__interval` has it, in whole units: 90 seconds are `1m`. */
  readonly text: string
}

/**
 * The interval that Grafana's page chooses for a range and a number of points, and no less than a given one.
 *
 * @throws IntervalError for a least interval that is none
 * @example calculateInterval({ from, to }, 100, '1m')
 */
export function calculateInterval({ from, to }: TimeRange, points: number, least?: string): Interval {
  const exact = (to.getTime() - from.getTime()) / points
  const rounded = steps.find(([limit]) => exact < limit)?.[1] ?? 365 * day
  const milliseconds = Math.max(rounded, least ? frontEndInterval(least) : 1)
  return { milliseconds, text: formatInterval(milliseconds) }
}
