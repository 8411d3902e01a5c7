import type { DesiredContactPoint } from '../release/desired-grafana.ts'
import { pairIntegrations } from './compare-contact-point.ts'
import {
  changeIntegration,
  createIntegration,
  type GrafanaIntegration,
  removeIntegration,
} from './contact-points.ts'
import type { GrafanaApi } from './grafana-api.ts'
import { withSecrets } from './secret-settings.ts'

interface ContactPointPush {
  readonly live: readonly GrafanaIntegration[]
  readonly secrets: ReadonlyMap<string, string>
  /** Whether ways that look the same are sent too. */
  readonly all: boolean
}

/** Makes a contact point what it should be; the ways that are new come before those that go, so that it always has one. */
export async function pushContactPoint(
  api: GrafanaApi,
  contactPoint: DesiredContactPoint,
  { live, secrets, all }: ContactPointPush,
): Promise<void> {
  const { name } = contactPoint
  const pairs = pairIntegrations(
    contactPoint,
    live.filter((integration) => integration.name === name),
  )
  for (const { wanted, found, differences } of pairs) {
    if (!wanted || (found && differences.length === 0 && !all)) continue
    const { uid, type, disableResolveMessage } = wanted
    const command = { uid, name, type, settings: withSecrets(wanted, secrets), disableResolveMessage }
    if (found) await changeIntegration(api, found, command)
    else await createIntegration(api, command)
  }
  for (const { wanted, found } of pairs) if (!wanted && found) await removeIntegration(api, found)
}
