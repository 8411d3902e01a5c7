import { SightlineError } from '../../foundation/sightline-error.ts'
import type { StreamCatalogue } from '../catalogue.ts'
import type { StreamPublisher } from '../publisher.ts'
import type { RefusedLine, SentEvent } from './read-body.ts'
import { RequestRefused } from './request-refused.ts'
import type { ServerMetrics } from './server-metrics.ts'

/** What became of the events of a body. */
export interface Accepted {
  readonly accepted: number
  readonly refused: readonly RefusedLine[]
}

/** Publishes what fits, and says by its line what does not and why. */
export async function acceptEvents(
  { readers }: StreamCatalogue,
  publisher: StreamPublisher,
  metrics: ServerMetrics,
  events: readonly SentEvent[],
): Promise<Accepted> {
  const outcomes = await Promise.all(
    events.map(async ({ line, event, data, id }): Promise<RefusedLine | undefined> => {
      const reader = readers.get(event)
      if (!reader) return { line, reason: `there is no event ${JSON.stringify(event.slice(0, 60))}` }
      try {
        await publisher.publish(reader.event, data, id === undefined ? {} : { id })
        metrics.accepted(event, 1)
        return undefined
      } catch (error) {
        return { line, reason: reasonOf(error) }
      }
    }),
  )
  const refused = outcomes.filter((one) => one !== undefined)
  metrics.refused(refused.length)
  return { accepted: events.length - refused.length, refused }
}

/** An event that does not fit is told by its line; that Redis is away holds for all of them. */
function reasonOf(error: unknown): string {
  if (!(error instanceof SightlineError)) throw error
  if (error.code === 'event-refused') return error.problem.what.replace(/^[^:]*: /, '').replace(/\.$/, '')
  throw new RequestRefused(
    503,
    'events are not acknowledged at the moment; send them again with the same ids',
  )
}
