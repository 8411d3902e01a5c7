import { desiredGrafana } from './desired-grafana.ts'
import { desiredState } from './desired-state.ts'
import type { Release, ReleaseFile } from './release.ts'

/** Where a release folder keeps what it wants of a database and of a Grafana. */
export const desiredPaths = { database: 'desired-state.json', grafana: 'desired-grafana.json' } as const

/** Every file of a release folder: it can be planned and deployed without the code that built it. */
export function releaseFolderFiles(release: Release): readonly ReleaseFile[] {
  const json = (path: string, value: object) => ({ path, content: `${JSON.stringify(value, null, 2)}\n` })
  return [
    ...release.files,
    json(desiredPaths.database, desiredState(release)),
    json(desiredPaths.grafana, desiredGrafana(release)),
  ]
}
