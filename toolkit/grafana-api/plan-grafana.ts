import type { DesiredGrafana } from '../release/desired-grafana.ts'
import { compareGrafana, type GrafanaDifference } from './compare-grafana.ts'
import type { GrafanaApi } from './grafana-api.ts'
import { readLiveGrafana } from './live-grafana.ts'
import { requireOurs } from './require-ours.ts'
import { type ThereAlready, thereAlready } from './there-already.ts'

/** What a release would change in a Grafana, and what of it is there. */
export interface GrafanaPlan {
  readonly differences: readonly GrafanaDifference[]
  readonly there: ThereAlready
}

/**
 * What a release would change in a Grafana; nothing is changed.
 *
 * @throws SightlineError where the token is refused, or something of somebody else stands in the way
 * @example const { differences } = await planGrafana(api, desiredGrafana(buildRelease(project)))
 */
export async function planGrafana(api: GrafanaApi, desired: DesiredGrafana): Promise<GrafanaPlan> {
  const live = await readLiveGrafana(api, desired)
  const differences = compareGrafana(desired, live)
  requireOurs(desired, live, differences)
  return { differences, there: thereAlready(desired, live) }
}
