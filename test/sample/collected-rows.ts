import type { SampleRow, SampleTarget } from 'sightline/sample'
import { sample } from '../../sample/index.ts'
import type * as sources from '../../sql/sources.ts'

type Sources = typeof sources

/** The rows of every source, by the source's name. */
export type CollectedRows = { [K in keyof Sources as Sources[K]['name']]: SampleRow<Sources[K]>[] }

/** Collects the sample's rows in memory, in the order in which they are loaded. */
export async function collectRows(options: Partial<Omit<SampleTarget, 'copy'>> = {}): Promise<CollectedRows> {
  const rows: CollectedRows = {
    users: [],
    billing_records: [],
    expenses: [],
    channels: [],
    videos: [],
    video_thumbnails: [],
    channel_analytics: [],
    video_generation_log: [],
    api_logs: [],
    error_logs: [],
    system_metrics: [],
    youtube_api_calls: [],
    n8n_workflows: [],
    system_metadata: [],
  }
  const lists = new Map<string, unknown[]>(Object.entries(rows))
  await sample({
    now: new Date('2026-03-18T13:00:00Z'),
    scale: 1,
    seed: 1,
    ...options,
    async copy(source, loaded) {
      const list = lists.get(source.name)
      if (!list) throw new Error(`nobody reads ${source.name}`)
      let count = 0
      for (const row of loaded) count = list.push(row)
      return count
    },
  })
  return rows
}
