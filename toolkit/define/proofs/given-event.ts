import { rememberSite } from '../../foundation/definition-site.ts'
import type { Event } from '../realtime/event.ts'
import type { EventData, EventFields } from '../realtime/event-field.ts'
import type { Occurrence } from '../realtime/occurrence.ts'

/**
 * Makes events for proofs: what an event does not say is as given here, and a default of the field's type otherwise.
 *
 * @example
 * const view = eventFactory(pageView, { site: 'docs' })
 * given(view({ at: '2026-03-15T09:00:00Z' }), view()).view(viewsPerHour, [{ hour: '2026-03-15T09:00:00Z', views: 1 }, { views: 1 }])
 */
export function eventFactory<F extends EventFields>(
  event: Event<string, F>,
  defaults: Partial<EventData<NoInfer<F>>> = {},
): (data?: Partial<EventData<F>>) => Occurrence {
  return function make(data = {}) {
    return rememberSite({ event, data: { ...defaults, ...data } }, make)
  }
}
