import { SightlineError } from './sightline-error.ts'

/** Whether this is a time zone as the IANA names them; the usual one is told without asking, which takes a while. */
export function isTimeZone(name: string): boolean {
  if (name === 'UTC') return true
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/**
 * A time zone, if it is one.
 *
 * @throws SightlineError for any other text
 */
export function requireTimeZone(name: string): string {
  if (isTimeZone(name)) return name
  throw new SightlineError({
    code: 'invalid-time-zone',
    what: 'This is not a time zone.',
    value: name,
    next: "Use a name of the IANA, such as 'Europe/Oslo', or 'UTC'.",
  })
}
