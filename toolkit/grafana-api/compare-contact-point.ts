import { isSecret } from '../define/alerts/secret.ts'
import { isJsonObject, type Json, type JsonObject } from '../foundation/json.ts'
import type { DesiredContactPoint, DesiredIntegration } from '../release/desired-grafana.ts'
import { compareJson, type FieldDifference } from './compare-json.ts'
import type { GrafanaIntegration } from './contact-points.ts'

/** One way of a contact point beside what Grafana has in its place. */
export interface IntegrationPair {
  readonly wanted: DesiredIntegration | undefined
  readonly found: GrafanaIntegration | undefined
  readonly differences: readonly FieldDifference[]
}

/**
 * What a contact point is to become beside what it is. Grafana's identities may be those of Terraform or of a person, and
 * its order is not that of the definition: what is alike is a pair, and of the rest the first of a type is the first of that type.
 */
export function pairIntegrations(
  { integrations }: DesiredContactPoint,
  live: readonly GrafanaIntegration[],
): IntegrationPair[] {
  const left = new Set(live)
  const pairs = new Map<DesiredIntegration, IntegrationPair>()
  const tests: readonly Test[] = [
    (_, __, differences) => differences.length === 0,
    ({ uid }, found) => uid === found.uid,
    () => true,
  ]
  for (const fits of tests) {
    for (const wanted of integrations) {
      if (pairs.has(wanted)) continue
      const found = [...left].find(
        (one) => one.type === wanted.type && fits(wanted, one, compareIntegration(wanted, one)),
      )
      if (!found) continue
      left.delete(found)
      pairs.set(wanted, { wanted, found, differences: compareIntegration(wanted, found) })
    }
  }
  return [
    ...integrations.map((wanted) => pairs.get(wanted) ?? { wanted, found: undefined, differences: [] }),
    ...[...left].map((found) => ({ wanted: undefined, found, differences: [] })),
  ]
}

type Test = (
  wanted: DesiredIntegration,
  found: GrafanaIntegration,
  differences: readonly FieldDifference[],
) => boolean

/** How a contact point in Grafana differs from its definition; secrets cannot be compared, since Grafana keeps them. */
export function compareContactPoint(
  wanted: DesiredContactPoint,
  live: readonly GrafanaIntegration[],
): FieldDifference[] {
  return pairIntegrations(wanted, live).flatMap((pair): FieldDifference[] => {
    const type = pair.wanted?.type ?? pair.found?.type ?? ''
    if (!pair.found) return [{ field: type, wanted: 'in place', found: undefined }]
    if (!pair.wanted) return [{ field: type, wanted: undefined, found: 'in place' }]
    return pair.differences.map((difference) => ({ ...difference, field: `${type} › ${difference.field}` }))
  })
}

function compareIntegration(wanted: DesiredIntegration, found: GrafanaIntegration): FieldDifference[] {
  const [open, shown] = withoutSecrets(wanted.settings, found.settings)
  return compareJson(
    { ...open, disableResolveMessage: wanted.disableResolveMessage },
    { ...withoutNoLimit(shown), disableResolveMessage: found.disableResolveMessage },
  )
}

/** Terraform's provider sends a limit of 0 alerts where none was said, which is none. */
function withoutNoLimit({ maxAlerts, ...settings }: JsonObject): JsonObject {
  return maxAlerts === 0 || maxAlerts === undefined ? settings : { ...settings, maxAlerts }
}

/** Both without what is secret in the wanted one, at every depth. */
function withoutSecrets(wanted: JsonObject, found: JsonObject): readonly [JsonObject, JsonObject] {
  const open: Record<string, Json> = {}
  const shown: Record<string, Json> = { ...found }
  for (const [name, value] of Object.entries(wanted)) {
    const live = found[name]
    if (isSecret(value)) delete shown[name]
    else if (isJsonObject(value) && isJsonObject(live))
      [open[name], shown[name]] = withoutSecrets(value, live)
    else open[name] = value
  }
  return [open, shown]
}
