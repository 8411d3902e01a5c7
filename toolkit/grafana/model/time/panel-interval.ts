import { calculateInterval, type Interval } from './calculate-interval.ts'
import type { TimeRange } from './time-range.ts'

/** The least interval of a SQL data source that says none. */
export const dataSourceInterval = '1m'

/** What the interval of a panel's queries depends on beside the time range. */
export interface PanelInterval {
  /** The panel's `maxDataPoints`; without one, its width in pixels counts. */
  readonly maxDataPoints: number | null | undefined
  /** The panel's least interval, with its variables put in. */
  readonly least: string | undefined
  /** The data source's `timeInterval`. */
  readonly dataSourceInterval: string | undefined
  /** The width of the panel in pixels. */
  readonly width: number
}

/** The interval of a panel's queries: the panel's least interval holds in the place of the data source's. */
export function panelInterval(range: TimeRange, panel: PanelInterval): Interval {
  const points = panel.maxDataPoints || panel.width
  const least = panel.least || panel.dataSourceInterval || dataSourceInterval
  return calculateInterval(range, points, least)
}
