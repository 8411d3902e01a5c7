import { isSecret } from '../define/alerts/secret.ts'
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../foundation/json.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { DesiredContactPoint, DesiredIntegration } from '../release/desired-grafana.ts'
import type { Environment } from './postgres-connection.ts'

/**
 * The values of the secrets that contact points name.
 *
 * @throws SightlineError naming the variables that are missing
 */
export function readSecrets(
  contactPoints: readonly DesiredContactPoint[],
  environment: Environment,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  const missing = new Map<string, string>()
  for (const { name, integrations } of contactPoints)
    for (const secret of integrations.flatMap(({ settings }) => secretsIn(settings))) {
      const value = environment[secret]
      if (value === undefined || value === '') missing.set(secret, name)
      else values.set(secret, value)
    }
  if (missing.size === 0) return values
  const [[, first] = ['', '']] = missing
  throw new SightlineError({
    code: 'secret-not-set',
    what: `The contact point ${first} has a secret that is not set.`,
    value: [...missing.keys()].join(', '),
    next: 'Set it as an environment variable; any value will do in a Grafana that tells nobody.',
  })
}

/** The settings with the secrets themselves in place of their names. */
export function withSecrets(
  { settings }: DesiredIntegration,
  secrets: ReadonlyMap<string, string>,
): JsonObject {
  const filled = (setting: Json): Json => {
    if (isSecret(setting)) return secrets.get(setting.environment) ?? ''
    if (isJsonList(setting)) return setting.map(filled)
    return isJsonObject(setting) ? filledIn(setting) : setting
  }
  const filledIn = (group: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(group).map(([name, setting]) => [name, filled(setting)]))
  return filledIn(settings)
}

function secretsIn(setting: Json): string[] {
  if (isSecret(setting)) return [setting.environment]
  if (isJsonList(setting)) return setting.flatMap(secretsIn)
  return isJsonObject(setting) ? Object.values(setting).flatMap(secretsIn) : []
}
