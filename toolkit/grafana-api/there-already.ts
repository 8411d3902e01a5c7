import type { DesiredGrafana } from '../release/desired-grafana.ts'
import type { LiveGrafana } from './live-grafana.ts'

/** What of a release a Grafana has already, whoever made it. */
export interface ThereAlready {
  readonly folder: boolean
  readonly dataSource: boolean
  /** By their names. */
  readonly contactPoints: readonly string[]
  readonly muteTimings: readonly string[]
  readonly ruleGroups: readonly string[]
}

/** What a Grafana has of the names and uids of a release. */
export function thereAlready(desired: DesiredGrafana, live: LiveGrafana): ThereAlready {
  const named = (wanted: readonly { readonly name: string }[], found: ReadonlySet<string>) =>
    wanted.flatMap(({ name }) => (found.has(name) ? [name] : []))
  const inFolder = live.rules.filter(({ folderUid }) => folderUid === desired.folder.uid)
  return {
    folder: live.folder !== undefined,
    dataSource: live.dataSource !== undefined,
    contactPoints: named(desired.contactPoints, new Set(live.integrations.map(({ name }) => name))),
    muteTimings: named(desired.muteTimings, new Set(live.muteTimings.map(({ name }) => name))),
    ruleGroups: named(desired.ruleGroups, new Set(inFolder.map(({ group }) => group))),
  }
}
