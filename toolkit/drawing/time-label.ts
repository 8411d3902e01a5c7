import moment from 'moment'

const day = 86_400_000

/** How many times an axis of so many pixels names, at most. */
export const timesAlong = (pixels: number): number => Math.max(2, Math.round(pixels / 110))

/**
 * How an axis over time names a moment, in UTC: as finely as the time between two of them asks for, in Grafana's forms.
 *
 * @example timeLabel({ from, to }, 8)(moment) // '11/21' of a week
 */
export function timeLabel(
  { from, to }: { readonly from: number; readonly to: number },
  count: number,
): (at: number) => string {
  const form = formOf(to - from, (to - from) / count)
  return (at) => moment.utc(at).format(form)
}

function formOf(spread: number, between: number): string {
  if (between >= 300 * day) return 'YYYY'
  if (between >= 25 * day) return 'YYYY-MM'
  if (between >= 0.8 * day) return 'MM/DD'
  if (spread > day) return 'MM/DD HH:mm'
  return between < 30_000 ? 'HH:mm:ss' : 'HH:mm'
}
