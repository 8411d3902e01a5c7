import * as v from 'valibot'
import type { GrafanaFolder } from '../release/desired-grafana.ts'
import { listOf } from './answer.ts'
import type { GrafanaApi } from './grafana-api.ts'

const folderAnswer = v.object({ uid: v.string(), title: v.string() })

export async function findFolder(api: GrafanaApi, uid: string): Promise<GrafanaFolder | undefined> {
  const found = await api.find(`/api/folders/${encodeURIComponent(uid)}`)
  return found?.as(folderAnswer)
}

/** The folders at the top, where a project's folder stands. */
export async function topFolders(api: GrafanaApi): Promise<GrafanaFolder[]> {
  return (await api.get('/api/folders', { limit: '1000' })).as(listOf(folderAnswer))
}

export async function createFolder(api: GrafanaApi, { uid, title }: GrafanaFolder): Promise<void> {
  await api.send('POST', '/api/folders', { uid, title })
}

export async function renameFolder(api: GrafanaApi, { uid, title }: GrafanaFolder): Promise<void> {
  await api.send('PUT', `/api/folders/${encodeURIComponent(uid)}`, { title, overwrite: true })
}
