import type { Secret } from '../secret.ts'
import { type Integration, integration, type Resolving } from './integration.ts'

export type AlertmanagerOptions = Resolving & {
  readonly url: string
  readonly basicAuthUser?: string
  readonly basicAuthPassword?: Secret
}

/** Another Alertmanager of Prometheus, by its address. */
export function alertmanager(options: AlertmanagerOptions): Integration {
  return integration('prometheus-alertmanager', options)
}
