import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type GoogleChatOptions = Resolving & {
  readonly url: Secret
  readonly title?: MessageText
  readonly message?: MessageText
  readonly hideOpenButton?: boolean
  readonly hideVersionInfo?: boolean
}

/** A space of Google Chat, by its webhook. */
export function googleChat(options: GoogleChatOptions): Integration {
  return integration('googlechat', options, {
    hideOpenButton: 'hide_open_button',
    hideVersionInfo: 'hide_version_info',
  })
}
