import * as v from 'valibot'
import { listOf, textOrNone } from './answer.ts'
import type { GrafanaApi } from './grafana-api.ts'
import { provenanceHeaders } from './provenance.ts'

/** A text of notifications, as Grafana has it. */
export interface GrafanaTemplate {
  readonly name: string
  readonly text: string
  readonly provenance: string
}

const base = '/api/v1/provisioning/templates'

const templatesAnswer = listOf(v.object({ name: v.string(), template: v.string(), provenance: textOrNone }))

/** Some versions of Grafana answer that nothing is found where there are none. */
export async function allTemplates(api: GrafanaApi): Promise<GrafanaTemplate[]> {
  const found = await api.find(base)
  const templates = found?.as(templatesAnswer) ?? []
  return templates.map(({ template: text, ...one }) => ({ ...one, text }))
}

/** Creates a template, or changes the one of this name. */
export async function putTemplate(
  api: GrafanaApi,
  { name, text }: Pick<GrafanaTemplate, 'name' | 'text'>,
  provenance: string,
): Promise<void> {
  await api.send(
    'PUT',
    `${base}/${encodeURIComponent(name)}`,
    { template: text },
    provenanceHeaders(provenance),
  )
}
