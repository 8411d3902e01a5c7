import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type WecomOptions = Resolving & {
  readonly msgType?: 'markdown' | 'text'
  readonly title?: MessageText
  readonly message?: MessageText
  /** Ids with `|` between; everybody unless said otherwise. */
  readonly toUser?: string
} & (
    | { readonly url: Secret }
    | { readonly corpId: string; readonly agentId: string; readonly secret: Secret }
  )

/** A robot of WeCom by its address, or an application by its keys. */
export function wecom(options: WecomOptions): Integration {
  return integration('wecom', options, {
    msgType: 'msgtype',
    toUser: 'touser',
    corpId: 'corp_id',
    agentId: 'agent_id',
  })
}
