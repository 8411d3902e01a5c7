import { SightlineError } from '../../foundation/sightline-error.ts'
import { streamName } from '../../grafana/live-channel.ts'
import { describeGrafana, grafanaUrl } from '../../grafana-api/grafana-url.ts'
import type { Figures } from './figures.ts'

/** A Grafana whose panels move with the live figures. */
export interface GrafanaLive {
  readonly url: string
  /** Of a service account of any role, or `user:password`. */
  readonly token: string
}

/** Pushes figures into the channel `stream/<stream>/figures` of Grafana Live. */
export function grafanaPusher(
  { url, token }: GrafanaLive,
  project: string,
): (figures: Figures) => Promise<void> {
  const address = `${describeGrafana(grafanaUrl(url))}/api/live/push/${streamName(project)}`
  const authorization = token.includes(':')
    ? `Basic ${Buffer.from(token).toString('base64')}`
    : `Bearer ${token}`
  return async (figures) => {
    const fields = numbersOf(figures)
    if (fields.length === 0) return
    const body = `figures ${fields.map(([name, value]) => `${name}=${value}`).join(',')} ${Date.now()}000000`
    const answer = await fetch(address, {
      method: 'POST',
      headers: { authorization },
      body,
      signal: AbortSignal.timeout(5000),
    })
    await answer.body?.cancel()
    if (!answer.ok) throw refused(answer.status)
  }
}

/** Figures that are numbers, and the numbers of those that have several, as `system_health_calls`. */
export function numbersOf(figures: Figures): [name: string, value: number][] {
  return Object.entries(figures).flatMap(([name, value]): [string, number][] => {
    if (typeof value === 'number') return Number.isFinite(value) ? [[name, value]] : []
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
    return numbersOf({ ...value }).map(([part, number]) => [`${name}_${part}`, number])
  })
}

const refused = (status: number) =>
  new SightlineError({
    code: 'grafana-live-refused',
    what: `Grafana Live does not take the figures: it answers ${status}.`,
    value: String(status),
    next: 'Look whether GRAFANA_TOKEN is the token of a service account of that Grafana, and whether Live is on there.',
  })
