import * as v from 'valibot'
import type { GrafanaFolder } from '../release/desired-grafana.ts'
import { listOf, textOrNone } from './answer.ts'
import type { GrafanaApi } from './grafana-api.ts'

/** A folder, and the one around it; none at the top, and in a Grafana before 11. */
export interface LiveFolder extends GrafanaFolder {
  readonly parentUid: string
}

const folderAnswer = v.object({ uid: v.string(), title: v.string() })
const nestedAnswer = v.object({ uid: v.string(), title: v.string(), parentUid: textOrNone })

export async function findFolder(api: GrafanaApi, uid: string): Promise<LiveFolder | undefined> {
  const found = await api.find(`/api/folders/${encodeURIComponent(uid)}`)
  return found?.as(nestedAnswer)
}

/** The folders at the top, where a project's folder stands. */
export async function topFolders(api: GrafanaApi): Promise<GrafanaFolder[]> {
  return (await api.get('/api/folders', { limit: '1000' })).as(listOf(folderAnswer))
}

/** Makes a folder at the top, or within another one. */
export async function createFolder(
  api: GrafanaApi,
  { uid, title }: GrafanaFolder,
  parentUid?: string,
): Promise<void> {
  await api.send('POST', '/api/folders', { uid, title, ...(parentUid !== undefined && { parentUid }) })
}

export async function renameFolder(api: GrafanaApi, { uid, title }: GrafanaFolder): Promise<void> {
  await api.send('PUT', `/api/folders/${encodeURIComponent(uid)}`, { title, overwrite: true })
}

export async function moveFolder(api: GrafanaApi, { uid }: GrafanaFolder, parentUid: string): Promise<void> {
  await api.send('POST', `/api/folders/${encodeURIComponent(uid)}/move`, { parentUid })
}
