import type { MuteInterval, MuteTiming } from '../../define/alerts/mute-timing.ts'

/** An interval as Grafana's files and its API have it. */
export interface MuteIntervalJson {
  readonly times?: readonly { readonly start_time: string; readonly end_time: string }[]
  readonly weekdays?: readonly string[]
  readonly days_of_month?: readonly string[]
  readonly months?: readonly string[]
  readonly years?: readonly string[]
  readonly location?: string
}

/** When a mute timing is quiet, in Grafana's words. */
export function muteIntervals({ intervals }: MuteTiming): MuteIntervalJson[] {
  return intervals.map(({ times, weekdays, daysOfMonth, months, years, timeZone }: MuteInterval) => ({
    ...(times && { times: times.map(({ from, to }) => ({ start_time: from, end_time: to })) }),
    ...(weekdays && { weekdays }),
    ...(daysOfMonth && { days_of_month: daysOfMonth.map(String) }),
    ...(months && { months: months.map(String) }),
    ...(years && { years: years.map(String) }),
    ...(timeZone !== undefined && { location: timeZone }),
  }))
}
