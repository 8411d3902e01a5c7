/** Publishing, counting and reading events; events themselves are defined with `sightline`. */
export { openPublisher, type Publisher, type PublisherOptions, type PublishOptions } from './publisher.ts'
export { FigureReader } from './read-figures.ts'
export { openRedis, type Redis } from './redis.ts'
export { agreeOnShards } from './shards.ts'
export { type StreamWorker, type StreamWorkerOptions, startStreamWorker } from './stream-worker.ts'
