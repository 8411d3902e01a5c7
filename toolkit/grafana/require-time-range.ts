import type { Dashboard } from '../define/dashboards/dashboard.ts'
import { describeSite } from '../foundation/definition-site.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { relativeTime } from './model/time/time-range.ts'

/** Refuses a dashboard whose time range Grafana does not understand. */
export function requireTimeRange(dashboard: Dashboard): void {
  const now = new Date(0)
  for (const edge of ['from', 'to'] as const) {
    try {
      relativeTime(dashboard.time[edge], now, edge)
    } catch (cause) {
      const where = describeSite(dashboard)
      throw new SightlineError(
        {
          code: 'invalid-time',
          what: `The dashboard ${dashboard.uid} has a time range that Grafana does not understand.`,
          value: `${edge}: '${dashboard.time[edge]}'`,
          ...(where === undefined ? {} : { where }),
          next: 'Write `now`, `now-30d`, `now/d`, or an ISO date such as 2026-01-15T00:00:00Z.',
        },
        { cause },
      )
    }
  }
}
