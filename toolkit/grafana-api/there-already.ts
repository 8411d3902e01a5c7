import type { DesiredGrafana } from '../release/desired-grafana.ts'
import type { LiveGrafana } from './live-grafana.ts'

/** What of a release a Grafana has already, whoever made it. */
export interface ThereAlready {
  readonly folder: boolean
  readonly dataSource: boolean
  /** Those of other databases, by their uids. */
  readonly dataSources: readonly string[]
  /** The folders within the project's, by their uids. */
  readonly folders: readonly string[]
  /** By their names. */
  readonly contactPoints: readonly string[]
  readonly muteTimings: readonly string[]
  /** By the uids of their folders and their names. */
  readonly ruleGroups: readonly string[]
}

/** What a Grafana has of the names and uids of a release. */
export function thereAlready(desired: DesiredGrafana, live: LiveGrafana): ThereAlready {
  const named = (wanted: readonly { readonly name: string }[], found: ReadonlySet<string>) =>
    wanted.flatMap(({ name }) => (found.has(name) ? [name] : []))
  const placed = new Set(live.rules.map(({ folderUid, group }) => `${folderUid}:${group}`))
  const nested = new Set(live.nested.map(({ uid }) => uid))
  return {
    folder: live.folder !== undefined,
    dataSource: live.dataSource !== undefined,
    dataSources: live.otherDataSources.flatMap(({ wanted, found }) => (found ? [wanted.uid] : [])),
    folders: desired.folders.flatMap(({ uid }) => (nested.has(uid) ? [uid] : [])),
    contactPoints: named(desired.contactPoints, new Set(live.integrations.map(({ name }) => name))),
    muteTimings: named(desired.muteTimings, new Set(live.muteTimings.map(({ name }) => name))),
    ruleGroups: desired.ruleGroups
      .map(({ folderUid, name }) => `${folderUid}:${name}`)
      .filter((group) => placed.has(group)),
  }
}
