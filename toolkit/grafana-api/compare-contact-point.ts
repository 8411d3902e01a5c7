import type { JsonObject } from '../foundation/json.ts'
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
 * What a contact point is to become beside what it is. Grafana's identities may be those of Terraform or of a person, so
 * the first of a type is the first of that type.
 */
export function pairIntegrations(
  { integrations }: DesiredContactPoint,
  live: readonly GrafanaIntegration[],
): IntegrationPair[] {
  const left = [...live]
  const pairs = integrations.map((wanted): IntegrationPair => {
    const index = left.findIndex(({ type }) => type === wanted.type)
    const [found] = index === -1 ? [] : left.splice(index, 1)
    return { wanted, found, differences: found ? compareIntegration(wanted, found) : [] }
  })
  return [...pairs, ...left.map((found) => ({ wanted: undefined, found, differences: [] }))]
}

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
  const open: Record<string, string | boolean> = {}
  const secrets = new Set<string>()
  for (const [name, value] of Object.entries(wanted.settings)) {
    if (typeof value === 'object') secrets.add(name)
    else open[name] = value
  }
  const shown = Object.entries(found.settings).filter(([name]) => !secrets.has(name))
  const live: JsonObject = {
    ...Object.fromEntries(shown),
    disableResolveMessage: found.disableResolveMessage,
  }
  return compareJson({ ...open, disableResolveMessage: wanted.disableResolveMessage }, live)
}
