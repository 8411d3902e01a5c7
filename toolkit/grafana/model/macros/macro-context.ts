import type { TimeRange } from '../time/time-range.ts'

/** What macros are expanded with. */
export interface MacroContext {
  readonly range: TimeRange
  /** Milliseconds between two points of a graph. */
  readonly interval: number
  /** The moment from which the length of a month is counted in `$__timeGroup(…, '1M')`. */
  readonly now: Date
  /** The data source's setting `timescaledb`. */
  readonly timescaledb?: boolean
}
