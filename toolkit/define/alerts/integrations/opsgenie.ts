import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

/** Who is told: by a name, a user name or an id. */
export type OpsgenieResponder = {
  readonly type: 'team' | 'teams' | 'user' | 'escalation' | 'schedule'
} & ({ readonly name: string } | { readonly username: string } | { readonly id: string })

export type OpsgenieOptions = Resolving & {
  readonly apiKey: Secret
  /** Where its API is, if not at its own address. */
  readonly url?: string
  readonly message?: MessageText
  readonly description?: MessageText
  readonly autoClose?: boolean
  /** Whether the annotation `og_priority` of an alert sets its priority. */
  readonly overridePriority?: boolean
  readonly sendTagsAs?: 'tags' | 'details' | 'both'
  readonly responders?: readonly OpsgenieResponder[]
}

/** Opsgenie, by its key. */
export function opsgenie(options: OpsgenieOptions): Integration {
  return integration('opsgenie', options, {
    url: 'apiUrl',
  })
}
