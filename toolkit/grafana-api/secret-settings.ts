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
    for (const { settings } of integrations)
      for (const setting of Object.values(settings)) {
        if (typeof setting !== 'object') continue
        const value = environment[setting.environment]
        if (value === undefined || value === '') missing.set(setting.environment, name)
        else values.set(setting.environment, value)
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
): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [
      name,
      typeof setting === 'object' ? (secrets.get(setting.environment) ?? '') : setting,
    ]),
  )
}
