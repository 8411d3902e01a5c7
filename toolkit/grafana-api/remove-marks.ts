import { markTags, type ProjectInGrafana } from '../grafana/release-mark.ts'
import { annotationsWithTags, removeAnnotation } from './annotations.ts'
import type { GrafanaApi } from './grafana-api.ts'

/**
 * Takes all marks of a project's releases off the graphs, and says how many those were.
 *
 * @example const removed = await removeMarks(api, { name: 'shop', folder: { uid: 'shop' } })
 */
export async function removeMarks(api: GrafanaApi, project: ProjectInGrafana): Promise<number> {
  const tags = markTags(project)
  let removed = 0
  for (;;) {
    const found = await annotationsWithTags(api, tags)
    // What somebody else tagged so is not a mark of ours.
    const marks = found.filter(({ text }) => text.startsWith(`${project.name} `))
    if (marks.length === 0) return removed
    for (const { id } of marks) await removeAnnotation(api, id)
    removed += marks.length
  }
}
