import type { Json, JsonObject } from '../foundation/json.ts'
import type { DesiredRule } from '../release/desired-grafana.ts'
import type { GrafanaRule } from './alert-rules.ts'
import { compareJson, type FieldDifference } from './compare-json.ts'
import { completeRule } from './saved/complete-rule.ts'

/** What Grafana says of a rule: nothing that somebody would edit. */
const ownFields: ReadonlySet<string> = new Set(['id', 'orgID', 'updated', 'provenance', 'guid', 'metadata'])

/** How a rule in Grafana differs from its definition by what it means. */
export function compareRule(wanted: DesiredRule, found: GrafanaRule): FieldDifference[] {
  return compareJson(completeRule(wanted.json), completeRule(comparable(found.json, wanted.json)))
}

/** A live rule without what Grafana adds, and with lengths of time written as in the wanted one where they are as long. */
function comparable(found: JsonObject, wanted: JsonObject): JsonObject {
  const fields = Object.entries(found).flatMap(([name, value]): [string, Json][] => {
    if (ownFields.has(name)) return []
    const asLong =
      /^(?:for|keep_firing_for)$/.test(name) && secondsOf(value) === secondsOf(wanted[name] ?? '')
    return [[name, asLong ? (wanted[name] ?? null) : value]]
  })
  return Object.fromEntries(fields)
}

const unit: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** The seconds of a length of time as Grafana writes it, such as `1h30m`. */
function secondsOf(duration: Json): number {
  let seconds = 0
  for (const [, number, name = 's'] of String(duration).matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g))
    seconds += Number(number) * (unit[name] ?? 1)
  return seconds
}
