import type { Project } from '../define/project.ts'
import type { LiveFigure } from '../define/realtime/live-figure.ts'
import { keyspaceOf } from '../redis/keyspace.ts'
import { openRedis } from '../redis/redis.ts'
import { FigureReader } from './read-figures.ts'
import { agreeOnShards } from './shards.ts'

/** The live figures of a project. */
export interface Figures {
  /** What a figure is at a moment: now, unless said otherwise. */
  read<Value>(figure: LiveFigure<string, Value>, now?: Date): Promise<Value>
  close(): Promise<void>
}

/**
 * Opens the live figures of a project.
 *
 * @example const figures = await openFigures(project, { redis: 'redis://127.0.0.1:6379' })
 */
export async function openFigures(
  project: Pick<Project, 'name' | 'uidPrefix'>,
  { redis: url }: { readonly redis: string },
): Promise<Figures> {
  const redis = await openRedis(url)
  try {
    const name = keyspaceOf(project)
    const reader = new FigureReader(redis, name, await agreeOnShards(redis, name))
    return { read: (figure, now) => reader.read(figure, now), close: () => redis.close() }
  } catch (error) {
    await redis.close()
    throw error
  }
}
