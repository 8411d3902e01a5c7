import type { DesiredGrafana } from '../release/desired-grafana.ts'
import { compareGrafana, type GrafanaDifference } from './compare-grafana.ts'
import type { GrafanaApi } from './grafana-api.ts'
import type { GrafanaIdentity } from './identity.ts'
import { readLiveGrafana } from './live-grafana.ts'
import { markedVersion } from './mark-release.ts'
import { type ReadingFrom, readingFrom } from './reading-from.ts'

/** What a Grafana runs, beside what it should. */
export interface GrafanaStatus {
  readonly identity: GrafanaIdentity
  /** The release that its newest mark names; null where nothing is marked. */
  readonly release: string | null
  /** What is not as this release wants it. */
  readonly differences: readonly GrafanaDifference[]
  /** Which server answers the panels; null where the data source has the primary only, or is missing. */
  readonly readingFrom: ReadingFrom | null
}

/**
 * Which release a Grafana runs, and what in it is not as the given one wants it; nothing is changed.
 *
 * @example const { release, differences } = await grafanaStatus(api, desiredGrafana(buildRelease(project)))
 */
export async function grafanaStatus(api: GrafanaApi, desired: DesiredGrafana): Promise<GrafanaStatus> {
  const live = await readLiveGrafana(api, desired)
  const hasReplica = desired.dataSource.readFrom === 'replica'
  return {
    identity: live.identity,
    release: markedVersion(desired.project, live.marks) ?? null,
    differences: compareGrafana(desired, live),
    readingFrom: hasReplica && live.dataSource ? await readingFrom(api, desired.dataSource) : null,
  }
}
