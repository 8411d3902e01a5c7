import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type DiscordOptions = Resolving & {
  readonly url: Secret
  readonly title?: MessageText
  readonly message?: MessageText
  readonly avatarUrl?: string
  /** Whether messages come from the name that the webhook has in Discord. */
  readonly useDiscordUsername?: boolean
}

/** A channel of Discord, by its webhook. */
export function discord(options: DiscordOptions): Integration {
  return integration('discord', options, {
    avatarUrl: 'avatar_url',
    useDiscordUsername: 'use_discord_username',
  })
}
