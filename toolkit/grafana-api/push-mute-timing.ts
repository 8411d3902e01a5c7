import type { DesiredGrafana } from '../release/desired-grafana.ts'
import type { GrafanaDifference } from './compare-grafana.ts'
import type { GrafanaApi } from './grafana-api.ts'
import type { LiveGrafana } from './live-grafana.ts'
import { putMuteTiming } from './mute-timings.ts'

/** Makes a mute timing what it should be. */
export async function pushMuteTiming(
  api: GrafanaApi,
  { muteTimings }: DesiredGrafana,
  live: LiveGrafana,
  { name }: GrafanaDifference,
): Promise<void> {
  const wanted = muteTimings.find((timing) => timing.name === name)
  const found = live.muteTimings.find((timing) => timing.name === name)
  if (wanted) await putMuteTiming(api, wanted, found)
}
