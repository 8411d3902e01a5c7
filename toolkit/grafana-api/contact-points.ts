import * as v from 'valibot'
import type { JsonObject } from '../foundation/json.ts'
import { flag, jsonObject, listOf, textOrNone } from './answer.ts'
import type { GrafanaApi } from './grafana-api.ts'
import { provenanceHeaders } from './provenance.ts'

/** One way in which a contact point reaches somebody, as Grafana has it: those with one name are one contact point. */
export interface GrafanaIntegration {
  readonly uid: string
  readonly name: string
  readonly type: string
  readonly settings: JsonObject
  readonly disableResolveMessage: boolean
  readonly provenance: string
}

/** What is sent of one: secrets are in its settings, and Grafana never shows them again. */
export interface IntegrationCommand {
  readonly uid: string
  readonly name: string
  readonly type: string
  readonly settings: JsonObject
  readonly disableResolveMessage: boolean
}

const base = '/api/v1/provisioning/contact-points'

const integrationsAnswer = listOf(
  v.object({
    uid: textOrNone,
    name: v.string(),
    type: v.string(),
    settings: jsonObject,
    disableResolveMessage: flag,
    provenance: textOrNone,
  }),
)

export async function allIntegrations(api: GrafanaApi): Promise<GrafanaIntegration[]> {
  return (await api.get(base)).as(integrationsAnswer)
}

export async function createIntegration(api: GrafanaApi, command: IntegrationCommand): Promise<void> {
  await api.send('POST', base, { ...command }, provenanceHeaders(''))
}

export async function changeIntegration(
  api: GrafanaApi,
  { uid, provenance }: GrafanaIntegration,
  command: IntegrationCommand,
): Promise<void> {
  const path = `${base}/${encodeURIComponent(uid)}`
  await api.send('PUT', path, { ...command, uid }, provenanceHeaders(provenance))
}

export async function removeIntegration(api: GrafanaApi, { uid }: GrafanaIntegration): Promise<void> {
  await api.remove(`${base}/${encodeURIComponent(uid)}`)
}
