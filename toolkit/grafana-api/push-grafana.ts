import type { AnyDataSource } from '../grafana/data-source-settings.ts'
import type { DesiredGrafana } from '../release/desired-grafana.ts'
import { compareGrafana, type GrafanaDifference } from './compare-grafana.ts'
import { createDataSource } from './data-sources.ts'
import { createFolder, moveFolder, renameFolder } from './folders.ts'
import type { GrafanaApi } from './grafana-api.ts'
import type { GrafanaIdentity } from './identity.ts'
import { type LiveGrafana, readLiveGrafana } from './live-grafana.ts'
import { ensureMark, markedVersion } from './mark-release.ts'
import { type Environment, postgresConnection } from './postgres-connection.ts'
import { pushContactPoint } from './push-contact-point.ts'
import { pushDashboard } from './push-dashboard.ts'
import { pushMuteTiming } from './push-mute-timing.ts'
import { pushRule, pushRuleGroups } from './push-rules.ts'
import { pushTemplate } from './push-template.ts'
import { requireOurs } from './require-ours.ts'
import { readSecrets } from './secret-settings.ts'

export interface PushOptions {
  /** Where secrets and the connection of the data source are. */
  readonly environment: Environment
  /** The mark of an earlier push to move along, rather than to leave one for each. */
  readonly mark?: number
  /** Whether the secrets of contact points are sent again: Grafana does not show whether they have changed. */
  readonly secrets?: boolean
}

export interface PushResult {
  readonly grafana: GrafanaIdentity
  /** The release that Grafana was marked with before. */
  readonly before: string | undefined
  /** What was not as the release wants it, and now is. */
  readonly changes: readonly GrafanaDifference[]
  /** The mark that this push made or moved; undefined where the newest mark was right already. */
  readonly mark: number | undefined
}

/**
 * Makes a Grafana what a release wants; only what differs is sent, and everything is tried for before anything is.
 *
 * @throws SightlineError where something of somebody else stands in the way, or a secret is missing
 * @example const { changes } = await pushGrafana(api, desired, { environment: process.env })
 */
export async function pushGrafana(
  api: GrafanaApi,
  desired: DesiredGrafana,
  options: PushOptions,
): Promise<PushResult> {
  const live = await readLiveGrafana(api, desired)
  const differences = compareGrafana(desired, live)
  requireOurs(desired, live, differences)
  const { environment, secrets: resend = false } = options
  const changed = new Set(differences.filter(({ kind }) => kind === 'contact point').map(({ uid }) => uid))
  const contactPoints = desired.contactPoints.filter(({ name }) => resend || changed.has(name))
  const secrets = readSecrets(contactPoints, environment)
  for (const secret of secrets.values()) api.hide(secret)
  const missing = missingDataSources(desired, live).map((dataSource) => {
    return { dataSource, connection: postgresConnection(environment, dataSource) }
  })
  for (const { connection } of missing) api.hide(connection.password)

  if (!live.folder) await createFolder(api, desired.folder)
  else if (live.folder.title !== desired.folder.title) await renameFolder(api, desired.folder)
  for (const { parentUid, ...folder } of desired.folders) {
    const found = live.nested.find(({ uid }) => uid === folder.uid)
    if (!found) await createFolder(api, folder, parentUid)
    else if (found.title !== folder.title) await renameFolder(api, folder)
    if (found && found.parentUid !== parentUid) await moveFolder(api, folder, parentUid)
  }
  for (const { dataSource, connection } of missing) await createDataSource(api, dataSource, connection)
  for (const change of differences)
    if (change.kind === 'message template') await pushTemplate(api, desired, live, change)
  for (const change of differences)
    if (change.kind === 'mute timing') await pushMuteTiming(api, desired, live, change)
  for (const contactPoint of contactPoints)
    await pushContactPoint(api, contactPoint, { live: live.integrations, secrets, all: resend })
  // What is gone goes first: what replaces it may have its title.
  const inOrder = differences.toSorted(
    (a, b) => Number(b.state === 'left over') - Number(a.state === 'left over'),
  )
  for (const change of inOrder) {
    if (change.kind === 'dashboard') await pushDashboard(api, desired, change)
    if (change.kind === 'alert') await pushRule(api, desired, live, change)
  }
  await pushRuleGroups(api, desired, live)
  const changes = differences.filter(({ kind, state }) => kind !== 'data source' || state === 'missing')
  const { state, id } = await ensureMark(api, desired, live.marks, options.mark)
  const before = markedVersion(desired.project, live.marks)
  return { grafana: live.identity, before, changes, mark: state === 'made' ? id : undefined }
}

const missingDataSources = ({ dataSource }: DesiredGrafana, live: LiveGrafana): AnyDataSource[] => [
  ...(live.dataSource ? [] : [dataSource]),
  ...live.otherDataSources.flatMap(({ wanted, found }) => (found ? [] : [wanted])),
]
