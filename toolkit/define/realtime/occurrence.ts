import type { Event } from './event.ts'
import type { EventData, EventFields } from './event-field.ts'

/** One event that happened, as a simulation tells it. */
export interface Occurrence {
  readonly event: Event
  readonly data: Readonly<Record<string, unknown>>
}

/** Tells, one after the other, what happens in a stream that looks like the real one; the same for the same seed. */
export type Simulation = (options: {
  readonly seed: number
  readonly now: () => Date
}) => Iterator<Occurrence>

/**
 * One event with its data, checked by the compiler.
 *
 * @example yield occurrence(pageView, { site: 'docs', at: now() })
 */
export const occurrence = <F extends EventFields>(
  event: Event<string, F>,
  data: NoInfer<EventData<F>>,
): Occurrence => ({ event, data })
