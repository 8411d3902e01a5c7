import { isJsonObject, type JsonObject } from '../foundation/json.ts'
import type { DesiredMuteTiming } from '../release/desired-grafana.ts'
import type { GrafanaApi } from './grafana-api.ts'
import { provenanceHeaders } from './provenance.ts'

/** When alerts tell nobody, as Grafana has it. */
export interface GrafanaMuteTiming {
  readonly name: string
  readonly intervals: readonly JsonObject[]
  readonly provenance: string
}

const base = '/api/v1/provisioning/mute-timings'

export async function allMuteTimings(api: GrafanaApi): Promise<GrafanaMuteTiming[]> {
  const found = await api.find(base)
  return (found?.list() ?? []).map((one) => {
    const { time_intervals: intervals } = one.object()
    return {
      name: one.text('name'),
      intervals: Array.isArray(intervals) ? intervals.filter(isJsonObject) : [],
      provenance: one.textOr('provenance', ''),
    }
  })
}

/** Creates a mute timing, or changes the one that is there. */
export async function putMuteTiming(
  api: GrafanaApi,
  { name, intervals }: DesiredMuteTiming,
  found: GrafanaMuteTiming | undefined,
): Promise<void> {
  const body = { name, time_intervals: intervals }
  if (!found) await api.send('POST', base, body, provenanceHeaders(''))
  else await api.send('PUT', `${base}/${encodeURIComponent(name)}`, body, provenanceHeaders(found.provenance))
}
