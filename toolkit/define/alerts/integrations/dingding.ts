import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type DingdingOptions = Resolving & {
  readonly url: Secret
  readonly messageType?: 'link' | 'actionCard'
  readonly title?: MessageText
  readonly message?: MessageText
}

/** A robot of DingDing. */
export function dingding(options: DingdingOptions): Integration {
  return integration('dingding', options, {
    messageType: 'msgType',
  })
}
