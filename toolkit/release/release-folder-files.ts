import { toStored } from '../foundation/stored-format.ts'
import { desiredGrafanaBesideDashboards } from './desired-grafana.ts'
import { desiredState } from './desired-state.ts'
import { fileHashes } from './manifest.ts'
import type { Release, ReleaseFile } from './release.ts'
import { releaseFile } from './release-file.ts'
import { desiredGrafanaFormat } from './stored/desired-grafana-format.ts'
import { desiredStateFormat } from './stored/desired-state-format.ts'
import { manifestFormat } from './stored/manifest-format.ts'

/** Where a release folder keeps what it wants of a database and of a Grafana. */
export const desiredPaths = { database: 'desired-state.json', grafana: 'desired-grafana.json' } as const

/** Every file of a release folder, its manifest last: it can be planned and deployed without the code that built it. */
export function releaseFolderFiles(release: Release): readonly ReleaseFile[] {
  const grafana = desiredGrafanaBesideDashboards(release)
  const files = [
    ...release.files,
    json(desiredPaths.database, toStored(desiredStateFormat, desiredState(release))),
    json(desiredPaths.grafana, toStored(desiredGrafanaFormat, grafana)),
  ]
  const manifest = { ...release.manifest, files: fileHashes(files) }
  return [...files, json('manifest.json', toStored(manifestFormat, manifest))]
}

function json(path: string, value: object): ReleaseFile {
  return releaseFile(path, `${JSON.stringify(value, null, 2)}\n`)
}
