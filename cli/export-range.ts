import { relativeTime, SightlineError } from 'sightline/engine'

/** `--from` and `--to` as they were given. */
export interface ExportRange {
  readonly from?: string
  readonly to?: string
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

interface FileParts {
  readonly user: string | undefined
  readonly from: Date | undefined
  readonly to: Date | undefined
}

/**
 * The file of an export, the same for the same request.
 *
 * @example exportFileName('videos', { user: 'u1', from, to: undefined }, 'csv') // 'videos-u1-from-2026-01-01.csv'
 */
export function exportFileName(name: string, { user, from, to }: FileParts, extension: string): string {
  const day = (moment: Date) => moment.toISOString().replace(/T00:00:00.000Z$|:\d\d\.\d{3}Z$/, '')
  const parts = [name, user, from && `from-${day(from)}`, to && `to-${day(to)}`]
  const words = parts.flatMap((part) => (part ? [part.replace(/[^\p{L}\p{N}._-]+/gu, '-')] : []))
  return `${words.join('-')}.${extension}`
}
