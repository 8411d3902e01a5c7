import type { Json } from '../foundation/json.ts'
import type { DesiredDashboard } from '../release/desired-grafana.ts'
import { compareJson, type FieldDifference } from './compare-json.ts'
import type { GrafanaDashboard } from './dashboards.ts'

/** What Grafana writes into every dashboard, whatever its value. */
const ownFields: ReadonlySet<string> = new Set(['id', 'version', 'iteration', 'gnetId'])

/** The settings that a dashboard gets from Grafana when it has none. */
const defaults: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['fiscalYearStartMonth', 0],
  ['liveNow', false],
  ['preload', false],
  ['refresh', false],
  ['style', 'dark'],
])

/** How a dashboard in Grafana differs from its definition. */
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
  const live = { ...json, schemaVersion: (migrated ? wanted.json.schemaVersion : schemaVersion) ?? null }
  return [...folder, ...compareJson(wanted.json, live, filledIn)]
}

function filledIn(name: string, value: Json, depth: number): boolean {
  if (name === 'pluginVersion') return true
  return depth === 0 && (ownFields.has(name) || defaults.get(name) === value)
}
