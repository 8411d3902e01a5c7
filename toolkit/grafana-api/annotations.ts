import * as v from 'valibot'
import { listOf } from './answer.ts'
import type { GrafanaApi } from './grafana-api.ts'

/** A mark on the graphs. */
export interface Annotation {
  readonly id: number
  /** Milliseconds since 1970. */
  readonly time: number
  readonly text: string
}

const annotationsAnswer = listOf(v.object({ id: v.number(), time: v.number(), text: v.string() }))

/** The marks that have all of these tags, the newest first. */
export async function annotationsWithTags(api: GrafanaApi, tags: readonly string[]): Promise<Annotation[]> {
  const answer = await api.get('/api/annotations', { type: 'annotation', limit: '100', tags })
  return answer.as(annotationsAnswer).sort((a, b) => b.time - a.time || b.id - a.id)
}

export async function createAnnotation(
  api: GrafanaApi,
  { tags, text, time }: { tags: readonly string[]; text: string; time: number },
): Promise<number> {
  const answer = await api.send('POST', '/api/annotations', { tags, text, time })
  return answer.as(v.object({ id: v.number() })).id
}

/** Changes what a mark says, and when. */
export async function changeAnnotation(
  api: GrafanaApi,
  id: number,
  change: { readonly text: string; readonly time: number },
): Promise<void> {
  await api.send('PATCH', `/api/annotations/${id}`, change)
}

/** Takes a mark away; one that is gone already is no mistake. */
export async function removeAnnotation(api: GrafanaApi, id: number): Promise<void> {
  await api.remove(`/api/annotations/${id}`)
}
