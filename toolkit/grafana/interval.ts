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

/**
 * The milliseconds between two points that Grafana chooses for a range and a number of points, and no less than the
 * panel's own least interval, as in `1m` or `>1m`.
 */
export function intervalFor({ from, to }: TimeRange, maxDataPoints = 1000, least?: string): number {
  const exact = (to.getTime() - from.getTime()) / maxDataPoints
  const rounded = steps.find(([limit]) => exact < limit)?.[1] ?? 365 * day
  return Math.max(rounded, (intervalSeconds((least ?? '').replace(/^>/, '')) ?? 0) * second)
}

/** An interval as Grafana writes it: `20m`. */
export function formatInterval(milliseconds: number): string {
  const units = [
    ['d', day],
    ['h', hour],
    ['m', minute],
    ['s', second],
  ] as const
  for (const [name, length] of units) {
    if (milliseconds >= length && milliseconds % length === 0) return `${milliseconds / length}${name}`
  }
  return `${milliseconds}ms`
}

const lengths = new Map([
  ['ms', 1],
  ['s', second],
  ['m', minute],
  ['h', hour],
  ['d', day],
  ['w', 7 * day],
  ['M', 30 * day],
  ['y', 365 * day],
])

/** The seconds of an interval in Grafana's notation, or undefined for a text that is none. */
export function intervalSeconds(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|[smhdwMy])$/.exec(text)
  const length = lengths.get(match?.[2] ?? '')
  return match && length ? (Number(match[1]) * length) / second : undefined
}
