import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type ThreemaOptions = Resolving & {
  readonly gatewayId: `*${string}`
  readonly recipientId: string
  readonly apiSecret: Secret
  readonly title?: MessageText
  readonly description?: MessageText
}

/** A recipient of Threema, by its gateway. */
export function threema(options: ThreemaOptions): Integration {
  return integration('threema', options, {
    gatewayId: 'gateway_id',
    recipientId: 'recipient_id',
    apiSecret: 'api_secret',
  })
}
