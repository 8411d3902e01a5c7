import * as v from 'valibot'
import type { JsonObject } from '../foundation/json.ts'
import type { DesiredMuteTiming } from '../release/desired-grafana.ts'
import { jsonObject, listOf, textOrNone } from './answer.ts'
import type { GrafanaApi } from './grafana-api.ts'
import { provenanceHeaders } from './provenance.ts'

/** When alerts tell nobody, as Grafana has it. */
export interface GrafanaMuteTiming {
  readonly name: string
  readonly intervals: readonly JsonObject[]
  readonly provenance: string
}

const base = '/api/v1/provisioning/mute-timings'

const timingsAnswer = listOf(
  v.object({
    name: v.string(),
    time_intervals: v.nullish(v.array(jsonObject), []),
    provenance: textOrNone,
  }),
)

export async function allMuteTimings(api: GrafanaApi): Promise<GrafanaMuteTiming[]> {
  const found = await api.find(base)
  const timings = found?.as(timingsAnswer) ?? []
  return timings.map(({ time_intervals: intervals, ...timing }) => ({ ...timing, intervals }))
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
