import type { MuteTiming } from '../../define/alerts/mute-timing.ts'
import { muteIntervals } from '../alerting/mute-intervals.ts'

/** Mute timings in the form of Grafana's file provisioning, which replaces nothing in them. */
export function muteTimingsFile(timings: readonly MuteTiming[]): object {
  return {
    apiVersion: 1,
    muteTimes: timings.map((timing) => ({
      orgId: 1,
      name: timing.name,
      time_intervals: muteIntervals(timing),
    })),
  }
}
