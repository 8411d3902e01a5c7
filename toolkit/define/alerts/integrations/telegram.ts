import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type TelegramOptions = Resolving & {
  readonly token: Secret
  readonly chatId: string
  readonly messageThreadId?: string
  readonly message?: MessageText
  readonly parseMode?: 'None' | 'Markdown' | 'MarkdownV2' | 'HTML'
  readonly disableWebPagePreview?: boolean
  readonly protectContent?: boolean
  /** Whether it comes without a sound. */
  readonly disableNotifications?: boolean
}

/** A chat of Telegram, by a bot. */
export function telegram(options: TelegramOptions): Integration {
  return integration('telegram', options, {
    token: 'bottoken',
    chatId: 'chatid',
    messageThreadId: 'message_thread_id',
    parseMode: 'parse_mode',
    disableWebPagePreview: 'disable_web_page_preview',
    protectContent: 'protect_content',
    disableNotifications: 'disable_notifications',
  })
}
