import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import { contentHash } from '../foundation/content-hash.ts'
import type { ReleaseFile } from './release.ts'

/** A file of a release, hashed once. */
export function releaseFile(path: string, content: string): ReleaseFile {
  return { path, content, hash: contentHash(content, 64) }
}

/** The text of a dashboard's file. */
export const dashboardText = (json: DashboardJson): string => `${JSON.stringify(json, null, 2)}\n`

/** The file of a dashboard; its text is made when it is read, since those of all dashboards fill the memory. */
export function dashboardFile(path: string, json: DashboardJson, hash: string): ReleaseFile {
  return {
    path,
    hash,
    get content() {
      return dashboardText(json)
    },
  }
}
