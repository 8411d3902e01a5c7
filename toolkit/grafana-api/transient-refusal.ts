import type { GrafanaRequest } from './grafana-request.ts'

/** A refusal that passes by itself: how long to try again, how often, and what to tell the person who waits. */
export interface TransientRefusal {
  readonly milliseconds: number
  readonly pause: number
  readonly words: string
}

/** A new organization has no Alertmanager until Grafana's next look at its organizations, each minute by default. */
const preparing: TransientRefusal = {
  milliseconds: 120_000,
  pause: 1000,
  words: 'Grafana prepares the alerting of this organization, which takes up to a minute',
}

/** Another request changed the same configuration between Grafana's reading and its writing: nothing of ours was stored. */
const overtaken: TransientRefusal = {
  milliseconds: 20_000,
  pause: 200,
  words: 'Somebody else writes to Grafana at the same time',
}

/** The same where Grafana does not say why, as in production; a failure for another reason is told after this time. */
const overtakenPerhaps: TransientRefusal = { ...overtaken, milliseconds: 10_000 }

const unavailable: TransientRefusal = {
  milliseconds: 10_000,
  pause: 500,
  words: 'Grafana is not available at the moment',
}

const unprepared =
  /no alertmanager configuration present|could not find an alertmanager configuration|alertmanager does not exist for this organization|^failed to get mute timings$/i

/** What the writers of one organization share: Grafana reads it, changes it and writes it as a whole. */
const alertingConfiguration = /^\/api\/v1\/provisioning\/(contact-points|templates|mute-timings)\b/
const unexplained =
  /^internal server error$|^failed to (create|update|delete) (contact point|template|mute timing)s?$/i

/**
 * Whether the same request may do later, and is safe to send again.
 *
 * @example transientRefusal({ method: 'GET', path: '/api/v1/provisioning/templates' }, 500, 'No alertmanager configuration present in this organization')
 */
export function transientRefusal(
  { method, path }: Pick<GrafanaRequest, 'method' | 'path'>,
  status: number,
  message: string,
): TransientRefusal | undefined {
  if ((status === 500 || status === 404) && unprepared.test(message)) return preparing
  if (status === 500 && message.includes('could not find object using provided id and hash')) return overtaken
  if (method !== 'GET' && status === 500 && alertingConfiguration.test(path) && unexplained.test(message))
    return overtakenPerhaps
  if (method === 'GET' && status >= 502 && status <= 504) return unavailable
  return undefined
}
