import { isJsonList, isJsonObject, type Json, type JsonObject } from '../foundation/json.ts'
import type { DesiredDashboard } from '../release/desired-grafana.ts'
import { compareJson, type FieldDifference, isBlank } from './compare-json.ts'
import type { GrafanaDashboard } from './dashboards.ts'
import { completeDashboard } from './saved/complete-dashboard.ts'

/**
 * How a dashboard in Grafana differs from its definition by what it means: both sides are completed with what Grafana
 * takes where nothing is said, since it writes that out when somebody saves the page.
 */
export function compareDashboard(
  wanted: DesiredDashboard,
  found: GrafanaDashboard,
  folderUid: string,
): FieldDifference[] {
  const folder =
    found.folderUid === folderUid ? [] : [{ field: 'folder', wanted: folderUid, found: found.folderUid }]
  const { schemaVersion, ...json } = found.json
  // A newer Grafana brings the JSON of older ones to its own version.
  const migrated = typeof schemaVersion === 'number' && schemaVersion > Number(wanted.json.schemaVersion)
  const live: JsonObject = {
    ...json,
    schemaVersion: (migrated ? wanted.json.schemaVersion : schemaVersion) ?? null,
  }
  const [wantedIds, foundIds] = [panelIds(wanted.json.panels), panelIds(live.panels)]
  const isOnBoth = ({ id = null }: JsonObject) => wantedIds.has(id) && foundIds.has(id)
  const [ours, theirs] = [completeDashboard(wanted.json, isOnBoth), completeDashboard(live, isOnBoth)]
  return [...folder, ...compareJson(ours, withoutFirstChoices(theirs, ours))]
}

/** Grafana writes what a variable starts with where its definition leaves that to Grafana. */
function withoutFirstChoices(found: JsonObject, wanted: JsonObject): JsonObject {
  const open = new Set(variables(wanted).flatMap(({ name, current }) => (isBlank(current) ? [name] : [])))
  const list = variables(found).map((one) => (open.has(one.name) ? { ...one, current: null } : one))
  return { ...found, templating: { list } }
}

/** The numbers of panels, those of folded rows too. */
function panelIds(panels: Json | undefined): Set<Json> {
  const list = isJsonList(panels) ? panels.filter(isJsonObject) : []
  return new Set(list.flatMap((panel) => [panel.id ?? null, ...panelIds(panel.panels)]))
}

function variables({ templating }: JsonObject): readonly JsonObject[] {
  const list: Json | undefined = isJsonObject(templating) ? templating.list : undefined
  return isJsonList(list) ? list.filter(isJsonObject) : []
}
