import type { DesiredGrafana } from '../release/desired-grafana.ts'
import type { GrafanaDifference } from './compare-grafana.ts'
import type { GrafanaApi } from './grafana-api.ts'
import type { LiveGrafana } from './live-grafana.ts'
import { putTemplate } from './message-templates.ts'

/** Makes a message template what it should be. */
export async function pushTemplate(
  api: GrafanaApi,
  { messageTemplates }: DesiredGrafana,
  { templates }: LiveGrafana,
  { name }: GrafanaDifference,
): Promise<void> {
  const wanted = messageTemplates.find((template) => template.name === name)
  const found = templates.find((template) => template.name === name)
  if (wanted) await putTemplate(api, wanted, found?.provenance ?? '')
}
