import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type SlackOptions = Resolving & {
  readonly channel: `#${string}`
  readonly title?: MessageText
  readonly text?: MessageText
  readonly color?: MessageText
  /** What the bot is called, and how it looks. */
  readonly username?: string
  readonly iconEmoji?: string
  readonly iconUrl?: string
  readonly mentionChannel?: 'here' | 'channel'
  /** Ids with commas between. */
  readonly mentionUsers?: string
  readonly mentionGroups?: string
  /** Where Slack's API is, if not at its own address. */
  readonly endpointUrl?: string
} & ({ readonly token: Secret } | { readonly url: Secret })

/** A Slack channel, reached by a bot token or by an incoming webhook. */
export function slack(options: SlackOptions): Integration {
  return integration('slack', options, {
    channel: 'recipient',
    iconEmoji: 'icon_emoji',
    iconUrl: 'icon_url',
  })
}
