import { SightlineError } from '../foundation/sightline-error.ts'
import { relativeTime } from '../grafana/model/time/time-range.ts'

/** `--from` and `--to` as they were given. */
export interface ExportRange {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/**
 * The moments that `--from` and `--to` mean.
 *
 * @throws SightlineError where one is no time, or the first is not before the second
 */
export function wantedRange(
  { from, to }: ExportRange,
  now: Date,
): { readonly from: Date | undefined; readonly to: Date | undefined } {
  const range = {
    from: from === undefined ? undefined : moment(from, now),
    to: to === undefined ? undefined : moment(to, now),
  }
  if (range.from && range.to && range.from >= range.to) {
    throw new SightlineError({
      code: 'time-range-reversed',
      what: 'The stretch of time ends before it begins.',
      value: `${from} to ${to}`,
      next: 'Write --from before --to, such as --from now-30d --to now.',
    })
  }
  return range
}

/** A year alone, or 20260115, would be taken for milliseconds, and everything given away. */
function moment(text: string, now: Date): Date {
  if (!/^-?\d{1,8}$/.test(text)) return relativeTime(text, now)
  throw new SightlineError({
    code: 'invalid-time',
    what: 'This is neither a day nor milliseconds since 1970.',
    value: text,
    next: 'Write a day such as 2026-01-15, or now-30d.',
  })
}
