import { join } from 'node:path'
import { affectedRelations } from 'sightline/cache'
import type { Project } from 'sightline/engine'
import {
  availableRedis,
  openStreamPublisher,
  simulate,
  startStreamWorker,
  streamCatalogue,
} from 'sightline/realtime'
import { tell } from './terminal.ts'

/** A pipeline that counts a simulation. */
export interface DemoStream {
  /** What a person is told of it. */
  readonly words: string
  stop(): Promise<void>
}

interface DemoStreamOptions {
  readonly folder: string
  readonly database: string
  readonly seed: number
  /** Told which relations have other rows than before. */
  readonly onRows: (relations: readonly string[]) => void
}

/** Events per second. */
const rate = 5

/** Counts a simulated stream into the roll-ups of a project that has one, where a Redis is at hand. */
export async function startDemoStream(
  project: Project,
  { folder, database, seed, onRows }: DemoStreamOptions,
): Promise<DemoStream | undefined> {
  if (!project.simulation) return undefined
  const redis = await availableRedis(join(folder, '.sightline', 'redis'))
  if (!redis)
    return {
      words: 'Stream      none: install redis-server or valkey-server, or set REDIS_URL, to see it move',
      stop: async () => {},
    }
  const relations = streamCatalogue(project).rollups.flatMap(({ name }) => affectedRelations(project, name))
  const worker = await startStreamWorker(project, {
    database,
    redis: redis.url,
    flushEvery: 1000,
    onProblem: tell,
    onWritten: () => onRows(relations),
  })
  const publisher = await openStreamPublisher(project, { redis: redis.url })
  const ending = new AbortController()
  const running = simulate(project, publisher, { rate, seed, signal: ending.signal }).catch(
    (error: unknown) => tell(error instanceof Error ? error.message : String(error)),
  )
  return {
    words: `Stream      ${rate} simulated events per second, at ${redis.url}`,
    stop: async () => {
      ending.abort()
      await running
      await publisher.close()
      await worker.stop()
      await redis.stop()
    },
  }
}
