import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type TeamsOptions = Resolving & {
  readonly url: Secret
  readonly title?: MessageText
  readonly sectionTitle?: MessageText
  readonly message?: MessageText
}

/** A channel of Microsoft Teams, by its webhook. */
export function teams(options: TeamsOptions): Integration {
  return integration('teams', options, {
    sectionTitle: 'sectiontitle',
  })
}
