import { SightlineError } from 'sightline'

/** A user's mistake is its message; anything else is a fault of ours, whose stack is worth having. */
export function describeError(error: unknown): string {
  if (error instanceof SightlineError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
