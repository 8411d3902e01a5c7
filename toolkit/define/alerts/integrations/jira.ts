import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type JiraOptions = Resolving & {
  readonly apiUrl: string
  readonly project: MessageText
  readonly issueType: MessageText
  readonly summary?: MessageText
  readonly description?: MessageText
  readonly labels?: readonly string[]
  readonly priority?: MessageText
  /** The transitions that close an issue, and open it again. */
  readonly resolveTransition?: string
  readonly reopenTransition?: string
  readonly reopenDuration?: string
  readonly wontFixResolution?: string
  /** The number of the field that tells whether an issue is there already. */
  readonly dedupKeyField?: string
  readonly fields?: Readonly<Record<string, MessageText>>
} & ({ readonly user: Secret; readonly password: Secret } | { readonly apiToken: Secret })

/** Issues of a project in Jira. */
export function jira(options: JiraOptions): Integration {
  return integration('jira', options, {
    apiUrl: 'api_url',
    issueType: 'issue_type',
    resolveTransition: 'resolve_transition',
    reopenTransition: 'reopen_transition',
    reopenDuration: 'reopen_duration',
    wontFixResolution: 'wont_fix_resolution',
    dedupKeyField: 'dedup_key_field',
    apiToken: 'api_token',
  })
}
