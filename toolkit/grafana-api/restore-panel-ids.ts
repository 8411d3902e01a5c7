import { isJsonList, isJsonObject, type Json, type JsonObject } from '../foundation/json.ts'
import { markText } from '../grafana/release-mark.ts'
import type { DesiredDashboard, DesiredGrafana } from '../release/desired-grafana.ts'
import { compareDashboard } from './compare-dashboard.ts'
import { findDashboard, type GrafanaDashboard, saveDashboard } from './dashboards.ts'
import type { GrafanaApi } from './grafana-api.ts'

/**
 * Writes the dashboards anew whose panels have lost their ids, and only those; Terraform's provider loses them where a
 * dashboard moves to another folder. Returns their titles.
 *
 * @example await restorePanelIds(api, desiredGrafana(buildRelease(project)))
 */
export async function restorePanelIds(
  api: GrafanaApi,
  { project, version, dashboards }: DesiredGrafana,
): Promise<string[]> {
  const restored: string[] = []
  for (const wanted of dashboards) {
    const found = await findDashboard(api, wanted.uid)
    if (!found || !hasLostIds(wanted, found)) continue
    const { json } = wanted
    await saveDashboard(api, { folderUid: found.folderUid, json, message: markText(project, version) })
    restored.push(wanted.title)
  }
  return restored
}

/** Whether the ids are all that differs: what somebody edited in the page stays for `status` to name. */
function hasLostIds(wanted: DesiredDashboard, found: GrafanaDashboard): boolean {
  if (found.provisioned || compareDashboard(wanted, found, found.folderUid).length === 0) return false
  const without = { ...wanted, json: withoutIds(wanted.json) }
  return compareDashboard(without, { ...found, json: withoutIds(found.json) }, found.folderUid).length === 0
}

const withoutIds = (json: JsonObject): JsonObject => ({ ...json, panels: panelsWithoutIds(json.panels) })

/** Panels without their ids, those of folded rows too. */
function panelsWithoutIds(panels: Json | undefined): Json {
  const list = isJsonList(panels) ? panels.filter(isJsonObject) : []
  return list.map(({ id: _, ...panel }) => ({
    ...panel,
    ...('panels' in panel && { panels: panelsWithoutIds(panel.panels) }),
  }))
}
