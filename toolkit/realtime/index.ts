/** Publishing, counting and reading events; events themselves are defined with `sightline`. */

export { keyspaceOf } from '../redis/keyspace.ts'
export { openRedis, type Redis } from '../redis/redis.ts'
export { streamCatalogue } from './catalogue.ts'
export { type DeadLetterEntry, deadLetters, retryDeadLetters } from './dead-letters.ts'
export { openLogger } from './logger.ts'
export { type Figures, openFigures } from './open-figures.ts'
export { type AvailableRedis, availableRedis } from './private-redis.ts'
export {
  openPublisher,
  openStreamPublisher,
  type Publisher,
  type PublisherOptions,
  type PublishOptions,
} from './publisher.ts'
export { FigureReader } from './read-figures.ts'
export { type Replayed, type ReplayOptions, replay } from './replay.ts'
export type { Limits } from './server/limits.ts'
export { type LiveServer, type LiveServerOptions, startLiveServer } from './server/live-server.ts'
export { readTokens, type Scope, Tokens } from './server/tokens.ts'
export { agreeOnShards } from './shards.ts'
export { type SimulateOptions, simulate } from './simulate.ts'
export { type ShardStatus, type StreamStatus, streamStatus, type WorkerStatus } from './stream-status.ts'
export { type StreamWorker, type StreamWorkerOptions, startStreamWorker } from './stream-worker.ts'
