import { openCache } from 'sightline/cache'
import type { Project } from 'sightline/engine'
import { tell } from './terminal.ts'

/** Makes old what caches have from these views, where REDIS_URL says where that is; a view that was refreshed stays so. */
export async function forgetAnswers(project: Project, views: readonly string[]): Promise<void> {
  const redis = process.env.REDIS_URL
  if (redis === undefined || redis === '' || !project.definitions.some(({ kind }) => kind === 'cache')) return
  try {
    const answers = await openCache(project, { redis })
    for (const view of views) await answers.refreshed(view)
    await answers.close()
  } catch (error) {
    tell(`Caches still have what was there before: ${error instanceof Error ? error.message : error}`)
  }
}
