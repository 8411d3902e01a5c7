import type { Event } from '../define/realtime/event.ts'
import { SightlineError } from '../foundation/sightline-error.ts'

/** An event that does not fit its definition. */
export const refusedEvent = ({ name, version }: Event, reason: string): SightlineError =>
  new SightlineError({
    code: 'event-refused',
    what: `This is no ${name}: ${reason}.`,
    value: `${name} ${version}`,
    next: 'Publish what its definition says.',
  })
