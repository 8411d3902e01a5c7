import { markTags, markText, type ProjectInGrafana } from '../grafana/release-mark.ts'
import type { DesiredGrafana } from '../release/desired-grafana.ts'
import { type Annotation, annotationsWithTags, changeAnnotation, createAnnotation } from './annotations.ts'
import type { GrafanaApi } from './grafana-api.ts'

export type MarkedRelease = Pick<DesiredGrafana, 'project' | 'version' | 'markTags'>

/** What became of the mark of a release on the graphs. */
export interface ReleaseMark {
  readonly state: 'made' | 'there already'
  readonly id: number
}

/**
 * Marks a release on the graphs, unless it is the newest that is marked: each release keeps its mark.
 *
 * @example await markRelease(api, desiredGrafana(buildRelease(project)))
 */
export async function markRelease(api: GrafanaApi, release: MarkedRelease): Promise<ReleaseMark> {
  return ensureMark(api, release, await annotationsWithTags(api, release.markTags))
}

/** Marks a release where the newest of these marks names another; one that was made for work in progress moves on. */
export async function ensureMark(
  api: GrafanaApi,
  { project, version, markTags: tags }: MarkedRelease,
  marks: readonly Annotation[],
  moving?: number,
): Promise<ReleaseMark> {
  const text = markText(project, version)
  const newest = newestMark(project, marks)
  if (newest?.text === text) return { state: 'there already', id: newest.id }
  const time = Date.now()
  if (moving === undefined) return { state: 'made', id: await createAnnotation(api, { tags, text, time }) }
  await changeAnnotation(api, moving, { text, time })
  return { state: 'made', id: moving }
}

/** The version that the newest of a project's marks names; undefined where there is none. */
export function markedVersion(project: string, marks: readonly Annotation[]): string | undefined {
  return newestMark(project, marks)?.text.slice(project.length + 1)
}

/**
 * The release that a Grafana shows, as its newest mark says; undefined where nothing is marked.
 *
 * @example const version = await releaseInGrafana(api, project)
 */
export async function releaseInGrafana(
  api: GrafanaApi,
  project: ProjectInGrafana,
): Promise<string | undefined> {
  return markedVersion(project.name, await annotationsWithTags(api, markTags(project)))
}

function newestMark(project: string, marks: readonly Annotation[]): Annotation | undefined {
  return marks.find(({ text }) => text.startsWith(`${project} `))
}
