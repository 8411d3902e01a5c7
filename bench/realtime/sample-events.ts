import type { Occurrence } from 'sightline/events'
import { stream } from '../../sample/stream.ts'

/** Events that look like the real ones. */
export function sampleEvents(count: number): [Occurrence, ...Occurrence[]] {
  const events = stream({ seed: 1, now: () => new Date() })
  const next = () => events.next().value
  return [next(), ...Array.from({ length: count - 1 }, next)]
}
