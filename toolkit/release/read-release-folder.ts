import { isJsonObject } from '../foundation/json.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { readStored } from '../foundation/stored-format.ts'
import type { DesiredDashboard, DesiredGrafana } from './desired-grafana.ts'
import type { DesiredState } from './desired-state.ts'
import { changed, type FolderTrust, folderFiles, parsedJson } from './folder-files.ts'
import type { FolderManifest } from './release.ts'
import { desiredPaths } from './release-folder-files.ts'
import { desiredGrafanaFormat } from './stored/desired-grafana-format.ts'
import { desiredStateFormat } from './stored/desired-state-format.ts'
import { manifestFormat } from './stored/manifest-format.ts'

/** What `build` wrote into a folder, unchanged since. */
export interface ReleaseFolder {
  readonly manifest: FolderManifest
  /** What it wants of a database. */
  readonly desired: DesiredState
  /** What it wants of a Grafana. */
  readonly grafana: DesiredGrafana
  /** The text of every file that the manifest names, by its path. */
  readonly files: ReadonlyMap<string, string>
}

/**
 * Reads a release folder, of which every file must be as it was built.
 *
 * @throws SightlineError where the folder is not a release, was changed, or is of a format that cannot be read
 * @example const { desired, grafana } = await readReleaseFolder('release')
 */
export async function readReleaseFolder(folder: string, trust: FolderTrust = {}): Promise<ReleaseFolder> {
  const { manifest, files } = await folderFiles(folder, trust)
  const valueIn = (path: string) => parsedJson(files.get(path) ?? '')
  const desired = readStored(
    desiredStateFormat,
    valueIn(desiredPaths.database),
    `${folder}/${desiredPaths.database}`,
  )
  if (desired.project !== manifest.name || desired.version !== manifest.version)
    throw changed(folder, 'manifest.json is not as it was built')
  const grafana = readStored(
    desiredGrafanaFormat,
    valueIn(desiredPaths.grafana),
    `${folder}/${desiredPaths.grafana}`,
  )
  const dashboards = manifest.objects
    .filter(({ kind }) => kind === 'dashboard')
    .map(({ name, file }) => {
      const folderUid = grafana.placed[name] ?? grafana.folder.uid
      return dashboardOf(name, folderUid, valueIn(file), `${folder}/${file}`)
    })
  return { manifest, desired, grafana: { ...grafana, dashboards }, files }
}

function dashboardOf(uid: string, folderUid: string, json: unknown, place: string): DesiredDashboard {
  if (isJsonObject(json) && typeof json.title === 'string') return { uid, title: json.title, folderUid, json }
  throw new SightlineError({
    code: 'not-a-dashboard',
    what: 'This is not a dashboard.',
    value: place,
    next: manifestFormat.next,
  })
}
