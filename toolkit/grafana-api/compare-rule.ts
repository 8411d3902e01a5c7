import type { Json, JsonObject } from '../foundation/json.ts'
import type { DesiredRule } from '../release/desired-grafana.ts'
import type { GrafanaRule } from './alert-rules.ts'
import { compareJson, type FieldDifference } from './compare-json.ts'

/** What Grafana says of a rule: nothing that somebody would edit. */
const ownFields: ReadonlySet<string> = new Set(['id', 'orgID', 'updated', 'provenance', 'guid', 'metadata'])

/** What Grafana fills in: into a rule, and into the model of a query that has none. */
const defaults: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['isPaused', false],
  ['missingSeriesEvalsToResolve', 0],
  ['intervalMs', 1000],
  ['maxDataPoints', 43_200],
  ['hide', false],
])

/** How a rule in Grafana differs from its definition. */
export function compareRule(wanted: DesiredRule, found: GrafanaRule): FieldDifference[] {
  return compareJson(
    wanted.json,
    comparable(found.json, wanted.json),
    (name, value) => defaults.get(name) === value,
  )
}

/** A live rule without what Grafana adds, and with lengths of time written as in the wanted one where they are as long. */
function comparable(found: JsonObject, wanted: JsonObject): JsonObject {
  const fields = Object.entries(found).flatMap(([name, value]): [string, Json][] => {
    if (ownFields.has(name)) return []
    const asLong =
      /^(?:for|keep_firing_for)$/.test(name) && secondsOf(value) === secondsOf(wanted[name] ?? '')
    return [[name, asLong ? (wanted[name] ?? null) : value]]
  })
  return { isPaused: false, ...Object.fromEntries(fields) }
}

const unit: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** The seconds of a length of time as Grafana writes it, such as `1h30m`. */
function secondsOf(duration: Json): number {
  let seconds = 0
  for (const [, number, name = 's'] of String(duration).matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g))
    seconds += Number(number) * (unit[name] ?? 1)
  return seconds
}
