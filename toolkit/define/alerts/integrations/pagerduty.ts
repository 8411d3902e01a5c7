import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type PagerdutyOptions = Resolving & {
  readonly integrationKey: Secret
  readonly severity?: 'critical' | 'error' | 'warning' | 'info'
  readonly class?: string
  readonly component?: string
  readonly group?: string
  readonly summary?: MessageText
  readonly source?: MessageText
  readonly client?: MessageText
  readonly clientUrl?: MessageText
  readonly details?: Readonly<Record<string, MessageText>>
  /** Where PagerDuty takes events, if not at its own address. */
  readonly url?: string
}

/** A PagerDuty service, by its integration key. */
export function pagerduty({ integrationKey, severity = 'critical', ...rest }: PagerdutyOptions): Integration {
  return integration('pagerduty', { integrationKey, severity, ...rest }, { clientUrl: 'client_url' })
}
