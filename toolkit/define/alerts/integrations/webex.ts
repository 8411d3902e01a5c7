import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type WebexOptions = Resolving & {
  readonly token: Secret
  readonly roomId: string
  /** Where its API is, if not at its own address. */
  readonly apiUrl?: string
  readonly message?: MessageText
}

/** A room of Cisco Webex, by a bot. */
export function webex(options: WebexOptions): Integration {
  return integration('webex', options, {
    token: 'bot_token',
    roomId: 'room_id',
    apiUrl: 'api_url',
  })
}
