import { readMicros } from '../exports/read-micros.ts'
import { wallClock } from '../grafana/model/time/zone.ts'

/**
 * The moments of a column as a clock in a time zone shows them, to the minute; a column of nothing but midnights is one of
 * days, be they of UTC or of the zone. What is no moment, as `infinity`, stays as Postgres writes it.
 *
 * @example shownMoments(['2026-03-09 08:00:00+00'], 'timestamp with time zone', 'Europe/Oslo') // ['2026-03-09 09:00']
 */
export function shownMoments(
  texts: readonly (string | null)[],
  type: string,
  timeZone: string,
): (string | undefined)[] {
  const moments = texts.map((text) => (text === null ? undefined : momentOf(text)))
  const isOfZone = type.endsWith('with time zone') && !moments.every(isMidnight)
  const shown = moments.map((moment) => moment && (isOfZone ? wallClock(moment, timeZone) : moment))
  const length = shown.every(isMidnight) ? 10 : 16
  return shown.map((moment, row) => {
    if (moment) return moment.toISOString().replace('T', ' ').slice(0, length)
    return texts[row] ?? undefined
  })
}

function momentOf(text: string): Date | undefined {
  const micros = readMicros(text)
  return micros === undefined ? undefined : new Date(Number(micros / 1000n))
}

const isMidnight = (moment: Date | undefined): boolean =>
  moment === undefined || moment.getTime() % 86_400_000 === 0
