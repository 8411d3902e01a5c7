import type { Redis } from '../../redis/redis.ts'
import type { StreamCatalogue } from '../catalogue.ts'
import type { StreamPublisher } from '../publisher.ts'
import type { Broadcaster } from './broadcaster.ts'
import type { FigureBoard } from './figures.ts'
import type { Limits } from './limits.ts'
import type { ServerMetrics } from './server-metrics.ts'
import type { Subscriber } from './subscriber.ts'

/** What a server is made of. */
export interface ServerParts {
  readonly catalogue: StreamCatalogue
  readonly redis: Redis
  readonly publisher: StreamPublisher
  readonly broadcaster: Broadcaster
  readonly board: FigureBoard
  readonly metrics: ServerMetrics
  readonly limits: Limits
  readonly shards: number
  readonly subscribers: Set<Subscriber>
  readonly state: { isStopping: boolean }
}
