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
    from: from === undefined ? undefined : relativeTime(from, now),
    to: to === undefined ? undefined : relativeTime(to, now),
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
