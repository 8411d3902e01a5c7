import { SightlineError } from 'sightline/engine'

/** A user's mistake is its message; anything else is a fault of ours, whose stack is worth having. */
export function describeError(error: unknown): string {
  if (error instanceof SightlineError) return withoutPasswords(error.message)
  return withoutPasswords(error instanceof Error ? (error.stack ?? error.message) : String(error))
}

/** Other people's errors repeat an address that they cannot use. */
export const withoutPasswords = (text: string): string =>
  text.replace(/(\w+:\/\/[^\s:/@]*):[^\s@]+@/g, '$1:***@')
