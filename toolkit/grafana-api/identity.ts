import * as v from 'valibot'
import { textOrNone } from './answer.ts'
import type { GrafanaApi } from './grafana-api.ts'

/** Which Grafana answers, and as whom it knows us. */
export interface GrafanaIdentity {
  readonly address: string
  /** Undefined where Grafana hides it. */
  readonly version: string | undefined
  readonly organization: string
  readonly organizationId: number
}

/**
 * Asks a Grafana who it is, with the token, so that a wrong one is refused before anything is done.
 *
 * @throws SightlineError where it cannot be reached, is no Grafana or refuses the token
 */
export async function identifyGrafana(api: GrafanaApi): Promise<GrafanaIdentity> {
  const [health, organization] = await Promise.all([api.get('/api/health'), api.get('/api/org')])
  const { version } = health.as(v.object({ version: textOrNone }))
  const { name, id } = organization.as(v.object({ name: v.string(), id: v.number() }))
  return {
    address: api.address,
    version: version === '' ? undefined : version,
    organization: name,
    organizationId: id,
  }
}

/** A Grafana in a line, for people. */
export function describeIdentity({ address, version, organization }: GrafanaIdentity): string {
  return `Grafana${version === undefined ? '' : ` ${version}`} at ${address} (${organization})`
}
