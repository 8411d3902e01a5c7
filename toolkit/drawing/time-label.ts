import { writeMoment } from '../grafana/model/format/moment-pattern.ts'
import type { Zone } from '../grafana/model/time/zone.ts'

const day = 86_400_000

/** How many times an axis of so many pixels names, at most. */
export const timesAlong = (pixels: number): number => Math.max(2, Math.round(pixels / 110))

/**
 * How an axis over time names a moment, by the clocks of a zone: as finely as the time between two of
 * them asks for, in Grafana's forms.
 *
 * @example timeLabel({ from, to }, 8, 'Europe/Oslo')(moment) // '11/21' of a week
 */
export function timeLabel(
  { from, to }: { readonly from: number; readonly to: number },
  count: number,
  zone: Zone,
): (at: number) => string {
  const form = formOf(to - from, (to - from) / count)
  return (at) => writeMoment(at, form, zone)
}

function formOf(spread: number, between: number): string {
  if (between >= 300 * day) return 'YYYY'
  if (between >= 25 * day) return 'YYYY-MM'
  if (between >= 0.8 * day) return 'MM/DD'
  if (spread > day) return 'MM/DD HH:mm'
  return between < 30_000 ? 'HH:mm:ss' : 'HH:mm'
}
