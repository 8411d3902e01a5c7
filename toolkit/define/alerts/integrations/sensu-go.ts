import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type SensuGoOptions = Resolving & {
  readonly url: string
  readonly apiKey: Secret
  readonly entity?: MessageText
  readonly check?: MessageText
  readonly namespace?: string
  readonly handler?: string
  readonly message?: MessageText
}

/** Sensu Go, by its API. */
export function sensuGo(options: SensuGoOptions): Integration {
  return integration('sensugo', options, {
    apiKey: 'apikey',
  })
}
